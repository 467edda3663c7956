import Perceptron
import Testing

/// A convolution as torch has it, by its definition, in the linear model.
struct PlainConvolution {
  var stride: [Int]
  var factor: Float

  /// Two axes; one axis is a convolution of height one.
  func callAsFunction(_ x: Tensor, _ w: Tensor) -> Tensor {
    func results(_ axis: Int) -> Int {
      (x.shape[2 + axis] - w.shape[2 + axis]) / stride[axis] + 1
    }
    let size: [Int] = [results(0), results(1)]
    let shape: [Int] = [x.shape[0], w.shape[0], size[0], size[1]]
    return tensor(shape) { (place: Int) -> Float in
      let (j, i) = (place % size[1], place / size[1] % size[0])
      let (entry, channel) = place.quotientAndRemainder(dividingBy: w.shape[0] * size[0] * size[1])
      let output = channel / (size[0] * size[1])
      return window(x, w, entry, output, i * stride[0], j * stride[1]) * factor
    }
  }

  private func window(
    _ x: Tensor, _ w: Tensor, _ entry: Int, _ output: Int, _ row: Int, _ column: Int
  ) -> Float {
    var sum: Float = 0
    for c in 0..<w.shape[1] {
      for k in 0..<w.shape[2] {
        for l in 0..<w.shape[3] {
          let value: Float = x[entry, c, row + k, column + l]
          sum += value * w[output, c, k, l]
        }
      }
    }
    return sum
  }
}

