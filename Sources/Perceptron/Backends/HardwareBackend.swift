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

  /// Rounds and checks in hxtorch's order; see ``MACOperands``.
  init(inputs: Tensor, weights: Tensor) throws(PerceptronError) {
    (self.inputs, self.weights) = try Tensor.withOperands(inputs: inputs, weights: weights) {
      (operands) throws(PerceptronError) in
      var x = [UInt8](repeating: 0, count: inputs.count)
      var w = [Int8](repeating: 0, count: weights.count)
      try operands.round(inputs: &x, weights: &w)
      return (x, w)
    }
  }
}
