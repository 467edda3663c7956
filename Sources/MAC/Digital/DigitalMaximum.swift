internal import CKernels

/// The place of the largest element after floor and clamp to -128...127, the first of equals.
///
/// Negative axes count from the end, on a chip too (hxtorch fails there). hxtorch:
/// `perceptron/argmax.cpp`.
public struct DigitalMaximum {
  private let input: FloatBlock
  /// Elements before, along and after the axis.
  private let outer: Int
  private let length: Int
  private let inner: Int

  /// The number of places.
  public var count: Int { outer * inner }

  /// Checks in this order: axis, something to choose from.
  ///
  /// - Parameters:
  ///   - input: at least one element along the axis.
  ///   - dim: the axis; nil means all elements.
  /// - Throws: ``PerceptronError``.
  public init(_ input: FloatBlock, dim: Int?) throws(PerceptronError) {
    let rank = max(input.rank, 1)
    if let dim, !(-rank..<rank).contains(dim) {
      throw .axisOutOfRange(axis: dim, rank: input.rank)
    }
    self.input = input
    guard let dim, input.rank > 0 else {
      guard input.count > 0 else { throw .empty(operation: "argmax", operand: "input") }
      (outer, length, inner) = (1, input.count, 1)
      return
    }
    let axis = dim < 0 ? dim + rank : dim
    outer = input.shape[..<axis].reduce(1, *)
    length = input.shape[axis]
    inner = input.shape[(axis + 1)...].reduce(1, *)
    guard length > 0 else { throw .empty(operation: "argmax", operand: "the axis of input") }
  }

  /// Writes the place along the axis for every other index, in row-major order.
  ///
  /// - Throws: ``PerceptronError/notANumber(operation:operand:index:)``.
  public func places(into out: UnsafeMutablePointer<Int64>) throws(PerceptronError) {
    guard let values = input.elements.baseAddress, count > 0 else { return }
    guard bss_digital_argmax(values, outer, length, inner, out) != 0 else { return }
    try input.requireNumbers("argmax", "input")
  }
}
