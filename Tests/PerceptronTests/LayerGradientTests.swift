import Perceptron
import Testing

/// The forward passes here run in a chip that is the linear model without rounding, so that
/// gradients can be compared with finite differences of the layers themselves.
@Suite struct LayerGradientTests {
  /// y = gain · num_sends · x w, exactly.
  final class LinearModel: MACBackend {
    let gain: Float
    init(gain: Float) { self.gain = gain }

    func mac(inputs: Tensor, weights: Tensor, options: MACOptions) throws -> Tensor {
      let product = try inputs.multiplied(by: weights)
      return try Tensor(
        shape: product.shape, product.storage.map { $0 * gain * Float(options.numSends) })
    }
  }

  let context: PerceptronContext
  init() throws {
    context = try quietContext(gain: 0.004)
    context.hardware = LinearModel(gain: 0.004)
  }

  /// Compares all gradients of a layer that is linear in its input and in each parameter; weights
  /// must not be clamped, or a step beyond 63 has no effect.
  private func check(_ layer: any Layer, input: Tensor) throws {
    layer.parameters.forEach { $0.clearGradient() }
    let g = spread(try layer.forward(input).shape, -4...4)
    let dx = try layer.backward(g)
    #expect(
      agree(dx, try differences(input, g) { try layer.forward($0) }, relative: 2e-3), "input")
    for named in layer.namedParameters {
      let start = named.parameter.value
      let expected = try differences(start, g) { moved in
        try named.parameter.assign(moved)
        return try layer.forward(input)
      }
      try named.parameter.assign(start)
      let found = try #require(named.parameter.gradient)
      #expect(agree(found, expected, relative: 2e-3), "\(named.name)")
    }
  }

  @Test(arguments: [1, 5]) func `a linear layer's gradients equal finite differences`(
    _ avg: Int
  ) throws {
    // The digital bias floors; without it the layer is linear.
    let layer = try Linear(
      inFeatures: 7, outFeatures: 4, bias: false, avg: avg,
      options: MACLayerOptions(numSends: 2, weightTransform: nil), context: context)
    try check(layer, input: spread([3, 7], 0...31))
    try check(layer, input: spread([7], 0...31))
    let scaled = try Linear(
      inFeatures: 7, outFeatures: 4, bias: false, avg: avg,
      options: MACLayerOptions(
        numSends: 2, inputTransform: .scale(by: 3), weightTransform: nil), context: context)
    try check(scaled, input: spread([3, 7], 0...31))
  }

  @Test(arguments: [PaddingMode.zeros, .reflect, .replicate, .circular])
  func `a convolutional layer's gradients equal finite differences`(_ mode: PaddingMode) throws {
    let options = MACLayerOptions(numSends: 3, weightTransform: nil)
    let one = try Conv1d(
      inChannels: 2, outChannels: 3, kernelSize: 3,
      geometry: ConvolutionGeometry(stride: [2], padding: [2], paddingMode: mode),
      options: options, context: context)
    try check(one, input: spread([2, 2, 8], 0...31))
    let two = try Conv2d(
      inChannels: 2, outChannels: 3, kernelSize: (3, 2),
      geometry: ConvolutionGeometry(stride: [2, 1], padding: [2, 1], paddingMode: mode),
      options: options, context: context)
    try check(two, input: spread([2, 2, 5, 4], 0...31))
    let expanded = try ExpandedConv1d(
      inChannels: 2, outChannels: 3, kernelSize: 3,
      geometry: ConvolutionGeometry(stride: [2], padding: [1], paddingMode: mode),
      numExpansions: 4, options: options, context: context)
    try check(expanded, input: spread([2, 2, 11], 0...31))
  }

  @Test func `a chain of layers passes gradients through`() throws {
    let options = MACLayerOptions(
      numSends: 1, inputTransform: .scale(by: 0.5), weightTransform: nil)
    let model = Sequential([
      try Conv1d(inChannels: 1, outChannels: 2, kernelSize: 3, options: options, context: context),
      Flatten(),
      try Linear(
        inFeatures: 12, outFeatures: 2, bias: false, options: options, context: context),
    ])
    try check(model, input: spread([2, 1, 8], 0...31))
  }

  @Test func `scaling counts as a constant in the gradient`() throws {
    let layer = try Linear(
      inFeatures: 2, outFeatures: 1, bias: false,
      options: MACLayerOptions(
        numSends: 1, inputTransform: .scaleInput, weightTransform: .scaleWeight),
      context: context)
    try layer.weight.assign(tensor([1, 2], [21, -10]))
    _ = try layer.forward(tensor([1, 2], [15.5, 4]))
    let dx = try layer.backward(tensor([1, 1], [1]))
    // Factors are 2 for inputs and 3 for weights.
    #expect(agree(dx, tensor([1, 2], [0.004 * 63 * 2, 0.004 * -30 * 2])))
    let dw = try #require(layer.weight.gradient)
    #expect(agree(dw, tensor([1, 2], [0.004 * 31 * 3, 0.004 * 8 * 3])))
  }

  @Test func `a clamped weight gets its gradient as if it were not`() throws {
    let layer = try Linear(
      inFeatures: 1, outFeatures: 1, bias: false, options: MACLayerOptions(numSends: 1),
      context: context)
    try layer.weight.assign(tensor([1, 1], [80]))
    _ = try layer.forward(tensor([1, 1], [10]))
    _ = try layer.backward(tensor([1, 1], [1]))
    #expect(agree(try #require(layer.weight.gradient), tensor([1, 1], [0.04])))
  }

  @Test func `a digital bias gets the sum of the gradient, not scaled by the gain`() throws {
    let layer = try Linear(inFeatures: 2, outFeatures: 2, context: context)
    _ = try layer.forward(spread([3, 2], 0...31))
    _ = try layer.backward(tensor([3, 2], [1, 2, 3, 4, 5, 6]))
    #expect(layer.bias?.gradient == Tensor([9, 12]))
  }

  @Test func `gradients add up until they are cleared`() throws {
    let layer = try Linear(inFeatures: 2, outFeatures: 2, context: context)
    let (x, g) = (spread([3, 2], 0...31), spread([3, 2], -2...2))
    func gradients() -> [Tensor?] { layer.parameters.map(\.gradient) }
    #expect(gradients() == [nil, nil])
    _ = try layer.forward(x)
    _ = try layer.backward(g)
    let once = gradients()
    _ = try layer.forward(x)
    _ = try layer.backward(g)
    for (one, two) in zip(once, gradients()) {
      let one = try #require(one)
      let doubled = tensor(one.shape) { 2 * one.storage[$0] }
      #expect(agree(try #require(two), doubled))
    }
    layer.parameters.forEach { $0.clearGradient() }
    _ = try layer.forward(x)
    _ = try layer.backward(g)
    #expect(gradients() == once)
  }

  @Test func `padding too wide for its mode is refused`() throws {
    for (mode, padding) in [(PaddingMode.reflect, 3), (.circular, 4)] {
      let layer = try Conv1d(
        inChannels: 1, outChannels: 1, kernelSize: 1,
        geometry: ConvolutionGeometry(padding: [padding], paddingMode: mode), context: context)
      #expect(
        perceptronError { try layer.forward(spread([1, 1, 3], 0...9)) }?.kind == .runtimeError)
    }
  }
}
