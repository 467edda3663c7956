extension PerceptronContext {
  /// Convolves along one axis with the kernel placed several times in the array, each copy shifted
  /// by the stride, so that one multiplication gives several neighbouring results.
  ///
  /// The same weight lies on several synapses, whose deviations cannot be trained away one by one.
  /// Gradients are those of ``conv1dBackward(gradient:input:weight:stride:numSends:)``.
  /// hxtorch: `perceptron/detail/conv1d.cpp`.
  ///
  /// - Parameters:
  ///   - input: (B × C_in × L).
  ///   - weight: (C_out × C_in × k).
  ///   - bias: (C_out) or nil.
  ///   - stride: one or more.
  ///   - numExpansions: how many copies, one or more.
  ///   - options: how the windows are sent.
  ///   - mock: whether the linear model computes instead of the chip.
  /// - Throws: ``PerceptronError``; what the multiplication throws.
  public func expandedConv1d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, stride: Int = 1, numExpansions: Int = 1,
    options: MACOptions = MACOptions(), mock: Bool = false
  ) throws -> Tensor {
    try Convolution(
      operation: "expanded_conv1d", stride: [stride], copies: numExpansions, context: self
    )
    .forward(input, weight, bias, options, mock)
  }
}
