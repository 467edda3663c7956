import Glibc

/// Settings with which a layer multiplies.
public struct MACLayerOptions: Sendable {
  /// Number of times that vectors are sent; nil lets the layer choose at its initialisation.
  public var numSends: Int?
  /// FPGA cycles of 8 ns between two events.
  public var waitBetweenEvents: Int
  /// A Boolean value that tells whether the linear model computes instead of the chip.
  public var mock: Bool
  /// Applied to inputs before the multiplication; by default nothing protects their range.
  public var inputTransform: TensorTransform?
  /// Applied to weights before the multiplication.
  public var weightTransform: TensorTransform?

  /// Takes the original's defaults for what is not given.
  public init(
    numSends: Int? = nil, waitBetweenEvents: Int = HagenConstants.defaultWaitBetweenEvents,
    mock: Bool = false, inputTransform: TensorTransform? = nil,
    weightTransform: TensorTransform? = .clampWeight
  ) {
    self.numSends = numSends
    self.waitBetweenEvents = waitBetweenEvents
    self.mock = mock
    self.inputTransform = inputTransform
    self.weightTransform = weightTransform
  }
}

/// Base of layers with a multiplication: parameters, their initialisation, transforms.
///
/// hxtorch: `perceptron.nn.MACLayer`.
public class MACLayer {
  /// Backends, gain and random numbers.
  public let context: PerceptronContext
  /// (out × in …), unscaled; the weight transform may clamp it in place.
  public let weight: Parameter
  /// (out), in LSB of the result, or nil.
  public let bias: Parameter?
  /// Settings with which the layer multiplies.
  public let options: MACLayerOptions
  /// Number of times that vectors are sent; not part of the state of a model.
  public let numSends: Int

  /// Makes a layer with fresh parameters; see ``resetParameters(weightMean:reluShift:)``.
  init(
    weightShape: [Int], bias: Bool, options: MACLayerOptions, context: PerceptronContext
  ) throws(PerceptronError) {
    guard weightShape.allSatisfy({ $0 >= 1 }) else {
      throw .unsupported(
        operation: "layer", option: "the shape of its weight", value: "\(weightShape)",
        allowed: "at least 1 on every axis")
    }
    self.context = context
    self.options = options
    weight = Parameter(Tensor(repeating: 0, shape: weightShape))
    self.bias = bias ? Parameter(Tensor(repeating: 0, shape: [weightShape[0]])) : nil
    numSends =
      options.numSends
      ?? LayerLaw(
        gain: context.mockParameter.gain, fanIn: Self.fanIn(weightShape), reluShift: 1
      ).numSends
    try resetParameters()
  }

  /// Draws weights and bias anew for the context's gain; `numSends` stays.
  ///
  /// Weights are normal with standard deviation 2^shift √2 / (gain √fan_in num_sends), truncated to
  /// -63...63; the bias is uniform within ± 2^shift √2 / (gain √fan_in) · √3 / 31. After He et al.
  /// 2015, with the shift of a following ``ConvertingReLU`` compensated.
  /// hxtorch: `MACLayer.reset_parameters`.
  ///
  /// - Parameters:
  ///   - weightMean: the centre of the weights, -63...63.
  ///   - reluShift: the shift of the following ``ConvertingReLU``.
  /// - Throws: ``PerceptronError/unsupported(operation:option:value:allowed:)`` for another mean.
  public func resetParameters(
    weightMean: Float = 0, reluShift: Int = 1
  ) throws(PerceptronError) {
    let allowed = HagenConstants.synapticWeight
    guard abs(weightMean) <= Float(allowed.upperBound) else {
      throw .unsupported(
        operation: "layer", option: "weight_mean", value: "\(weightMean)",
        allowed: "\(allowed.lowerBound)...\(allowed.upperBound)")
    }
    let law = LayerLaw(
      gain: context.mockParameter.gain, fanIn: Self.fanIn(weight.value.shape),
      reluShift: reluShift)
    let normal = TruncatedNormal(
      mean: Double(weightMean), std: law.weightStd(numSends: max(numSends, 1)),
      limit: Double(allowed.upperBound))
    for i in weight.value.storage.indices {
      weight.value.storage[i] = Float(normal.draw(&context.initialisation))
    }
    guard let bias else { return }
    for i in bias.value.storage.indices {
      let u = context.initialisation.uniform()
      bias.value.storage[i] = Float((2 * u - 1) * law.biasBound)
    }
  }

  private static func fanIn(_ weightShape: [Int]) -> Int { weightShape.dropFirst().reduce(1, *) }

  var namedParametersOfLayer: [NamedParameter] {
    [NamedParameter("weight", weight)] + (bias.map { [NamedParameter("bias", $0)] } ?? [])
  }

  var macOptions: MACOptions {
    MACOptions(numSends: numSends, waitBetweenEvents: options.waitBetweenEvents)
  }

  /// The weight as it is multiplied; a transform in place changes the parameter.
  func transformedWeight() throws -> TensorTransform.Result {
    guard let transform = options.weightTransform else { return .init(weight.value) }
    return try transform.apply(&weight.value)
  }

  func transformedInput(_ input: Tensor) throws -> TensorTransform.Result {
    guard let transform = options.inputTransform else { return .init(input) }
    var copy = input
    return try transform.apply(&copy)
  }
}
