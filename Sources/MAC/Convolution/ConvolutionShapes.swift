/// The shapes of a convolution's operands.
public struct ConvolutionShapes: Sendable, Equatable {
  /// (B × C_in × spatial axes).
  public var input: [Int]
  /// (C_out × C_in × kernel axes).
  public var weight: [Int]
  /// (C_out), or nil without a bias.
  public var bias: [Int]?
  /// One step a spatial axis.
  public var stride: [Int]
  /// The copies of the kernel in the array; more than one along a single axis only.
  public var copies: Int
  /// The name of the operation in errors.
  public var operation: String

  /// Describes a convolution; nothing is checked yet.
  public init(
    operation: String, input: [Int], weight: [Int], bias: [Int]? = nil, stride: [Int],
    copies: Int = 1
  ) {
    (self.operation, self.input, self.weight, self.bias) = (operation, input, weight, bias)
    (self.stride, self.copies) = (stride, copies)
  }

  /// As many copies as fit into one array: the least of 256 / channels and
  /// (128 − kernel) / stride + 1, at least one.
  public static func fittingCopies(channels: Int, kernel: Int, stride: Int) -> Int {
    let columns = HagenConstants.hardwareMatrixWidth / max(channels, 1)
    let rows = (HagenConstants.hardwareMatrixHeight - kernel) / max(stride, 1) + 1
    return max(1, min(columns, rows))
  }

  func check() throws(PerceptronError) {
    guard copies >= 1 else {
      throw .notPositive(operation: operation, option: "num_expansions", value: "\(copies)")
    }
    guard copies == 1 || stride.count == 1 else {
      throw .unsupported(
        operation: operation, option: "num_expansions", value: "\(copies)",
        allowed: "1, because copies of a kernel are possible along one spatial axis only")
    }
  }

  func checkBias() throws(PerceptronError) {
    guard let bias, bias != [weight[0]] else { return }
    throw .shapeMismatch(
      operation: operation, shapes: [bias, weight],
      rule: "the bias needs one number per output channel")
  }
}
