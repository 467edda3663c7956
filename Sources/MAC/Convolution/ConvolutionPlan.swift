/// A convolution as one multiplication: windows as vectors, kernels as columns of a matrix.
///
/// With several copies the kernel lies several times in the array, each copy shifted by the stride,
/// so that one window gives as many neighbouring results; expanded channel c · copies + i is copy i.
/// hxtorch: `perceptron/detail/{conv,conv1d}.cpp`.
public struct ConvolutionPlan {
  /// The windows of the padded input.
  public let windows: ConvolutionWindows
  /// (B × C_out × spatial axes).
  public let outputShape: [Int]
  /// Zeros to the right of the last axis, one expanded stride, if the copies would not reach the end.
  public let padding: Int
  /// The lengths of the kernel's axes with all its copies.
  public let expandedKernel: [Int]
  /// The steps from one window to the next.
  public let expandedStride: [Int]

  private let shapes: ConvolutionShapes
  private var copies: Int { shapes.copies }

  /// Checks the shapes in hxtorch's order; see ``ConvolutionWindows``.
  ///
  /// - Parameter shapes: of both operands.
  /// - Throws: ``PerceptronError``.
  public init(_ shapes: ConvolutionShapes) throws(PerceptronError) {
    try shapes.check()
    let (input, weight, stride) = (shapes.input, shapes.weight, shapes.stride)
    let plain = try ConvolutionWindows(
      operation: shapes.operation, input: input, weight: weight, stride: stride)
    try shapes.checkBias()
    self.shapes = shapes
    outputShape = [input[0], weight[0]] + plain.outputSpatial
    let copies = shapes.copies
    expandedStride = stride.map { $0 * copies }
    expandedKernel = zip(weight.dropFirst(2), stride).map { $0 + $1 * (copies - 1) }
    padding = Self.padding(shapes, results: plain.outputSpatial)
    windows = try ConvolutionWindows(
      operation: shapes.operation, input: input.dropLast() + [input[input.count - 1] + padding],
      weight: weight.prefix(2) + expandedKernel, stride: expandedStride)
  }

  private static func padding(_ shapes: ConvolutionShapes, results: [Int]) -> Int {
    let copies = shapes.copies
    guard copies > 1, let width = shapes.input.last, let kernel = shapes.weight.last else {
      return 0
    }
    let (wide, step) = (kernel + shapes.stride[0] * (copies - 1), shapes.stride[0] * copies)
    let reached = width < wide ? 0 : ((width - wide) / step + 1) * copies
    return results[0] > reached ? step : 0
  }

  /// Vectors of the multiplication.
  public var rows: Int { windows.batch * windows.count }
  /// Columns of the matrix.
  public var columns: Int { shapes.weight[0] * copies }

  /// Writes all windows as rows of one matrix, ``rows`` × the windows' length.
  public func gather(_ input: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>) {
    guard padding > 0 else { return windows.gather(input, into: out) }
    let (width, wide) = (shapes.input[2], windows.inputShape[2])
    let lines = shapes.input[0] * shapes.input[1]
    var padded = [Float](repeating: 0, count: lines * wide)
    for line in 0..<lines {
      for i in 0..<width { padded[line * wide + i] = input[line * width + i] }
    }
    windows.gather(padded, into: out)
  }

  /// Writes the kernels as columns of a matrix, the windows' length × ``columns``.
  public func matrix(_ weight: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>) {
    let (copies, columns) = (copies, columns)
    out.update(repeating: 0, count: windows.length * columns)
    let lines = shapes.weight[1] * shapes.weight.dropFirst(2).dropLast().reduce(1, *)
    let (kernel, wide) = (shapes.weight[shapes.weight.count - 1], expandedKernel.last ?? 0)
    for channel in 0..<shapes.weight[0] {
      for copy in 0..<copies {
        let shift = copy * (shapes.stride.last ?? 1)
        for line in 0..<lines {
          let from = (channel * lines + line) * kernel
          for k in 0..<kernel {
            out[(line * wide + shift + k) * columns + channel * copies + copy] = weight[from + k]
          }
        }
      }
    }
  }

  /// Moves results of the multiplication to ``outputShape`` and adds the bias of each channel as it
  /// is, without rounding or saturation; the surplus of the copies falls away.
  public func results(
    _ products: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into out: UnsafeMutablePointer<Float>
  ) {
    let (channels, places) = (outputShape[1], outputShape.dropFirst(2).reduce(1, *))
    let (copies, columns, count) = (copies, columns, windows.count)
    for entry in 0..<outputShape[0] {
      for channel in 0..<channels {
        let offset = bias?[channel] ?? 0
        let to = (entry * channels + channel) * places
        for window in 0..<count {
          let row = (entry * count + window) * columns + channel * copies
          let first = window * copies
          for copy in 0..<min(copies, places - first) {
            out[to + first + copy] = products[row + copy] + offset
          }
        }
      }
    }
  }
}
