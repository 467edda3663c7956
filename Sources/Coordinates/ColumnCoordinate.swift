/// A place of which every column of a hemisphere has one: synapse, neuron and CADC column.
///
/// Columns c, quads q and entries e are related by q = 32·(c mod 2) + c div 8 and
/// e = (c div 2) mod 4: even columns lie in quads 0…31, odd ones in quads 32…63.
public protocol ColumnCoordinate: Coordinate where RawValue == UInt8 {}

extension ColumnCoordinate {
  /// The place in the same column as another one.
  @inlinable public init(_ other: some ColumnCoordinate) {
    self.init(unchecked: other.rawValue)
  }

  /// The column at an entry of a quad.
  @inlinable public init(_ entry: EntryOnQuad, _ quad: SynapseQuadColumnOnDLS) {
    let pair = (quad.value % 32) * EntryOnQuad.count + entry.value
    self.init(unchecked: 2 * pair + quad.value / 32)
  }

  /// The synapse of the same column.
  @inlinable public func toSynapseOnSynapseRow() -> SynapseOnSynapseRow { .init(self) }

  /// The neuron column of the same column.
  @inlinable public func toNeuronColumnOnDLS() -> NeuronColumnOnDLS { .init(self) }

  /// The CADC channels of the same column.
  @inlinable public func toCADCChannelColumnOnSynram() -> CADCChannelColumnOnSynram { .init(self) }

  /// The quad that holds the column.
  @inlinable public func toSynapseQuadColumnOnDLS() -> SynapseQuadColumnOnDLS {
    SynapseQuadColumnOnDLS(unchecked: (rawValue % 2) * 32 + rawValue / 8)
  }

  /// The entry of the column in its quad.
  @inlinable public func toEntryOnQuad() -> EntryOnQuad {
    EntryOnQuad(unchecked: (rawValue / 2) % 4)
  }

  /// The side of the hemisphere: columns 0…127 lie left.
  @inlinable public func toCapMemBlockOnHemisphere() -> CapMemBlockOnHemisphere {
    CapMemBlockOnHemisphere(unchecked: rawValue / 128)
  }

  /// The CapMem column that serves the neurons of the column.
  @inlinable public func toCapMemColumnOnCapMemBlock() -> CapMemColumnOnCapMemBlock {
    CapMemColumnOnCapMemBlock(unchecked: rawValue % 128)
  }

  /// The event output of the neurons of the column.
  @inlinable public func toNeuronEventOutputOnDLS() -> NeuronEventOutputOnDLS {
    NeuronEventOutputOnDLS(unchecked: rawValue / 32)
  }
}
