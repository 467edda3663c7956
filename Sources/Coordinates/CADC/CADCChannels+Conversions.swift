// halco: include/halco/hicann-dls/vx/cadc.h

extension CADCChannelConfigOnDLS {
  /// The channel of a column: synram · 512 + type · 256 + column.
  @inlinable public init(
    _ column: CADCChannelColumnOnSynram, _ type: CADCChannelType, _ synram: SynramOnDLS
  ) {
    let row = 2 * synram.value + type.value
    self.init(unchecked: row * CADCChannelColumnOnSynram.count + column.value)
  }

  /// The column of the channel.
  @inlinable public func toCADCChannelColumnOnSynram() -> CADCChannelColumnOnSynram {
    CADCChannelColumnOnSynram(unchecked: value % 256)
  }

  /// Returns the kind of the channel.
  @inlinable public func toCADCChannelType() -> CADCChannelType {
    CADCChannelType(unchecked: (value / 256) % 2)
  }

  /// The array that the channel reads.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { SynramOnDLS(unchecked: value / 512) }

  /// The hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS {
    toSynramOnDLS().toHemisphereOnDLS()
  }

  /// The quadrant that the channel lies in, whose CapMem block supplies its ramp.
  @inlinable public func toNeuronConfigBlockOnDLS() -> NeuronConfigBlockOnDLS {
    NeuronConfigBlockOnDLS(
      toCADCChannelColumnOnSynram().toCapMemBlockOnHemisphere(), toSynramOnDLS())
  }

  /// The neuron above the channel.
  @inlinable public func toAtomicNeuronOnDLS() -> AtomicNeuronOnDLS {
    AtomicNeuronOnDLS(
      toCADCChannelColumnOnSynram().toNeuronColumnOnDLS(), toSynramOnDLS().toNeuronRowOnDLS())
  }
}

extension CADCSampleQuadOnDLS {
  /// The samples of a quad: synram · 65536 + readout · 32768 + channel · 16384 + quad.
  @inlinable public init(
    _ quad: SynapseQuadOnSynram, _ channel: CADCChannelType, _ readout: CADCReadoutType,
    _ synram: SynramOnDLS
  ) {
    let view = 4 * synram.value + 2 * readout.value + channel.value
    self.init(unchecked: view * SynapseQuadOnSynram.count + quad.value)
  }

  /// The quad inside its array.
  @inlinable public func toSynapseQuadOnSynram() -> SynapseQuadOnSynram {
    SynapseQuadOnSynram(unchecked: value % SynapseQuadOnSynram.count)
  }

  /// Causal or acausal channels.
  @inlinable public func toCADCChannelType() -> CADCChannelType {
    CADCChannelType(unchecked: (value / SynapseQuadOnSynram.count) % 2)
  }

  /// Returns the kind of the read.
  @inlinable public func toCADCReadoutType() -> CADCReadoutType {
    CADCReadoutType(unchecked: (value / (2 * SynapseQuadOnSynram.count)) % 2)
  }

  /// The array.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS {
    SynramOnDLS(unchecked: value / (4 * SynapseQuadOnSynram.count))
  }
}