/// The derivative of Σ g · f(t) by every element of t; f is linear, so that any step is exact.
func differences(_ t: Tensor, _ g: Tensor, _ f: (Tensor) throws -> Tensor) rethrows -> Tensor {
  func value(_ t: Tensor) throws -> Double {
    try zip(g.storage, f(t).storage).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let start = try value(t)
  var result = t
  for i in t.storage.indices {
    var moved = t.storage
    moved[i] += 1
    let slope = try value(tensor(t.shape, moved)) - start
    var elements = result.storage
    elements[i] = Float(slope)
    result = tensor(t.shape, elements)
  }
  return result
}

@Suite struct ConvolutionTests {
  struct Case: Sendable {
    var batch = 2
    var inputs = 1
    var outputs = 1
    var length = 30
    var kernel = 5
    var stride = 2
  }

  /// tests of the original: `test_perceptron_conv`.
  static let cases: [Case] = [
    Case(batch: 3, kernel: 5, stride: 7),
    Case(outputs: 14, length: 128, kernel: 43, stride: 5),
    Case(outputs: 14, length: 138, kernel: 43, stride: 5),
  ]
  static let grid: [Case] = [2, 4].flatMap { batch in
    [1, 3, 5].flatMap { inputs in
      [1, 4].flatMap { outputs in
        [7, 4, 2].map {
          Case(batch: batch, inputs: inputs, outputs: outputs, stride: $0)
        }
      }
    }
  }

  @Test(arguments: cases + grid)
  func `a convolution is the linear model of its windows`(_ c: Case) throws {
    let context = try quietContext(gain: 0.0015)
    let x = spread([c.batch, c.inputs, c.length], 0...20)
    let w = spread([c.outputs, c.inputs, c.kernel], -40...40)
    let y = try context.conv1d(x, weight: w, stride: c.stride, mock: true)
    let plain = PlainConvolution(stride: [1, c.stride], factor: 0.0015)(
      try x.reshaped([c.batch, c.inputs, 1, c.length]),
      try w.reshaped([c.outputs, c.inputs, 1, c.kernel]))
    #expect(y.shape == [c.batch, c.outputs, (c.length - c.kernel) / c.stride + 1])
    for (found, expected) in zip(y.storage, plain.storage) {
      // Rows fit one chunk here, so that only one floor lies between.
      #expect(abs(found + 0.5 - min(max(expected, -128), 127.5)) < 0.501)
    }
  }

  @Test(arguments: cases + grid)
  func `an expanded convolution equals the plain one up to a step per chunk`(_ c: Case) throws {
    let context = try quietContext(gain: 0.0015)
    let x = spread([c.batch, c.inputs, c.length], 0...20)
    let w = spread([c.outputs, c.inputs, c.kernel], -20...40)
    let bias = spread([c.outputs], -5...5)
    let options = MACOptions(numSends: 4)
    let plain = try context.conv1d(
      x, weight: w, bias: bias, stride: c.stride, options: options, mock: true)
    let expanded = try context.expandedConv1d(
      x, weight: w, bias: bias, stride: c.stride, numExpansions: 18, options: options,
      mock: true)
    let chunks = (c.inputs * (c.kernel + c.stride * 18) + 127) / 128
    #expect(expanded.shape == plain.shape)
    #expect(distance(expanded, plain) <= Float(chunks))
  }

  @Test func `a convolution along two axes is the linear model of its windows`() throws {
    let context = try quietContext(gain: 0.001)
    let (x, w) = (spread([2, 3, 9, 14], 0...31), spread([4, 3, 3, 5], -63...63))
    let y = try context.conv2d(x, weight: w, stride: [2, 3], mock: true)
    let plain = PlainConvolution(stride: [2, 3], factor: 0.001)(x, w)
    #expect(y.shape == [2, 4, 4, 4])
    for (found, expected) in zip(y.storage, plain.storage) {
      #expect(abs(found + 0.5 - min(max(expected, -128), 127.5)) < 0.501)
    }
  }

  @Test func `gradients equal finite differences of the linear model`() throws {
    let context = try quietContext(gain: 0.002)
    let (x, w) = (spread([2, 2, 6, 7], 0...31), spread([3, 2, 3, 2], -63...63))
    let plain = PlainConvolution(stride: [2, 3], factor: 0.002 * 5)
    let g = spread(plain(x, w).shape, -4...4)
    let found = try context.conv2dBackward(
      gradient: g, input: x, weight: w, stride: [2, 3], numSends: 5)
    #expect(agree(found.input, differences(x, g) { plain($0, w) }, relative: 1e-4))
    #expect(agree(found.weight, differences(w, g) { plain(x, $0) }, relative: 1e-4))
    var sums: [Float] = [0, 0, 0]
    for (place, value) in g.storage.enumerated() { sums[place / 4 % 3] += value }
    #expect(found.bias == Tensor(sums))
  }

  @Test func `the bias is added as it is`() throws {
    let y = try quietContext(gain: 1).conv1d(
      tensor([1, 1, 1], [31]), weight: tensor([2, 1, 1], [63, -63]), bias: Tensor([0.25, -9.5]),
      mock: true)
    #expect(y.storage == [127.25, -137.5])
  }

  @Test func `shapes that make no convolution are refused`() throws {
    let context = try quietContext()
    let x = Tensor(repeating: 1, shape: [2, 3, 10])
    func kind(_ input: Tensor, _ weight: [Int], bias: Int? = nil, stride: Int = 1)
      -> PerceptronError.Kind?
    {
      perceptronError {
        try context.conv1d(
          input, weight: Tensor(repeating: 1, shape: weight),
          bias: bias.map { Tensor(repeating: 0, shape: [$0]) }, stride: stride, mock: true)
      }?.kind
    }
    #expect(kind(x, [4, 3, 5]) == nil)
    #expect(kind(x, [4, 3]) == .runtimeError)
    #expect(kind(Tensor(repeating: 1, shape: [3, 10]), [4, 3, 5]) == .runtimeError)
    #expect(kind(x, [4, 2, 5]) == .runtimeError)
    #expect(kind(x, [4, 3, 11]) == .runtimeError)
    #expect(kind(x, [4, 3, 5], bias: 3) == .runtimeError)
    #expect(kind(x, [4, 3, 5], stride: 0) == .runtimeError)
    #expect(throws: PerceptronError.self) {
      try context.conv2d(
        Tensor(repeating: 1, shape: [1, 1, 4, 4]),
        weight: Tensor(repeating: 1, shape: [1, 1, 2, 2]), stride: [1], mock: true)
    }
    #expect(throws: PerceptronError.self) {
      try context.expandedConv1d(
        x, weight: Tensor(repeating: 1, shape: [4, 3, 5]), numExpansions: 0, mock: true)
    }
  }
}
