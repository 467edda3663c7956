/// A register that each neuron has in the digital backend of its half of the columns.
///
/// Inside a block the neurons of the top row come first: place = column mod 128, plus 128 for the
/// bottom row.
public protocol NeuronBackendCoordinate: ComposedCoordinate where Block: SideCoordinate {}

extension NeuronBackendCoordinate {
  /// The register of a neuron.
  @inlinable public init(_ neuron: AtomicNeuronOnDLS) {
    let column = neuron.x.value
    self.init(
      Local(unchecked: column % 128 + 128 * neuron.y.value), Block(unchecked: column / 128))
  }

  /// The neuron of the register.
  @inlinable public func toAtomicNeuronOnDLS() -> AtomicNeuronOnDLS {
    AtomicNeuronOnDLS(
      NeuronColumnOnDLS(unchecked: local.value % 128 + 128 * block.value),
      NeuronRowOnDLS(unchecked: local.value / 128))
  }
}

extension NeuronBackendConfigOnDLS {
  /// The backend inside its block.
  @inlinable public func toNeuronBackendConfigOnNeuronBackendConfigBlock()
    -> NeuronBackendConfigOnNeuronBackendConfigBlock
  { local }

  /// The block.
  @inlinable public func toNeuronBackendConfigBlockOnDLS() -> NeuronBackendConfigBlockOnDLS {
    block
  }

  /// The configuration common to the block.
  @inlinable public func toCommonNeuronBackendConfigOnDLS() -> CommonNeuronBackendConfigOnDLS {
    CommonNeuronBackendConfigOnDLS(block)
  }

  /// The event output of the backend inside its block.
  @inlinable public func toNeuronEventOutputOnNeuronBackendBlock()
    -> NeuronEventOutputOnNeuronBackendBlock
  {
    NeuronEventOutputOnNeuronBackendBlock(unchecked: (local.value % 128) / 32)
  }
}

extension NeuronEventOutputOnDLS {
  /// The output inside its block.
  @inlinable public func toNeuronEventOutputOnNeuronBackendBlock()
    -> NeuronEventOutputOnNeuronBackendBlock
  { local }

  /// The crossbar input that the output feeds.
  @inlinable public func toCrossbarInputOnDLS() -> CrossbarInputOnDLS {
    CrossbarInputOnDLS(unchecked: rawValue)
  }
}
