import MAC
import Testing

@Suite struct ConvolutionPlanTests {
  /// A convolution through the plan with exact products.
  private func convolve(
    _ shapes: ConvolutionShapes, _ input: [Float], _ weight: [Float]
  ) throws -> [Float] {
    let plan = try ConvolutionPlan(shapes)
    let (rows, length, columns) = (plan.rows, plan.windows.length, plan.columns)
    var windows = [Float](repeating: 0, count: rows * length)
    var matrix = [Float](repeating: .nan, count: length * columns)
    plan.gather(input, into: &windows)
    plan.matrix(weight, into: &matrix)
    let products = (0..<rows * columns).map { place -> Float in
      let (row, column) = (place / columns, place % columns)
      var sum: Float = 0
      for k in 0..<length { sum += windows[row * length + k] * matrix[k * columns + column] }
      return sum
    }
    var results = [Float](repeating: .nan, count: plan.outputShape.reduce(1, *))
    plan.results(products, bias: nil, into: &results)
    return results
  }

  @Test(arguments: [1, 2, 3, 5, 9], [1, 2, 3])
  func `copies of a kernel give the results of one`(_ copies: Int, _ stride: Int) throws {
    let input = (0..<102).map { Float($0 * 7 % 31) }
    let weight = (0..<60).map { Float($0 * 11 % 61) - 30 }
    var shapes = ConvolutionShapes(
      operation: "conv1d", input: [2, 3, 17], weight: [4, 3, 5], stride: [stride])
    let plain = try convolve(shapes, input, weight)
    shapes.copies = copies
    #expect(try convolve(shapes, input, weight) == plain)
  }

  @Test func `windows of two axes are sums over the kernel`() throws {
    let shapes = ConvolutionShapes(
      operation: "conv2d", input: [1, 1, 3, 3], weight: [1, 1, 2, 2], stride: [1, 1])
    let results = try convolve(shapes, (1...9).map { Float($0) }, [1, 10, 100, 1000])
    #expect(results == [5421, 6532, 8754, 9865])
  }

  @Test func `shapes that make no convolution are refused`() {
    let good = ConvolutionShapes(
      operation: "conv1d", input: [2, 3, 10], weight: [4, 3, 5], bias: [4], stride: [1])
    func kind(_ change: (inout ConvolutionShapes) -> Void) -> PerceptronError.Kind? {
      var shapes = good
      change(&shapes)
      return mistake { try ConvolutionPlan(shapes) }?.kind
    }
    #expect(kind { _ in } == nil)
    #expect(kind { $0.weight = [4, 2, 5] } == .runtimeError)
    #expect(kind { $0.weight = [4, 3, 11] } == .runtimeError)
    #expect(kind { $0.input = [3, 10] } == .runtimeError)
    #expect(kind { $0.bias = [1] } == .runtimeError)
    #expect(kind { $0.stride = [0] } == .runtimeError)
    #expect(kind { $0.copies = 0 } == .runtimeError)
  }

  @Test func `as many copies fit as rows and columns allow`() {
    #expect(ConvolutionShapes.fittingCopies(channels: 14, kernel: 43, stride: 2) == 18)
    #expect(ConvolutionShapes.fittingCopies(channels: 1, kernel: 43, stride: 5) == 18)
    #expect(ConvolutionShapes.fittingCopies(channels: 300, kernel: 400, stride: 1) == 1)
  }
}
