import CKernels

extension PerceptronContext {
  /// Adds as the chip's digital part does: floor and clamp to -128...127, sum, clamp again.
  ///
  /// Note that -0.1 counts as -1. Operands are broadcast to a common shape; on a chip `input` must
  /// have it already. hxtorch: `perceptron/add.cpp`.
  ///
  /// - Throws: ``PerceptronError`` for alpha other than one, no chip, operands that do not fit, or
  ///   something that is not a number.
  public func add(
    _ input: Tensor, _ other: Tensor, alpha: Double = 1, mock: Bool = false
  ) throws(PerceptronError) -> Tensor {
    try checkTrace("add", input, mock: mock)
    guard alpha == 1 else { throw .alphaUnsupported(alpha) }
    let shape = try Broadcast.shape(input.shape, other.shape)
    if !mock {
      guard shape == input.shape, other.rank <= input.rank else {
        throw .shapeMismatch(
          operation: "add", shapes: [input.shape, other.shape],
          rule: "on a chip the second must fit into the first")
      }
      _ = try backend(mock: false)
    }
    let a = Broadcast.expand(input, to: shape)
    // What repeats along leading axes only is repeated by the kernel.
    let isRow = shape.suffix(other.rank) == other.shape[...]
    let b = isRow ? other : Broadcast.expand(other, to: shape)
    let result = try Self.sum(a, b)
    noteTrace(.add(other: other), result, mock: mock)
    return result
  }

  private static func sum(_ a: Tensor, _ b: Tensor) throws(PerceptronError) -> Tensor {
    var nan: Int32 = 0
    let result = Tensor(uninitialised: a.shape) { out in
      guard b.count > 0, let out = out.baseAddress else { return }
      nan = bss_digital_add(a.storage, b.storage, a.count / b.count, b.count, out)
    }
    guard nan == 0 else {
      if let index = a.firstNotANumber {
        throw .notANumber(operation: "add", operand: "input", index: index)
      }
      throw .notANumber(operation: "add", operand: "other", index: b.firstNotANumber ?? 0)
    }
    return result
  }

  /// The gradients of ``add(_:_:alpha:mock:)``: both operands get it all, summed over what was
  /// broadcast; saturation is not masked.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public static func addBackward(
    gradient: Tensor, input: Tensor, other: Tensor
  ) throws(PerceptronError) -> (input: Tensor, other: Tensor) {
    guard gradient.shape == (try Broadcast.shape(input.shape, other.shape)) else {
      throw .shapeMismatch(
        operation: "add backward", shapes: [gradient.shape, input.shape, other.shape],
        rule: "the gradient must have the shape of the sum")
    }
    return (
      Broadcast.reduce(gradient, to: input.shape), Broadcast.reduce(gradient, to: other.shape)
    )
  }
}

/// Shapes that stretch axes of length one, aligned at the last axis.
enum Broadcast {
  static func shape(_ a: [Int], _ b: [Int]) throws(PerceptronError) -> [Int] {
    let rank = max(a.count, b.count)
    let (first, second) = (aligned(a, rank), aligned(b, rank))
    guard zip(first, second).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else {
      throw .shapeMismatch(
        operation: "add", shapes: [a, b], rule: "axes must be equal or of length 1")
    }
    return zip(first, second).map { $0 == 1 ? $1 : $0 }
  }

  static func expand(_ tensor: Tensor, to shape: [Int]) -> Tensor {
    guard tensor.shape != shape else { return tensor }
    let places = places(of: tensor.shape, in: shape)
    return Tensor(unchecked: shape, places.map { tensor.storage[$0] })
  }

  /// The adjoint of ``expand(_:to:)``.
  static func reduce(_ tensor: Tensor, to shape: [Int]) -> Tensor {
    guard tensor.shape != shape else { return tensor }
    var result = Tensor(repeating: 0, shape: shape)
    for (value, place) in zip(tensor.storage, places(of: shape, in: tensor.shape)) {
      result.storage[place] += value
    }
    return result
  }

  private static func aligned(_ shape: [Int], _ rank: Int) -> [Int] {
    Array(repeating: 1, count: rank - shape.count) + shape
  }

  /// For every element of the large shape its place in the small one.
  private static func places(of small: [Int], in large: [Int]) -> [Int] {
    let small = aligned(small, large.count)
    var places = [0]
    for (axis, length) in large.enumerated() {
      let step = small[axis] == 1 ? 0 : small[(axis + 1)...].reduce(1, *)
      places = places.flatMap { place in (0..<length).map { place + $0 * step } }
    }
    return places
  }
}
