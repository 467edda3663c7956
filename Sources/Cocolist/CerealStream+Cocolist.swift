import Containers
import Coordinates

/// The types that files may name.
private enum KnownTypes {
  private static let all: [any WordEncodable.Type] =
    ContainerCatalogue.all + ContainerCatalogue.offChip + ContainerCatalogue.composite
  /// Coordinates of all containers by their full names.
  static let coordinates: [String: any Coordinate.Type] = Dictionary(
    all.map { ($0.coordinateType.halcoTypeName, $0.coordinateType) },
    uniquingKeysWith: { first, _ in first })
  /// All containers by their full names.
  static let containers: [String: any WordEncodable.Type] = Dictionary(
    all.map { ($0.cerealTypeName, $0) }, uniquingKeysWith: { first, _ in first })
}

extension WordEncodable {
  fileprivate static var coordinateType: any Coordinate.Type { CoordinateType.self }
}

extension CerealStream {
  /// The name of the type at the root of a file. stadls: `DumperDone`
  private static var rootName: String { "stadls::vx::v3::DumperDone" }

  /// The whole list.
  mutating func list(_ list: inout Cocolist) {
    archive.open("value0")
    version(of: Self.rootName)
    var count = list.cocos.count
    archive.openList("values", count: &count)
    var (found, ignored): ([Coco], [String]) = ([], [])
    if !archive.isReading {
      for coco in list.cocos { write(coco) }
    } else {
      // A damaged count is any number: nothing may rely on it once something has failed.
      var index = 0
      while index < count, archive.failure == nil {
        read(&found, &ignored)
        index += 1
      }
    }
    archive.closeList()
    archive.close()
    if archive.isReading { list = Cocolist(unsquashed: found, ignoredTypes: ignored) }
  }

  private mutating func write(_ coco: Coco) {
    archive.openElement()
    var name = type(of: coco.coordinate).halcoTypeName
    pointer("first", typeName: &name) { stream, _ in stream.write(coco.coordinate) }
    name = type(of: coco.container).cerealTypeName
    pointer("second", typeName: &name) { stream, _ in stream.write(coco.container) }
    archive.close()
  }

  private mutating func write<Place: Coordinate>(_ place: Place) {
    var value = place.toEnum()
    coordinate(Place.self, &value)
  }

  private mutating func write<C: WordEncodable>(_ container: C) {
    var copy = container
    fields(of: &copy)
  }

  private mutating func read(_ found: inout [Coco], _ ignored: inout [String]) {
    archive.openElement()
    var (place, placeName, name) = (0, "", "")
    var isKnownPlace = false
    pointer("first", typeName: &placeName) { stream, name in
      guard let type = KnownTypes.coordinates[name] else { return stream.skip(name) }
      isKnownPlace = true
      stream.coordinate(type, &place)
    }
    var coco: Coco?
    pointer("second", typeName: &name) { stream, name in
      guard let type = KnownTypes.containers[name] else { return stream.skip(name) }
      coco = stream.read(type, at: place, named: isKnownPlace ? placeName : nil)
    }
    archive.close()
    if let coco { found.append(coco) } else if !ignored.contains(name) { ignored.append(name) }
  }

  /// Skips an object of an unknown type, or fails.
  private mutating func skip(_ name: String) {
    if !archive.skip() { archive.fail(.unknownType(name: name, offset: archive.offset)) }
  }

  /// A container; nil if its place is unknown.
  private mutating func read<C: WordEncodable>(
    _ type: C.Type, at place: Int, named placeName: String?
  ) -> Coco? {
    if let placeName, C.CoordinateType.halcoTypeName != placeName {
      archive.fail(
        .malformed(
          place: archive.place, reason: "\(C.cerealTypeName) cannot lie at a \(placeName)"))
      return nil
    }
    var container = C()
    fields(of: &container)
    guard placeName != nil, archive.failure == nil else { return nil }
    return Coco(C.CoordinateType(unchecked: place), container)
  }
}
