/// A conversion between two coordinates as a table, for tools that meet coordinates by name.
public struct CoordinateConversion: Hashable, Sendable {
  /// Name of the conversion in halco, for example `toSynramOnDLS`.
  public let name: String
  /// Name of the coordinate that it gives.
  public let target: String
  /// Number of places that it gives for each place: 1, or the size of an array.
  public let width: Int
  /// Values that it gives, `width` for each place in ascending order; nil where it gives none.
  public let table: [Int?]

  /// A conversion that gives one place.
  init<Source: Coordinate, Target: RangedInteger>(_ convert: (Source) -> () -> Target) {
    name = "to" + rangedTypeName(Target.self)
    target = rangedTypeName(Target.self)
    width = 1
    table = Source.allCases.map { convert($0)().value }
  }

  /// A conversion that gives one place or none.
  init<Source: Coordinate, Target: RangedInteger>(_ convert: (Source) -> () -> Target?) {
    name = "to" + rangedTypeName(Target.self)
    target = rangedTypeName(Target.self)
    width = 1
    table = Source.allCases.map { convert($0)()?.value }
  }

  /// A conversion that gives an array of places.
  init<Source: Coordinate, Targets: TypedArrayProtocol>(_ convert: (Source) -> () -> Targets)
  where Targets.Value: RangedInteger {
    name = "to" + rangedTypeName(Targets.Value.self)
    target = rangedTypeName(Targets.Value.self)
    width = Targets.Index.count
    table = Source.allCases.flatMap { convert($0)().values.map(\.value) }
  }

  /// A conversion that gives a list of places, the same number for each.
  init<Source: Coordinate, Target: RangedInteger>(_ convert: (Source) -> () -> [Target]) {
    name = "to" + rangedTypeName(Target.self)
    target = rangedTypeName(Target.self)
    width = convert(Source.min)().count
    table = Source.allCases.flatMap { convert($0)().map(\.value) }
  }
}
