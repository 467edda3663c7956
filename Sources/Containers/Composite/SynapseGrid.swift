public import Coordinates

/// A value for each synapse of one array, indexed by row and column.
public struct SynapseGrid<Value: RangedInteger>: Hashable, Sendable {
  /// All values, row after row.
  public private(set) var values: [Value]

  private static var width: Int { SynapseOnSynapseRow.count }

  /// Creates a grid with the same value for every synapse.
  public init(repeating value: Value) {
    values = [Value](repeating: value, count: SynapseRowOnSynram.count * Self.width)
  }

  /// Values row after row; nil unless there is one for every synapse.
  public init?(exactly values: [Value]) {
    guard values.count == SynapseRowOnSynram.count * Self.width else { return nil }
    self.values = values
  }

  /// The value of one synapse.
  public subscript(row: SynapseRowOnSynram, column: SynapseOnSynapseRow) -> Value {
    get { values[row.value * Self.width + column.value] }
    set { values[row.value * Self.width + column.value] = newValue }
  }

  /// The values of one quad, by entry.
  func quad(_ row: Int, _ columns: TypedArray4<SynapseOnSynapseRow, EntryOnQuad>)
    -> TypedArray4<Value, EntryOnQuad>
  {
    TypedArray4 { values[row * Self.width + columns[$0].value] }
  }

  /// Replaces the values of one quad.
  mutating func setQuad(
    _ row: Int, _ columns: TypedArray4<SynapseOnSynapseRow, EntryOnQuad>,
    _ quad: TypedArray4<Value, EntryOnQuad>
  ) {
    for entry in EntryOnQuad.allCases {
      values[row * Self.width + columns[entry].value] = quad[entry]
    }
  }
}
