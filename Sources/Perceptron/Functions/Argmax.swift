/// Whole numbers in a row-major block: what ``PerceptronContext/argmax(_:dim:keepdim:mock:)`` gives.
public struct IndexTensor: Sendable, Equatable {
  /// The length of every axis.
  public let shape: [Int]
  /// All elements; their number is the product of the shape.
  public let storage: [Int]
}

extension PerceptronContext {
  /// The place of the largest element after floor and clamp to -128...127, the first of equals.
  ///
  /// Negative axes count from the end, on a chip too (the original fails there). It has no
  /// gradient. hxtorch: `perceptron/argmax.cpp`.
  ///
  /// - Parameters:
  ///   - input: at least one element along the axis.
  ///   - dim: the axis that goes; nil means all, and the result has no axes.
  ///   - keepdim: whether the axis stays with length one; without meaning if `dim` is nil.
  ///   - mock: whether it works without a chip.
  /// - Throws: ``PerceptronError`` for an axis that does not exist, nothing to choose from,
  ///   something that is not a number, or no chip; under an ``InferenceTracer`` for all but two axes,
  ///   `dim` 1 and `keepdim`.
  public func argmax(
    _ input: Tensor, dim: Int? = nil, keepdim: Bool = false, mock: Bool = false
  ) throws(PerceptronError) -> IndexTensor {
    try checkTrace("argmax", input, mock: mock)
    if !mock, !tracers.isEmpty, input.rank != 2 || dim != 1 || !keepdim {
      throw .argmaxNotTraceable(shape: input.shape, dim: dim, keepdim: keepdim)
    }
    let places = try places(input, dim, keepdim, mock)
    noteTrace(.argmax, nil, mock: mock)
    return places
  }

  private func places(
    _ input: Tensor, _ dim: Int?, _ keepdim: Bool, _ mock: Bool
  ) throws(PerceptronError) -> IndexTensor {
    _ = try backend(mock: mock)
    if let index = input.firstNotANumber {
      throw .notANumber(operation: "argmax", operand: "input", index: index)
    }
    guard let dim else {
      guard input.count > 0 else { throw .empty(operation: "argmax", operand: "input") }
      return IndexTensor(shape: [], storage: [first(input, start: 0, step: 1, input.count)])
    }
    let rank = max(input.rank, 1)
    guard (-rank..<rank).contains(dim) else { throw .axisOutOfRange(axis: dim, rank: input.rank) }
    guard input.rank > 0 else { return IndexTensor(shape: [], storage: [0]) }
    return try along(dim < 0 ? dim + rank : dim, input, keepdim)
  }

  private func along(
    _ axis: Int, _ input: Tensor, _ keepdim: Bool
  ) throws(PerceptronError) -> IndexTensor {
    let length = input.shape[axis]
    guard length > 0 else { throw .empty(operation: "argmax", operand: "the axis of input") }
    let outer = input.shape[..<axis].reduce(1, *)
    let inner = input.shape[(axis + 1)...].reduce(1, *)
    var shape = input.shape
    if keepdim { shape[axis] = 1 } else { shape.remove(at: axis) }
    let places = (0..<outer * inner).map { place in
      first(
        input, start: place / inner * length * inner + place % inner, step: inner, length)
    }
    return IndexTensor(shape: shape, storage: places)
  }

  /// The place of the first largest of `count` elements.
  private func first(_ input: Tensor, start: Int, step: Int, _ count: Int) -> Int {
    var (best, largest) = (0, -Float.infinity)
    for i in 0..<count {
      let value = min(max(input.storage[start + i * step].rounded(.down), -128), 127)
      if value > largest { (best, largest) = (i, value) }
    }
    return best
  }
}
