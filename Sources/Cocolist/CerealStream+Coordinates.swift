import Coordinates

/// The form of a coordinate in the real software's files.
///
/// halco: `geometry.h`, `mixin.h` and their serialisation.
enum CoordinateForm: Equatable {
  /// One number.
  case ranged(ScalarForm)
  /// A place in a block and the block: their enumeration.
  case mixin
  /// Column, row and their enumeration.
  case grid(columns: Int, rows: Int)
  /// Column, row and enumeration of the crossbar, whose grid has holes.
  case crossbar

  /// The form of a type.
  static func of(_ type: any Coordinate.Type) -> CoordinateForm {
    if type == CrossbarNodeOnDLS.self { return .crossbar }
    if let grid = type as? any GridCoordinate.Type { return size(of: grid) }
    if type is any ComposedCoordinate.Type || type == CADCChannelConfigOnDLS.self
      || type == CADCSampleQuadOnDLS.self
    {
      return .mixin
    }
    return .ranged(.unsigned(bytes: type.fileByteCount))
  }

  private static func size<Grid: GridCoordinate>(of type: Grid.Type) -> CoordinateForm {
    .grid(columns: Grid.Local.count, rows: Grid.Block.count)
  }
}

extension CerealStream {
  /// The members of a coordinate, inside an object that is open.
  mutating func coordinate<Place: Coordinate>(_ type: Place.Type, _ value: inout Int) {
    let range = 0...(Place.count - 1)
    switch CoordinateForm.of(type) {
    case .ranged(let form):
      archive.scalar("value", form, &value)
      check(value, range)
    case .mixin: ranged("value0", range, .wide, &value)
    case .grid(let columns, let rows): gridMembers(columns: columns, rows: rows, &value)
    case .crossbar: crossbarNode(&value)
    }
  }

  private mutating func crossbarNode(_ value: inout Int) {
    let node = CrossbarNodeOnDLS(clamping: value)
    var output = node.toCrossbarOutputOnDLS().value
    var input = node.toCrossbarInputOnDLS().value
    ranged("x", 0...(CrossbarOutputOnDLS.count - 1), .wide, &output)
    ranged("y", 0...(CrossbarInputOnDLS.count - 1), .wide, &input)
    ranged("e", 0...(CrossbarNodeOnDLS.count - 1), .wide, &value)
    let found = try? CrossbarNodeOnDLS(
      CrossbarOutputOnDLS(clamping: output), CrossbarInputOnDLS(clamping: input))
    if archive.failure == nil, found?.value != value {
      archive.fail(
        .malformed(
          place: archive.place, reason: "no crossbar node \(value) at (\(output), \(input))"))
    }
  }
}
