// halco: src/halco/hicann-dls/vx/neuron.cpp

extension AtomicNeuronOnDLS {
  /// The column of the neuron.
  @inlinable public func toNeuronColumnOnDLS() -> NeuronColumnOnDLS { x }

  /// The row of the neuron.
  @inlinable public func toNeuronRowOnDLS() -> NeuronRowOnDLS { y }

  /// The hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { y.toHemisphereOnDLS() }

  /// The synapse array that feeds the neuron.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { y.toSynramOnDLS() }

  /// The configuration of the neuron.
  @inlinable public func toNeuronConfigOnDLS() -> NeuronConfigOnDLS {
    NeuronConfigOnDLS(unchecked: rawValue)
  }

  /// The digital backend of the neuron.
  @inlinable public func toNeuronBackendConfigOnDLS() -> NeuronBackendConfigOnDLS { .init(self) }

  /// The configuration common to the backends of its block.
  @inlinable public func toCommonNeuronBackendConfigOnDLS() -> CommonNeuronBackendConfigOnDLS {
    CommonNeuronBackendConfigOnDLS(x.toCapMemBlockOnHemisphere())
  }

  /// The reset register of the neuron.
  @inlinable public func toNeuronResetOnDLS() -> NeuronResetOnDLS { .init(self) }

  /// The spike counter of the neuron.
  @inlinable public func toSpikeCounterReadOnDLS() -> SpikeCounterReadOnDLS { .init(self) }

  /// The reset of the spike counter of the neuron.
  @inlinable public func toSpikeCounterResetOnDLS() -> SpikeCounterResetOnDLS { .init(self) }

  /// The CapMem block that holds the neuron's parameters.
  @inlinable public func toCapMemBlockOnDLS() -> CapMemBlockOnDLS {
    CapMemBlockOnDLS(x.toCapMemBlockOnHemisphere(), y)
  }

  /// The CapMem column that holds the neuron's parameters.
  @inlinable public func toCapMemColumnOnCapMemBlock() -> CapMemColumnOnCapMemBlock {
    x.toCapMemColumnOnCapMemBlock()
  }

  /// The event output of the neuron.
  @inlinable public func toNeuronEventOutputOnDLS() -> NeuronEventOutputOnDLS {
    x.toNeuronEventOutputOnDLS()
  }

  /// The quad of the switches between column and synaptic inputs.
  @inlinable public func toColumnCurrentQuadOnDLS() -> ColumnCurrentQuadOnDLS {
    ColumnCurrentQuadOnDLS(x.toSynapseQuadColumnOnDLS(), toSynramOnDLS())
  }

  /// The quad of the switches between neuron and CADC.
  @inlinable public func toColumnCorrelationQuadOnDLS() -> ColumnCorrelationQuadOnDLS {
    ColumnCorrelationQuadOnDLS(x.toSynapseQuadColumnOnDLS(), toSynramOnDLS())
  }

  /// The reset trigger of the quad that the neuron belongs to.
  @inlinable public func toNeuronResetQuadOnDLS() -> NeuronResetQuadOnDLS {
    NeuronResetQuadOnDLS(x.toSynapseQuadColumnOnDLS(), toSynramOnDLS())
  }

  /// The entry of the neuron in its quads.
  @inlinable public func toEntryOnQuad() -> EntryOnQuad { x.toEntryOnQuad() }

  /// One of the two CADC channels of the neuron.
  @inlinable public func toCADCChannelConfigOnDLS(_ type: CADCChannelType) -> CADCChannelConfigOnDLS
  {
    CADCChannelConfigOnDLS(x.toCADCChannelColumnOnSynram(), type, toSynramOnDLS())
  }
}

extension NeuronConfigOnDLS {
  /// The neuron.
  @inlinable public func toAtomicNeuronOnDLS() -> AtomicNeuronOnDLS {
    AtomicNeuronOnDLS(
      NeuronColumnOnDLS(
        unchecked: block.toCapMemBlockOnHemisphere().rawValue * 128 + local.rawValue),
      block.toHemisphereOnDLS().toNeuronRowOnDLS())
  }

  /// The neuron inside its quadrant.
  @inlinable public func toNeuronConfigOnNeuronConfigBlock() -> NeuronConfigOnNeuronConfigBlock {
    local
  }

  /// The quadrant.
  @inlinable public func toNeuronConfigBlockOnDLS() -> NeuronConfigBlockOnDLS { block }
}
