/// Four columns of a hemisphere, chip-wide, addressed as one quad.
public protocol ColumnQuadCoordinate: ComposedCoordinate
where Local == SynapseQuadColumnOnDLS, Block == SynramOnDLS {}

extension ColumnQuadCoordinate {
  /// Creates the coordinate of the same four columns in another view.
  @inlinable public init(_ other: some ColumnQuadCoordinate) {
    self.init(unchecked: other.value)
  }

  /// The quad column.
  @inlinable public func toSynapseQuadColumnOnDLS() -> SynapseQuadColumnOnDLS { local }

  /// The synapse array of the hemisphere.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { block }

  /// The hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { block.toHemisphereOnDLS() }

  /// The neuron at an entry of the quad.
  @inlinable public func toAtomicNeuronOnDLS(_ entry: EntryOnQuad) -> AtomicNeuronOnDLS {
    AtomicNeuronOnDLS(NeuronColumnOnDLS(entry, local), block.toNeuronRowOnDLS())
  }
}

extension NeuronResetQuadOnDLS {
  /// The single reset registers of the four neurons, by entry.
  @inlinable public func toNeuronResetOnDLS() -> TypedArray4<NeuronResetOnDLS, EntryOnQuad> {
    TypedArray4 { toAtomicNeuronOnDLS($0).toNeuronResetOnDLS() }
  }
}
