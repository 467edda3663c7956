/// The geometry of a convolution beside its kernel; one number an axis.
public struct ConvolutionGeometry: Sendable, Equatable {
  /// Steps between windows, one or more; nil means one.
  public var stride: [Int]?
  /// Elements added on both sides; nil means none.
  public var padding: [Int]?
  /// Steps between elements of a kernel; anything but one is refused by the forward pass.
  public var dilation: [Int]?
  /// Groups of channels; anything but one is refused by the forward pass.
  public var groups: Int
  /// Kind of the padding on the sides.
  public var paddingMode: PaddingMode

  /// Takes torch's defaults for what is not given.
  public init(
    stride: [Int]? = nil, padding: [Int]? = nil, dilation: [Int]? = nil, groups: Int = 1,
    paddingMode: PaddingMode = .zeros
  ) {
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    self.paddingMode = paddingMode
  }
}

/// Base of convolutional layers.
///
/// hxtorch: `perceptron.nn.ConvNd`. Inputs are padded, then transformed, then convolved; the bias is added as it is.
public class ConvNd: MACLayer, Layer {
  /// The number of input channels.
  public let inChannels: Int
  /// The number of output channels.
  public let outChannels: Int
  /// The size of the kernel, one number an axis.
  public let kernelSize: [Int]
  /// Steps between windows, one number an axis.
  public let stride: [Int]
  /// Elements added on both sides, one number an axis.
  public let padding: [Int]
  /// Steps between elements of a kernel, one number an axis.
  public let dilation: [Int]
  /// Groups of channels.
  public let groups: Int
  /// Kind of the padding on the sides.
  public let paddingMode: PaddingMode

  private struct Saved {
    let padding: Padding?
    let input: TensorTransform.Result
    let weight: TensorTransform.Result
  }
  private var saved: Saved?

  init(
    channels: (input: Int, output: Int), kernelSize: [Int], bias: Bool,
    geometry: ConvolutionGeometry,
    options: MACLayerOptions, context: PerceptronContext
  ) throws(PerceptronError) {
    let axes = kernelSize.count
    let counts = [geometry.stride, geometry.padding, geometry.dilation].compactMap { $0?.count }
    guard counts.allSatisfy({ $0 == axes }),
      (geometry.stride ?? []).allSatisfy({ $0 >= 1 }),
      (geometry.padding ?? []).allSatisfy({ $0 >= 0 })
    else {
      throw .unsupported(
        operation: "Conv\(axes)d", option: "geometry", value: "\(geometry)",
        allowed: "one number for each axis in stride, padding and dilation, with strides of at "
          + "least 1 and padding of at least 0")
    }
    let groups = geometry.groups
    guard groups >= 1, channels.input % groups == 0, channels.output % groups == 0 else {
      throw .unsupported(
        operation: "Conv\(axes)d", option: "groups", value: "\(groups)",
        allowed: "a divisor of both numbers of channels")
    }
    (inChannels, outChannels) = channels
    self.kernelSize = kernelSize
    self.groups = groups
    let ones = Array(repeating: 1, count: axes)
    stride = geometry.stride ?? ones
    padding = geometry.padding ?? Array(repeating: 0, count: axes)
    dilation = geometry.dilation ?? ones
    paddingMode = geometry.paddingMode
    try super.init(
      weightShape: [channels.output, channels.input / groups] + kernelSize, bias: bias,
      options: options, context: context)
  }

  var name: String { "Conv\(kernelSize.count)d" }

  /// The operation itself; layers of one kind differ here.
  func convolve(_ input: Tensor, weight: Tensor) throws -> Tensor {
    try convolution.forward(input, weight, bias?.value, macOptions, options.mock)
  }

  private var convolution: Convolution {
    Convolution(operation: "conv\(kernelSize.count)d", stride: stride, context: context)
  }

  /// Convolves a batch (B × C_in × …).
  ///
  /// - Throws: ``PerceptronError``, also for dilation or groups other than one; what the backend and
  ///   the transforms throw.
  public func forward(_ input: Tensor) throws -> Tensor {
    try checkSupport()
    let needsPadding = padding.contains { $0 > 0 }
    let padding =
      needsPadding ? try Padding(input.shape, by: self.padding, mode: paddingMode) : nil
    let weight = try transformedWeight()
    let x = try transformedInput(padding?.apply(input) ?? input)
    let result = try convolve(x.output, weight: weight.output)
    saved = Saved(padding: padding, input: x, weight: weight)
    return result
  }

  private func checkSupport() throws(PerceptronError) {
    guard dilation.allSatisfy({ $0 == 1 }) else {
      throw .unsupported(operation: name, option: "dilation", value: "\(dilation)", allowed: "1")
    }
    guard groups == 1 else {
      throw .unsupported(operation: name, option: "groups", value: "\(groups)", allowed: "1")
    }
  }

  /// Passes a gradient back; see ``Layer/backward(_:)``.
  ///
  /// - Throws: ``PerceptronError`` without a forward pass, or for another shape than the output's.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    guard let saved else { throw PerceptronError.backwardBeforeForward(layer: name) }
    self.saved = nil
    let gradients = try convolution.backward(
      gradient, saved.input.output, saved.weight.output, numSends)
    weight.addGradient(saved.weight.pullback?(gradients.weight) ?? gradients.weight)
    bias?.addGradient(gradients.bias)
    let dx = saved.input.pullback?(gradients.input) ?? gradients.input
    return saved.padding?.pullback(dx) ?? dx
  }

  /// `weight` and, if there is one, `bias`.
  public var namedParameters: [NamedParameter] { namedParametersOfLayer }

  /// The original's text.
  public var description: String {
    var text = LayerText(name)
    text.add("in_channels", inChannels)
    text.add("out_channels", outChannels)
    text.add("kernel_size", tuple: kernelSize)
    text.add("stride", tuple: stride)
    text.add("padding", tuple: padding)
    text.add("dilation", tuple: dilation)
    text.add("groups", groups, unless: 1)
    text.addBias(bias != nil)
    text.add("padding_mode", paddingMode.rawValue, unless: PaddingMode.zeros.rawValue)
    text.addMAC(self)
    addOwnText(&text)
    text.addTransforms(options)
    return text.text
  }

  /// Adds the text that only one kind of layer prints.
  func addOwnText(_ text: inout LayerText) {}
}
