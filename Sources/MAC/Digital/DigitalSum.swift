internal import CKernels

/// The saturating sum of two blocks of int8 numbers, broadcast to a common shape.
///
/// hxtorch: `perceptron/add.cpp`.
public struct DigitalSum {
  /// The common shape.
  public let shape: [Int]

  /// Checks in this order: alpha, shapes that fit each other, shapes that fit a chip.
  ///
  /// - Parameters:
  ///   - input: the shape of the first operand; on a chip it is that of the sum.
  ///   - other: the shape of the second operand.
  ///   - alpha: the factor of the second operand; only 1 is supported.
  ///   - mock: whether it works without a chip.
  /// - Throws: ``PerceptronError``.
  public init(
    _ input: [Int], _ other: [Int], alpha: Double = 1, mock: Bool
  ) throws(PerceptronError) {
    guard alpha == 1 else { throw .alphaUnsupported(alpha) }
    shape = try Broadcast.shape(input, other)
    guard mock || shape == input && other.count <= input.count else {
      throw .shapeMismatch(
        operation: "add", shapes: [input, other],
        rule: "on a chip, the second shape must be broadcastable to the first")
    }
  }

  /// Adds: floor and clamp to -128...127, sum, clamp again.
  ///
  /// - Throws: ``PerceptronError/notANumber(operation:operand:index:)``.
  public func add(
    _ input: FloatBlock, _ other: FloatBlock, into out: UnsafeMutablePointer<Float>
  ) throws(PerceptronError) {
    // What repeats along leading axes only is repeated by the kernel.
    let isRow = shape.suffix(other.rank) == other.shape[...]
    if input.shape == shape, isRow { return try sum(input, other, into: out) }
    let (a, b) = (Broadcast.expand(input, to: shape), Broadcast.expand(other, to: shape))
    let isNumber = a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in Self.kernel(a, b, out) }
    }
    if !isNumber { try refuse(input, other) }
  }

  private func sum(
    _ input: FloatBlock, _ other: FloatBlock, into out: UnsafeMutablePointer<Float>
  ) throws(PerceptronError) {
    if !Self.kernel(input.elements, other.elements, out) { try refuse(input, other) }
  }

  private func refuse(_ input: FloatBlock, _ other: FloatBlock) throws(PerceptronError) {
    try input.requireNumbers("add", "input")
    try other.requireNumbers("add", "other")
  }

  /// Returns whether all were numbers; `b` is repeated.
  private static func kernel(
    _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>,
    _ out: UnsafeMutablePointer<Float>
  ) -> Bool {
    guard let first = a.baseAddress, let second = b.baseAddress, !b.isEmpty else { return true }
    return bss_digital_add(first, second, a.count / b.count, b.count, out) == 0
  }
}
