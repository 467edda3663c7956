/// The tutorial's classifier of the Yin-Yang figure.
///
/// It has 4-128-3 neurons, inputs times 31, and five averaged columns for each of the three scores.
/// brainscales2-demos: tp_02-yin_yang.
public final class YinYangModel: Layer {
  /// The layers; their parameters are named `classifier.0.weight` and so on.
  public let classifier: Sequential
  private let inputScale = Float(HagenConstants.inputActivation.upperBound)

  /// Makes a classifier and draws its parameters for the context's gain.
  ///
  /// - Parameters:
  ///   - mock: whether the linear model computes instead of the chip, in every layer.
  ///   - hidden: neurons of the hidden layer, one or more.
  ///   - waitBetweenEvents: FPGA cycles of 8 ns between two events.
  ///   - context: backends, gain and random numbers.
  /// - Throws: ``PerceptronError``.
  public init(
    mock: Bool, hidden: Int = 128,
    waitBetweenEvents: Int = HagenConstants.defaultWaitBetweenEvents, context: PerceptronContext
  ) throws(PerceptronError) {
    let options = MACLayerOptions(waitBetweenEvents: waitBetweenEvents, mock: mock)
    let layers: [any Layer] = [
      try Linear(inFeatures: 4, outFeatures: hidden, options: options, context: context),
      ConvertingReLU(shift: 1, mock: mock, context: context),
      try Linear(
        inFeatures: hidden, outFeatures: 3, avg: 5, options: options, context: context),
    ]
    classifier = Sequential(layers)
  }

  /// Scores of points with features (x, y, 1 − x, 1 − y) in 0...1.
  ///
  /// - Throws: what the layers throw.
  public func forward(_ input: Tensor) throws -> Tensor {
    try classifier.forward(input.scaled(by: inputScale))
  }

  /// Passes a gradient back; see ``Layer/backward(_:)``.
  ///
  /// - Throws: what the layers throw.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    try classifier.backward(gradient).scaled(by: inputScale)
  }

  /// Those of the layers.
  public var namedParameters: [NamedParameter] {
    classifier.namedParameters.map { $0.within("classifier") }
  }

  /// The original's text.
  public var description: String { nestedText("Model", [("classifier", classifier.description)]) }
}
