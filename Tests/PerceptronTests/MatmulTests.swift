import Perceptron
import Testing

@Suite struct MatmulTests {
  /// Shapes of input, other and result.
  static let shapes: [([Int], [Int], [Int])] = [
    ([128], [128], []),
    ([128], [128, 5], [5]),
    ([3, 128], [128], [3]),
    ([3, 128], [128, 5], [3, 5]),
    ([2, 3, 128], [128], [2, 3]),
    ([2, 3, 128], [128, 5], [2, 3, 5]),
    ([2, 1, 128], [128], [2, 1]),
    ([2, 3, 4, 128], [128, 5], [2, 3, 4, 5]),
  ]

  @Test(arguments: shapes)
  func `shapes are torch's`(_ input: [Int], _ other: [Int], _ result: [Int]) throws {
    let context = try quietContext()
    let y = try context.matmul(
      Tensor(repeating: 12, shape: input), Tensor(repeating: 15, shape: other), mock: true)
    #expect(y == Tensor(repeating: 46, shape: result))
  }

  @Test(arguments: shapes)
  func `gradients are those of the linear model`(
    _ input: [Int], _ other: [Int], _ result: [Int]
  ) throws {
    let context = try quietContext(gain: 0.0034)
    let (x, w) = (spread(input, 8...16), spread(other, 10...20))
    let g = spread(result, -3...3)
    let found = try context.matmulBackward(gradient: g, input: x, other: w, numSends: 4)
    let (rows, columns) = (128, other.count == 2 ? other[1] : 1)
    let batch = x.count / rows
    let factor = Float(0.0034 * 4)
    let dx = tensor(input) { i in
      factor
        * (0..<columns).reduce(0) {
          $0 + g.storage[i / rows * columns + $1] * w.storage[i % rows * columns + $1]
        }
    }
    let dw = tensor(other) { i in
      factor
        * (0..<batch).reduce(0) {
          $0 + g.storage[$1 * columns + i % columns] * x.storage[$1 * rows + i / columns]
        }
    }
    #expect(agree(found.input, dx))
    #expect(agree(found.other, dw))
  }

  @Test func `gradients use the gain of the moment and ignore saturation and rounding`() throws {
    let context = try quietContext()
    let (x, w) = (Tensor([30.4]), tensor([1, 1], [62.7]))
    try context.setMockParameter(MockParameter(noiseStd: 0, gain: 1))
    #expect(try context.mac(x, w, mock: true) == Tensor([127]))
    try context.setMockParameter(MockParameter(noiseStd: 0, gain: 0.25))
    let found = try context.macBackward(gradient: Tensor([2]), x: x, weights: w)
    #expect(found.x == Tensor([62.7 * 0.5]))
    #expect(found.weights == tensor([1, 1], [30.4 * 0.5]))
  }

  @Test func `operands without axes or with too many are refused`() throws {
    let context = try quietContext()
    let vector = Tensor([1, 2])
    for (input, other) in [
      (Tensor(scalar: 1), vector), (vector, Tensor(scalar: 1)),
      (vector, Tensor(repeating: 1, shape: [1, 2, 1])),
    ] {
      let found = perceptronError { try context.matmul(input, other, mock: true) }
      #expect(found?.kind == .runtimeError)
    }
  }

  @Test func `a gradient of another shape is refused`() throws {
    let context = try quietContext()
    #expect(throws: PerceptronError.self) {
      try context.macBackward(
        gradient: Tensor([1, 2, 3]), x: Tensor([1]), weights: tensor([1, 2], [1, 2]))
    }
    #expect(throws: PerceptronError.self) {
      try context.macBackward(
        gradient: Tensor([1]), x: Tensor([1, 2]), weights: tensor([1, 1], [1]))
    }
  }
}
