extension PerceptronContext {
  /// Multiplies as `torch.matmul` does, with the second operand as weights.
  ///
  /// | input | other | result |
  /// |---|---|---|
  /// | (K) | (K) | () |
  /// | (K) | (K × N) | (N) |
  /// | (B × K) | (K) | (B) |
  /// | (B × K) | (K × N) | (B × N) |
  /// | (… × K) | (K) or (K × N) | (…) or (… × N) |
  ///
  /// Unlike the original, a leading axis of length one stays for (… × 1 × K) with (K).
  /// hxtorch: `perceptron/matmul.cpp`.
  ///
  /// - Throws: ``PerceptronError`` if an operand has no axes, or `other` more than two; what
  ///   ``mac(_:_:options:mock:madcRecordingNeuronID:madcRecordingPath:)`` throws.
  public func matmul(
    _ input: Tensor, _ other: Tensor, options: MACOptions = MACOptions(), mock: Bool = false,
    madcRecordingNeuronID: Int = 0, madcRecordingPath: String = ""
  ) throws -> Tensor {
    let fold = try MatmulFold(input, other)
    var result = try mac(
      fold.x, fold.weights, options: options, mock: mock,
      madcRecordingNeuronID: madcRecordingNeuronID, madcRecordingPath: madcRecordingPath)
    result.shape = fold.resultShape
    return result
  }

  /// The gradients of ``matmul(_:_:options:mock:madcRecordingNeuronID:madcRecordingPath:)`` in the
  /// shapes of its operands; see ``macBackward(gradient:x:weights:numSends:)``.
  ///
  /// - Throws: ``PerceptronError`` for shapes that do not fit.
  public func matmulBackward(
    gradient: Tensor, input: Tensor, other: Tensor, numSends: Int = 1
  ) throws(PerceptronError) -> (input: Tensor, other: Tensor) {
    let fold = try MatmulFold(input, other)
    var (dx, dw) = try macBackward(
      gradient: gradient, x: fold.x, weights: fold.weights, numSends: numSends)
    dx.shape = input.shape
    dw.shape = other.shape
    return (dx, dw)
  }
}

/// The operands of a matmul as a batch of vectors and a matrix.
private struct MatmulFold {
  let x: Tensor
  let weights: Tensor
  let resultShape: [Int]

  init(_ input: Tensor, _ other: Tensor) throws(PerceptronError) {
    guard let length = input.shape.last else {
      throw .dimensions(
        operation: "matmul", operand: "input", shape: input.shape, allowed: "at least 1-D")
    }
    guard other.rank == 1 || other.rank == 2 else {
      throw .dimensions(
        operation: "matmul", operand: "other", shape: other.shape, allowed: "1-D or 2-D")
    }
    let leading = Array(input.shape.dropLast())
    x = Tensor(unchecked: [leading.reduce(1, *), length], input.storage)
    weights =
      other.rank == 2 ? other : Tensor(unchecked: [other.count, 1], other.storage)
    resultShape = leading + other.shape.dropFirst()
  }
}
