import Perceptron
import Testing

/// tests of the original: `test_perceptron_nn`.
@Suite struct LayerTests {
  let context: PerceptronContext
  let mock = MACLayerOptions(mock: true)
  init() throws { context = try quietContext() }

  @Test func `scaling puts the largest element at the limit`() {
    let x = tensor([2, 8]) { 8 + Float($0) / 2 }
    #expect(abs((scaleInput(x).storage.max() ?? 0) - 31) < 1e-5)
    let w = tensor([8, 16]) { -32 + Float($0) / 2 }
    #expect(abs((scaleWeight(w).storage.map(abs).max() ?? 0) - 63) < 1e-5)
    #expect(scaleInput(Tensor([-3, 0])) == Tensor([-3, 0]))
    #expect(scaleWeight(Tensor([0, 0])) == Tensor([0, 0]))
  }

  @Test func `clamping is done in place`() {
    var w = Tensor([-64, -63, 0.5, 63.2, .infinity])
    clampWeight(&w)
    #expect(w == Tensor([-63, -63, 0.5, 63, 63]))
  }

  @Test func `a linear layer hands transformed operands and options on`() throws {
    let chip = RecordingBackend()
    context.hardware = chip
    let ones = TensorTransform(name: "ones_like") {
      .init(Tensor(repeating: 1, shape: $0.shape))
    }
    let layer = try Linear(
      inFeatures: 19, outFeatures: 2,
      options: MACLayerOptions(numSends: 3, waitBetweenEvents: 10, weightTransform: ones),
      context: context)
    let x = spread([5, 19], 0...31)
    #expect(try layer.forward(x).shape == [5, 2])
    #expect(chip.inputs == [x])
    #expect(chip.weights == [Tensor(repeating: 1, shape: [19, 2])])
    #expect(chip.options == [MACOptions(numSends: 3, waitBetweenEvents: 10)])
    #expect(layer.description.contains(", num_sends=3, wait"))
  }

  @Test func `a layer clamps the weights that it stores`() throws {
    let layer = try Linear(inFeatures: 2, outFeatures: 1, options: mock, context: context)
    try layer.weight.assign(tensor([1, 2], [100, -70]))
    _ = try layer.forward(Tensor([1, 1]))
    #expect(layer.weight.value == tensor([1, 2], [63, -63]))
  }

  @Test func `averaged columns share a weight and the bias is floored`() throws {
    let context = try quietContext(gain: 1)
    let layer = try Linear(
      inFeatures: 1, outFeatures: 2, avg: 3, options: MACLayerOptions(numSends: 1, mock: true),
      context: context)
    try layer.weight.assign(tensor([2, 1], [3, -5]))
    try layer.bias?.assign(Tensor([0.9, -0.1]))
    #expect(try layer.forward(Tensor([2])) == Tensor([6, -11]))
    #expect(try layer.forward(tensor([2, 1], [2, 4])) == tensor([2, 2], [6, -11, 12, -21]))
  }

  @Test func `an average without bias stays fractional`() throws {
    let context = try PerceptronContext()
    let layer = try Linear(
      inFeatures: 4, outFeatures: 50, bias: false, avg: 5, options: mock, context: context)
    let y = try layer.forward(Tensor(repeating: 3, shape: [4]))
    #expect(y.storage.contains { $0 != $0.rounded() })
    #expect(y.storage.allSatisfy { abs($0 * 5 - ($0 * 5).rounded()) < 1e-4 })
  }

