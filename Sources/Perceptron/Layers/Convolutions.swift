/// A convolution along one axis: ``PerceptronContext/conv1d(_:weight:bias:stride:options:mock:)``.
///
/// hxtorch: `perceptron.nn.Conv1d`.
public class Conv1d: ConvNd {
  /// Makes a layer and draws its parameters.
  ///
  /// - Throws: ``PerceptronError/unsupported(operation:option:value:allowed:)`` for sizes that make
  ///   no convolution.
  public init(
    inChannels: Int, outChannels: Int, kernelSize: Int, bias: Bool = true,
    geometry: ConvolutionGeometry = ConvolutionGeometry(),
    options: MACLayerOptions = MACLayerOptions(), context: PerceptronContext
  ) throws(PerceptronError) {
    try super.init(
      channels: (inChannels, outChannels), kernelSize: [kernelSize], bias: bias,
      geometry: geometry, options: options, context: context)
  }
}

/// A convolution along two axes: ``PerceptronContext/conv2d(_:weight:bias:stride:options:mock:)``.
///
/// hxtorch: `perceptron.nn.Conv2d`.
public final class Conv2d: ConvNd {
  /// Makes a layer and draws its parameters.
  ///
  /// - Throws: ``PerceptronError/unsupported(operation:option:value:allowed:)`` for sizes that make
  ///   no convolution.
  public init(
    inChannels: Int, outChannels: Int, kernelSize: (Int, Int), bias: Bool = true,
    geometry: ConvolutionGeometry = ConvolutionGeometry(),
    options: MACLayerOptions = MACLayerOptions(), context: PerceptronContext
  ) throws(PerceptronError) {
    try super.init(
      channels: (inChannels, outChannels), kernelSize: [kernelSize.0, kernelSize.1], bias: bias,
      geometry: geometry, options: options, context: context)
  }
}

/// A convolution along one axis with several shifted copies of its kernel in the array.
///
/// The original's layer means to do so but runs the plain operation; this one runs
/// ``PerceptronContext/expandedConv1d(_:weight:bias:stride:numExpansions:options:mock:)``.
/// hxtorch: `perceptron.nn.ExpandedConv1d`.
public final class ExpandedConv1d: Conv1d {
  /// Number of copies of the kernel.
  public let numExpansions: Int

  /// Makes a layer and draws its parameters.
  ///
  /// - Parameters:
  ///   - inChannels: one or more.
  ///   - outChannels: one or more.
  ///   - kernelSize: one or more.
  ///   - bias: whether there is a bias.
  ///   - geometry: stride and padding.
  ///   - numExpansions: one or more; nil means as many as fit one array: the least of
  ///     256 / outChannels and (128 − kernelSize) / stride + 1, at least one.
  ///   - options: how it multiplies.
  ///   - context: backends, gain and random numbers.
  /// - Throws: ``PerceptronError/unsupported(operation:option:value:allowed:)`` for sizes that make
  ///   no convolution.
  public init(
    inChannels: Int, outChannels: Int, kernelSize: Int, bias: Bool = true,
    geometry: ConvolutionGeometry = ConvolutionGeometry(), numExpansions: Int? = nil,
    options: MACLayerOptions = MACLayerOptions(), context: PerceptronContext
  ) throws(PerceptronError) {
    let copies =
      numExpansions
      ?? ConvolutionShapes.fittingCopies(
        channels: outChannels, kernel: kernelSize, stride: geometry.stride?.first ?? 1)
    guard copies >= 1 else {
      throw .unsupported(
        operation: "ExpandedConv1d", option: "num_expansions", value: "\(copies)",
        allowed: "at least 1")
    }
    self.numExpansions = copies
    try super.init(
      inChannels: inChannels, outChannels: outChannels, kernelSize: kernelSize, bias: bias,
      geometry: geometry, options: options, context: context)
  }

  override var name: String { "ExpandedConv1d" }

  override func convolve(_ input: Tensor, weight: Tensor) throws -> Tensor {
    try context.expandedConv1d(
      input, weight: weight, bias: bias?.value, stride: stride[0], numExpansions: numExpansions,
      options: macOptions, mock: options.mock)
  }

  override func addOwnText(_ text: inout LayerText) {
    text.add("num_expansions", numExpansions)
  }
}
