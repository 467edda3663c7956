extension PerceptronContext {
  /// Adds as the chip's digital part does: floor and clamp to -128...127, sum, clamp again.
  ///
  /// Note that -0.1 counts as -1. Operands are broadcast to a common shape; on a chip `input` must
  /// have it already. hxtorch: `perceptron/add.cpp`.
  ///
  /// - Throws: ``PerceptronError`` for alpha other than one, no chip, operands that do not fit, or
  ///   something that is not a number.
  public func add(
    _ input: Tensor, _ other: Tensor, alpha: Double = 1, mock: Bool = false
  ) throws(PerceptronError) -> Tensor {
    try checkTrace("add", input, mock: mock)
    let sum = try DigitalSum(input.shape, other.shape, alpha: alpha, mock: mock)
    _ = try backend(mock: mock)
    let result = try Tensor(shape: sum.shape) { (out) throws(PerceptronError) in
      try input.withBlock { (a) throws(PerceptronError) in
        try other.withBlock { (b) throws(PerceptronError) in try sum.add(a, b, into: out) }
      }
    }
    noteTrace(.add(other: other), result, mock: mock)
    return result
  }

  /// The gradients of ``add(_:_:alpha:mock:)``: both operands get it all, summed over what was
  /// broadcast; saturation is not masked.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public static func addBackward(
    gradient: Tensor, input: Tensor, other: Tensor
  ) throws(PerceptronError) -> (input: Tensor, other: Tensor) {
    guard gradient.shape == (try Broadcast.shape(input.shape, other.shape)) else {
      throw .shapeMismatch(
        operation: "add backward", shapes: [gradient.shape, input.shape, other.shape],
        rule: "the gradient must have the shape of the sum")
    }
    return (
      Broadcast.reduce(gradient, to: input.shape), Broadcast.reduce(gradient, to: other.shape)
    )
  }
}

extension Broadcast {
  /// The adjoint of stretching a tensor: sums what was repeated.
  static func reduce(_ tensor: Tensor, to shape: [Int]) -> Tensor {
    guard tensor.shape != shape else { return tensor }
    var result = Tensor(repeating: 0, shape: shape)
    for (value, place) in zip(tensor.storage, places(of: shape, in: tensor.shape)) {
      result.storage[place] += value
    }
    return result
  }
}
