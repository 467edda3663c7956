/// A quad of the synapse memory, chip-wide, in one of the views on that memory.
public protocol SynapseQuadCoordinate: ComposedCoordinate
where Local == SynapseQuadOnSynram, Block == SynramOnDLS {}

extension SynapseQuadCoordinate {
  /// The quad at a quad column and a row of an array.
  @inlinable public init(
    _ column: SynapseQuadColumnOnDLS, _ row: SynapseRowOnSynram, _ synram: SynramOnDLS
  ) {
    self.init(SynapseQuadOnSynram(column, row), synram)
  }

  /// Creates the coordinate of the same quad in another view.
  @inlinable public init(_ other: some SynapseQuadCoordinate) {
    self.init(unchecked: other.value)
  }

  /// Quad column (x).
  @inlinable public var x: SynapseQuadColumnOnDLS { local.x }

  /// Row (y) inside the array.
  @inlinable public var y: SynapseRowOnSynram { local.y }

  /// The quad inside its array.
  @inlinable public func toSynapseQuadOnSynram() -> SynapseQuadOnSynram { local }

  /// The array.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { block }

  /// The hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { block.toHemisphereOnDLS() }

  /// The quad column.
  @inlinable public func toSynapseQuadColumnOnDLS() -> SynapseQuadColumnOnDLS { local.x }

  /// The row inside the array.
  @inlinable public func toSynapseRowOnSynram() -> SynapseRowOnSynram { local.y }

  /// The block of neurons below the quad.
  @inlinable public func toNeuronConfigBlockOnDLS() -> NeuronConfigBlockOnDLS {
    NeuronConfigBlockOnDLS(local.x.toCapMemBlockOnHemisphere(), block)
  }
}

extension SynapseQuadColumnOnDLS {
  /// The side of the hemisphere that the quad's columns lie in.
  @inlinable public func toCapMemBlockOnHemisphere() -> CapMemBlockOnHemisphere {
    CapMemBlockOnHemisphere(unchecked: (rawValue % 32) / 16)
  }

  /// The four columns of the quad, by entry.
  @inlinable public func toSynapseOnSynapseRow() -> TypedArray4<SynapseOnSynapseRow, EntryOnQuad> {
    TypedArray4 { SynapseOnSynapseRow($0, self) }
  }
}
