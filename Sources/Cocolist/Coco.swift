public import Containers
public import Coordinates

/// A coordinate with the container that shall be written there; calix calls such pairs cocos.
public struct Coco: Sendable {
  /// The place on the chip.
  public let coordinate: any Coordinate
  /// The container to write there.
  public let container: any WordEncodable

  /// Creates a pair of a container and its place.
  public init<C: WordEncodable>(_ coordinate: C.CoordinateType, _ container: C) {
    self.coordinate = coordinate
    self.container = container
  }

  /// The words of the container with their bus addresses, in the order in which they are written;
  /// none for timers and waits.
  public var words: [(address: UInt32, word: UInt32)] { Self.words(container, at: coordinate) }

  private static func words<C: WordEncodable>(
    _ container: C, at coordinate: any Coordinate
  ) -> [(address: UInt32, word: UInt32)] {
    guard let place = coordinate as? C.CoordinateType else { return [] }
    return container.writes(at: place)
  }
}

extension Coco: Equatable {
  /// Returns true if both write the same container to the same place.
  public static func == (left: Coco, right: Coco) -> Bool {
    AnyHashable(left.container) == AnyHashable(right.container)
      && left.coordinate.toEnum() == right.coordinate.toEnum()
      && type(of: left.coordinate) == type(of: right.coordinate)
  }
}