  @Test func `texts are the original's`() throws {
    let c = context
    func linear(
      bias: Bool = true, avg: Int = 1, _ options: MACLayerOptions = MACLayerOptions()
    ) throws -> String {
      try Linear(
        inFeatures: 4, outFeatures: 128, bias: bias, avg: avg, options: options, context: c
      ).description
    }
    #expect(try linear() == "Linear(in_features=4, out_features=128, num_sends=34)")
    #expect(
      try linear(avg: 5, mock)
        == "Linear(in_features=4, out_features=128, num_sends=34, mock=True, avg=5)")
    #expect(
      try linear(
        bias: false,
        MACLayerOptions(numSends: 2, inputTransform: .scaleInput, weightTransform: nil))
        == "Linear(in_features=4, out_features=128, bias=None, num_sends=2,"
        + " input_transform=<function scale_input>, weight_transform=<function None>)")
    #expect(ReLU(context: c).description == "ReLU()")
    #expect(ReLU(mock: true, context: c).description == "ReLU(mock=True)")
    #expect(ConvertingReLU(shift: 1, context: c).description == "ConvertingReLU(shift=1)")
    #expect(ConvertingReLU(context: c).description == "ConvertingReLU()")
  }

  @Test func `a model prints its layers`() throws {
    let context = try quietContext(gain: 0.0034)
    let model = try YinYangModel(mock: true, context: context)
    #expect(
      model.description == """
        Model(
          (classifier): Sequential(
            (0): Linear(in_features=4, out_features=128, num_sends=20, mock=True)
            (1): ConvertingReLU(shift=1, mock=True)
            (2): Linear(in_features=128, out_features=3, num_sends=4, mock=True, avg=5)
          )
        )
        """)
  }

  @Test func `convolutional layers print their tuples and sends`() throws {
    let one = try Conv1d(
      inChannels: 1, outChannels: 2, kernelSize: 3,
      geometry: ConvolutionGeometry(stride: [2], padding: [1]),
      options: MACLayerOptions(waitBetweenEvents: 4, mock: true), context: context)
    #expect(
      one.description
        == "Conv1d(in_channels=1, out_channels=2, kernel_size=(3,), stride=(2,), padding=(1,),"
        + " dilation=(1,), num_sends=39, wait_between_events=4, mock=True)")
    #expect(try one.forward(spread([1, 1, 19], 0...31)).shape == [1, 2, 10])

    let two = try Conv2d(
      inChannels: 1, outChannels: 2, kernelSize: (3, 3),
      geometry: ConvolutionGeometry(stride: [2, 2], padding: [2, 2]),
      options: MACLayerOptions(numSends: 6, waitBetweenEvents: 75, mock: true),
      context: context)
    #expect(two.description.contains("kernel_size=(3, 3), stride=(2, 2), padding=(2, 2)"))
    #expect(two.description.contains("num_sends=6, wait_between_events=75"))
    #expect(try two.forward(spread([1, 1, 4, 19], 0...31)).shape == [1, 2, 3, 11])
  }

  @Test func `an expanded convolution fills the array and really expands`() throws {
    let chip = RecordingBackend()
    context.hardware = chip
    let layer = try ExpandedConv1d(
      inChannels: 1, outChannels: 14, kernelSize: 43, geometry: ConvolutionGeometry(stride: [2]),
      context: context)
    #expect(layer.numExpansions == 18)
    #expect(layer.description.contains("num_expansions=18"))
    #expect(try layer.forward(spread([2, 1, 128], 0...31)).shape == [2, 14, 43])
    #expect(chip.weights[0].shape == [43 + 2 * 17, 14 * 18])
  }

  @Test func `dilation and groups are refused by the forward pass`() throws {
    for geometry in [ConvolutionGeometry(dilation: [2]), ConvolutionGeometry(groups: 2)] {
      let layer = try Conv1d(
        inChannels: 2, outChannels: 2, kernelSize: 3, geometry: geometry, options: mock,
        context: context)
      let found = perceptronError { try layer.forward(spread([1, 2, 9], 0...9)) }
      #expect(found?.kind == .valueError)
    }
  }

  @Test func `sizes that make no layer are refused`() {
    #expect(throws: PerceptronError.self) {
      try Linear(inFeatures: 0, outFeatures: 3, context: context)
    }
    #expect(throws: PerceptronError.self) {
      try Linear(inFeatures: 3, outFeatures: 3, avg: 0, context: context)
    }
    #expect(throws: PerceptronError.self) {
      try Conv1d(
        inChannels: 1, outChannels: 1, kernelSize: 3,
        geometry: ConvolutionGeometry(stride: [1, 1]), context: context)
    }
    #expect(throws: PerceptronError.self) {
      try Conv1d(
        inChannels: 3, outChannels: 1, kernelSize: 3, geometry: ConvolutionGeometry(groups: 2),
        context: context)
    }
  }

  @Test func `rectifiers need a chip unless their own flag says mock`() throws {
    #expect(perceptronError { try ReLU(context: context).forward(Tensor([1])) } == .noConnection)
    #expect(try ReLU(mock: true, context: context).forward(Tensor([1.5])) == Tensor([1]))
  }

  @Test func `flatten keeps the first axis and gives gradients their shape back`() throws {
    let layer = Flatten()
    #expect(try layer.forward(spread([2, 3, 4], 0...9)).shape == [2, 12])
    #expect(try layer.backward(spread([2, 12], 0...9)).shape == [2, 3, 4])
    #expect(throws: PerceptronError.self) { try layer.forward(Tensor(scalar: 1)) }
  }

  @Test func `a backward pass needs a forward pass of its own`() throws {
    let layer = try Linear(inFeatures: 1, outFeatures: 1, options: mock, context: context)
    #expect(
      perceptronError { try layer.backward(Tensor([1])) }
        == .backwardBeforeForward(layer: "Linear"))
    _ = try layer.forward(Tensor([1]))
    #expect(throws: PerceptronError.self) { try layer.backward(Tensor([1, 2])) }
  }
}
