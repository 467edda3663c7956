/// The original's network for handwritten digits: a convolution and two dense layers.
///
/// 28 × 28 pixels, 20 kernels of 10 × 10 at stride 5, 500-128-10 neurons, no biases; inputs are
/// scaled to 0...31. hxtorch: `examples/perceptron/mnist.py`.
public final class DigitsModel: Layer {
  /// The layers; their parameters are named `layers.0.weight` and so on.
  public let layers: Sequential
  /// Pixels along one side of a picture.
  public static let side = 28

  /// Makes a network and draws its parameters for the context's gain.
  ///
  /// - Parameters:
  ///   - mock: whether the linear model computes instead of the chip.
  ///   - waitBetweenEvents: FPGA cycles of 8 ns between two events.
  ///   - context: backends, gain and random numbers.
  ///   - activation: the layer between two products; nil for the chip's ``ConvertingReLU``.
  /// - Throws: ``PerceptronError``.
  public init(
    mock: Bool, waitBetweenEvents: Int = 2, context: PerceptronContext,
    activation: (() -> any Layer)? = nil
  ) throws(PerceptronError) {
    let options = MACLayerOptions(waitBetweenEvents: waitBetweenEvents, mock: mock)
    var first = options
    first.inputTransform = .scaleInput
    let geometry = ConvolutionGeometry(stride: [5, 5], padding: [1, 1])
    func rectifier() -> any Layer {
      activation?() ?? ConvertingReLU(shift: 1, mock: mock, context: context)
    }
    layers = Sequential([
      try Conv2d(
        inChannels: 1, outChannels: 20, kernelSize: (10, 10), bias: false, geometry: geometry,
        options: first, context: context),
      rectifier(), Flatten(),
      try Linear(
        inFeatures: 500, outFeatures: 128, bias: false, options: options, context: context),
      rectifier(),
      try Linear(
        inFeatures: 128, outFeatures: 10, bias: false, options: options, context: context),
    ])
  }

  /// Scores of pictures (B × 1 × 28 × 28).
  ///
  /// - Throws: what the layers throw.
  public func forward(_ input: Tensor) throws -> Tensor { try layers.forward(input) }

  /// Passes a gradient back; see ``Layer/backward(_:)``.
  ///
  /// - Throws: what the layers throw.
  public func backward(_ gradient: Tensor) throws -> Tensor { try layers.backward(gradient) }

  /// Those of the layers.
  public var namedParameters: [NamedParameter] {
    layers.namedParameters.map { $0.within("layers") }
  }

  /// The original's text.
  public var description: String { nestedText("Model", [("layers", layers.description)]) }
}
