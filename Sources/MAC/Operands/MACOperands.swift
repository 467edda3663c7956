internal import CKernels

/// The two operands of a multiplication: vectors (B × K) or one vector (K), and weights (K × N).
public struct MACOperands {
  /// The vectors.
  public let inputs: FloatBlock
  /// The matrix.
  public let weights: FloatBlock

  /// Pairs two operands; nothing is checked yet.
  public init(inputs: FloatBlock, weights: FloatBlock) {
    self.inputs = inputs
    self.weights = weights
  }

  /// The number of vectors.
  public var batch: Int { inputs.rank == 1 ? 1 : inputs.shape[0] }
  /// The length of a vector.
  public var rows: Int { inputs.shape[inputs.rank - 1] }
  /// The length of a result.
  public var columns: Int { weights.shape[1] }

  /// Rounds half away from zero, as the way to a chip does, and checks in hxtorch's order: axes,
  /// lengths, weights, inputs. Nothing is clamped. hxtorch: `perceptron/detail/conversion.cpp`.
  ///
  /// - Parameters:
  ///   - roundedInputs: a place for every input; 0...31.
  ///   - roundedWeights: a place for every weight; -63...63.
  /// - Throws: ``PerceptronError``.
  public func round(
    inputs roundedInputs: UnsafeMutablePointer<UInt8>?,
    weights roundedWeights: UnsafeMutablePointer<Int8>?
  ) throws(PerceptronError) {
    try checkAxes()
    try checkLength(longer: .runtimeError)
    if let roundedWeights { try Self.round(weights, .hardwareWeights, into: roundedWeights) }
    // Values that are allowed have the same byte with a sign and without.
    if let roundedInputs {
      let bytes = UnsafeMutableRawPointer(roundedInputs)
        .assumingMemoryBound(to: Int8.self)
      try Self.round(inputs, .hardwareInputs, into: bytes)
    }
  }

  private static func round(
    _ block: FloatBlock, _ rule: OperandRule, into out: UnsafeMutablePointer<Int8>
  ) throws(PerceptronError) {
    guard let from = block.elements.baseAddress, block.count > 0 else { return }
    var seen = bss_mock_range()
    bss_hardware_round(from, block.count, out, &seen)
    try rule.require(seen, of: block)
  }

  /// Throws unless the weights are a matrix and the inputs a vector or a batch.
  func checkAxes() throws(PerceptronError) {
    guard weights.rank == 2 else {
      throw .dimensions(
        operation: "mac", operand: "weights", shape: weights.shape, allowed: "2-D")
    }
    guard inputs.rank == 1 || inputs.rank == 2 else {
      throw .dimensions(
        operation: "mac", operand: "inputs", shape: inputs.shape, allowed: "1-D or 2-D")
    }
  }

  /// Throws unless a vector is as long as the matrix is high; `longer` is the kind of the error for a
  /// vector that needs more reads than the matrix has.
  func checkLength(longer: PerceptronError.Kind) throws(PerceptronError) {
    guard rows != weights.shape[0] else { return }
    let height = HagenConstants.hardwareMatrixHeight
    let isLonger = (rows + height - 1) / height > (weights.shape[0] + height - 1) / height
    throw .lengthMismatch(
      inputs: inputs.shape, weights: weights.shape, kind: isLonger ? longer : .runtimeError)
  }
}
