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
    return try Tensor(shape: [inputs.shape[0], weights.shape[1]], results.map(Float.init))
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
    var result: [Whole] = []
    result.reserveCapacity(tensor.count)
    let (lowest, highest) = (Float(allowed.lowerBound), Float(allowed.upperBound))
    for (index, value) in tensor.storage.enumerated() {
      let whole = value.rounded(.toNearestOrAwayFromZero)
      if whole.isNaN { throw .notANumber(operation: "mac", operand: operand, index: index) }
      if whole > highest { throw .aboveRange(operand: operand, value: whole, allowed: allowed) }
      if whole < lowest {
        throw .belowRange(operand: operand, value: whole, allowed: allowed, kind: below)
      }
      result.append(Whole(whole))
    }
    return result
  }
}
