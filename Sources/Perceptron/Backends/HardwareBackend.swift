internal import CKernels

/// A machine that multiplies whole numbers in hagen mode.
public protocol HagenMultiplier: AnyObject {
  /// Multiplies `batch` vectors with one matrix; all blocks are row-major.
  ///
  /// - Parameters:
  ///   - inputs: batch × rows numbers in 0...31.
  ///   - batch: vectors, one or more.
  ///   - rows: the length of a vector.
  ///   - weights: rows × columns numbers in -63...63.
  ///   - columns: the length of a result.
  ///   - options: sends and waiting time, one or more each.
  /// - Returns: batch × columns results.
  func multiply(
    inputs: [UInt8], batch: Int, rows: Int, weights: [Int8], columns: Int, options: MACOptions
  ) throws -> [Int8]
}

/// The original's way to a chip: rounding, checks of range, one multiplication, float results.
///
/// Numbers are rounded half away from zero and never clamped. hxtorch: `perceptron/detail/mac.cpp`.
public final class HardwareBackend: MACBackend {
  /// The machine behind it.
  public let multiplier: any HagenMultiplier

  /// Wraps a machine.
  public init(_ multiplier: any HagenMultiplier) {
    self.multiplier = multiplier
  }

  /// Multiplies on the machine; see ``MACBackend/mac(inputs:weights:options:)``.
  ///
  /// - Throws: ``PerceptronError``, in this order: wrong axes, lengths that do not fit, weights out
  ///   of range, inputs out of range, nothing to do, sends or waiting time below one.
  public func mac(
    inputs: Tensor, weights: Tensor, options: MACOptions = MACOptions()
  ) throws -> Tensor {
    let operands = try HardwareOperands(inputs: inputs, weights: weights)
    guard inputs.count > 0 else {
      throw PerceptronError.empty(operation: "mac", operand: "inputs")
    }
    guard weights.count > 0 else {
      throw PerceptronError.empty(operation: "mac", operand: "weights")
    }
    try Self.check("num_sends", options.numSends)
    try Self.check("wait_between_events", options.waitBetweenEvents)
    let results = try multiplier.multiply(
      inputs: operands.inputs, batch: inputs.shape[0], rows: inputs.shape[1],
      weights: operands.weights, columns: weights.shape[1], options: options)
    let shape = [inputs.shape[0], weights.shape[1]]
    guard results.count == shape[0] * shape[1] else { return try Tensor(shape: shape, []) }
    return Tensor(uninitialised: shape) { out in
      results.withUnsafeBufferPointer { results in
        for i in 0..<results.count { out[i] = Float(results[i]) }
      }
    }
  }

  private static func check(_ name: String, _ value: Int) throws(PerceptronError) {
    guard value >= 1 else { throw .scheduleOutOfRange(name: name, value: value, minimum: 1) }
  }
}

/// The operands of a multiplication as a chip takes them.
struct HardwareOperands {
  let inputs: [UInt8]
  let weights: [Int8]

  /// Rounds and checks in the order of the original.
  init(inputs: Tensor, weights: Tensor) throws(PerceptronError) {
    try MACCheck.axes(inputs: inputs, weights: weights)
    try MACCheck.length(inputs: inputs, weights: weights)
    // A weight too low is an underflow, which the original reports as a runtime error; an input
    // too low has become a huge unsigned number before it is looked at.
    self.weights = try Self.rounded(
      weights, "weights", HagenConstants.synapticWeight, below: .runtimeError)
    self.inputs = try Self.rounded(
      inputs, "inputs", HagenConstants.inputActivation, below: .overflowError)
  }

  private static func rounded<Whole: FixedWidthInteger>(
    _ tensor: Tensor, _ operand: String, _ allowed: ClosedRange<Int>, below: PerceptronError.Kind
  ) throws(PerceptronError) -> [Whole] {
    var range = bss_mock_range()
    let result = [Whole](unsafeUninitializedCapacity: tensor.count) { out, initialised in
      tensor.storage.withUnsafeBufferPointer { values in
        guard let from = values.baseAddress, let to = out.baseAddress else { return }
        // Values that are allowed have the same byte with a sign and without.
        to.withMemoryRebound(to: Int8.self, capacity: tensor.count) {
          bss_hardware_round(from, tensor.count, $0, &range)
        }
        initialised = tensor.count
      }
    }
    let isAllowed =
      range.has_nan == 0 && range.lowest >= Float(allowed.lowerBound)
      && range.highest <= Float(allowed.upperBound)
    if !isAllowed { try refuse(tensor, operand, allowed, below: below) }
    return result
  }

  /// Names the first value that is not allowed.
  private static func refuse(
    _ tensor: Tensor, _ operand: String, _ allowed: ClosedRange<Int>, below: PerceptronError.Kind
  ) throws(PerceptronError) {
    let (lowest, highest) = (Float(allowed.lowerBound), Float(allowed.upperBound))
    for (index, value) in tensor.storage.enumerated() {
      let whole = value.rounded(.toNearestOrAwayFromZero)
      if whole.isNaN { throw .notANumber(operation: "mac", operand: operand, index: index) }
      if whole > highest { throw .aboveRange(operand: operand, value: whole, allowed: allowed) }
      if whole < lowest {
        throw .belowRange(operand: operand, value: whole, allowed: allowed, kind: below)
      }
    }
  }
}
