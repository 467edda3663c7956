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
    _ = try backend(mock: mock)
    let places = try input.withBlock { (block) throws(PerceptronError) in
      let maximum = try DigitalMaximum(block, dim: dim)
      var places = [Int64](repeating: 0, count: maximum.count)
      try maximum.places(into: &places)
      return places.map(Int.init)
    }
    noteTrace(.argmax, nil, mock: mock)
    return IndexTensor(
      shape: Self.shape(of: input, without: dim, keepdim: keepdim), storage: places)
  }

  private static func shape(of input: Tensor, without dim: Int?, keepdim: Bool) -> [Int] {
    guard let dim, input.rank > 0 else { return [] }
    var shape = input.shape
    let axis = dim < 0 ? dim + input.rank : dim
    if keepdim { shape[axis] = 1 } else { shape.remove(at: axis) }
    return shape
  }
}
