/// All values of a ranged integer in ascending order, without storing them. halco: `iter_all`
@frozen public struct RangedCases<Element: RangedInteger>: RandomAccessCollection, Sendable {
  /// The collection of all values.
  @inlinable public init() {}

  /// Always 0.
  @inlinable public var startIndex: Int { 0 }

  /// Number of values.
  @inlinable public var endIndex: Int { Element.count }

  /// The value at a position; position 0 is the smallest value.
  @inlinable public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < endIndex, "position outside 0..<count")
    return Element(unchecked: position + Int(Element.range.lowerBound))
  }
}
