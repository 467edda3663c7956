/// Facts about a coordinate type for tools that meet coordinates by name.
public struct CoordinateDescription: Hashable, Sendable {
  /// Name of the type in halco.
  public let name: String
  /// All values that it may have.
  public let range: ClosedRange<Int>
  /// Name of the place inside a block, for coordinates that are composed of a place and a block.
  public let local: String?
  /// Name of the block, for coordinates that are composed of a place and a block.
  public let block: String?
  /// A Boolean value that is true when `x` and `y` name the place and the block.
  public let isGrid: Bool
  /// Names of the values in ascending order, for enumerations; empty otherwise.
  public let cases: [String]
  /// Conversions to other coordinates.
  public let conversions: [CoordinateConversion]

  /// A description of a type, with its conversions.
  init<C: Coordinate>(
    _ type: C.Type, cases: [String] = [], _ conversions: [CoordinateConversion] = []
  ) {
    name = rangedTypeName(type)
    range = Int(C.range.lowerBound)...Int(C.range.upperBound)
    let composed = (type as? any ComposedCoordinate.Type).map { Self.parts($0) }
    local = composed?.local
    block = composed?.block
    isGrid = type is any GridCoordinate.Type || type is any SynapseQuadCoordinate.Type
    self.cases = cases
    self.conversions = conversions
  }

  private static func parts<C: ComposedCoordinate>(_ type: C.Type) -> (local: String, block: String)
  {
    (rangedTypeName(C.Local.self), rangedTypeName(C.Block.self))
  }
}
