public import Coordinates

/// One container for each of its places on the chip.
public struct ContainerArray<Element: Container>: Hashable, Sendable {
  /// The containers in the order of their places.
  public private(set) var values: [Element]

  /// Creates an array with haldls' default at every place.
  public init() {
    values = [Element](repeating: Element(), count: Element.CoordinateType.count)
  }

  /// The container of a place.
  public subscript(place: Element.CoordinateType) -> Element {
    get { values[place.toEnum()] }
    set { values[place.toEnum()] = newValue }
  }
}
