/// Shapes that stretch axes of length one, aligned at the last axis.
public enum Broadcast {
  /// The common shape of two operands.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public static func shape(_ a: [Int], _ b: [Int]) throws(PerceptronError) -> [Int] {
    let rank = max(a.count, b.count)
    let (first, second) = (aligned(a, rank), aligned(b, rank))
    guard zip(first, second).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else {
      throw .shapeMismatch(
        operation: "add", shapes: [a, b], rule: "axes must be equal or of length 1")
    }
    return zip(first, second).map { $0 == 1 ? $1 : $0 }
  }

  /// For every element of the large shape its place in the small one.
  public static func places(of small: [Int], in large: [Int]) -> [Int] {
    let small = aligned(small, large.count)
    var places = [0]
    for (axis, length) in large.enumerated() {
      let step = small[axis] == 1 ? 0 : small[(axis + 1)...].reduce(1, *)
      places = places.flatMap { place in (0..<length).map { place + $0 * step } }
    }
    return places
  }

  static func expand(_ block: FloatBlock, to shape: [Int]) -> [Float] {
    places(of: block.shape, in: shape).map { block.elements[$0] }
  }

  private static func aligned(_ shape: [Int], _ rank: Int) -> [Int] {
    Array(repeating: 1, count: rank - shape.count) + shape
  }
}
