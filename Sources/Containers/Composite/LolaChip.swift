public import Coordinates

/// The whole configuration of the chip, as far as it is modelled: every container that keeps what
/// is written, at every place. Triggers and results are no part of it.
///
/// lola: `Chip`; the name is longer because `Chip` is the emulated chip.
public struct LolaChip: CompositeContainer {
  // MARK: Synapses and their drivers
  /// Synapse drivers.
  public var synapseDrivers = ContainerArray<SynapseDriverConfig>()
  /// Event buses of the hemispheres.
  public var commonPADIBusConfigs = ContainerArray<CommonPADIBusConfig>()
  /// Short-term plasticity of the hemispheres.
  public var commonSTPConfigs = ContainerArray<CommonSTPConfig>()
  /// Memory timing of the synapse arrays.
  public var commonSynramConfigs = ContainerArray<CommonSynramConfig>()
  /// Source of the synapses' biases.
  public var synapseBiasSelection = ContainerArray<SynapseBiasSelection>()
  /// Synapses of the top and bottom array.
  public var synapseMatrices = TypedArray2<SynapseMatrix, SynramOnDLS>(repeating: SynapseMatrix())
  // MARK: Columns
  /// Switches between column lines and synaptic inputs.
  public var columnCurrentQuads = ContainerArray<ColumnCurrentQuad>()
  /// Switches between columns and CADC channels.
  public var columnCorrelationQuads = ContainerArray<ColumnCorrelationQuad>()
  // MARK: CADC
  /// Converters of the hemispheres.
  public var cadcConfigs = ContainerArray<CADCConfig>()
  /// Channels' offsets.
  public var cadcChannelConfigs = ContainerArray<CADCChannelConfig>()
  /// Timing of conversions and resets.
  public var commonCorrelationConfigs = ContainerArray<CommonCorrelationConfig>()
  // MARK: Neurons
  /// Neurons with their CapMem cells. lola: `neuron_block`
  public var atomicNeurons = ContainerArray<AtomicNeuron>()
  /// Digital parts that the neurons of a side share.
  public var commonNeuronBackendConfigs = ContainerArray<CommonNeuronBackendConfig>()
  // MARK: CapMem
  /// Cells that belong to no neuron; those of neurons stand in ``atomicNeurons``.
  public var sharedCells = SharedCapMemCells()
  /// Blocks' refresh and debug output.
  public var capMemBlockConfigs = ContainerArray<CapMemBlockConfig>()
  /// Reference currents.
  public var referenceGenerator = ContainerArray<ReferenceGeneratorConfig>()
  // MARK: Events
  /// Crossbar nodes.
  public var crossbarNodes = ContainerArray<CrossbarNode>()
  /// Crossbar event counters.
  public var crossbarOutputs = ContainerArray<CrossbarOutputConfig>()
  // MARK: Readout
  /// Fast ADC.
  public var madcConfig = ContainerArray<MADCConfig>()
  /// Pads.
  public var padMultiplexers = ContainerArray<PadMultiplexerConfig>()
  /// Channels in front of the fast ADC.
  public var readoutSourceSelection = ContainerArray<ReadoutSourceSelection>()

  /// Creates a chip with haldls' and lola's defaults everywhere.
  public init() {}
}

extension LolaChip {
  /// Shows every part to a visitor, which may replace it.
  mutating func visit(_ visitor: inout some ChipVisitor) {
    visitor.containers(&synapseDrivers)
    visitor.containers(&commonPADIBusConfigs)
    visitor.containers(&commonSTPConfigs)
    visitor.containers(&commonSynramConfigs)
    visitor.containers(&synapseBiasSelection)
    for synram in SynramOnDLS.allCases { visitor.composite(synram, &synapseMatrices[synram]) }
    visitor.containers(&columnCurrentQuads)
    visitor.containers(&columnCorrelationQuads)
    visitor.containers(&cadcConfigs)
    visitor.containers(&cadcChannelConfigs)
    visitor.containers(&commonCorrelationConfigs)
    visitor.containers(&atomicNeurons)
    visitor.containers(&commonNeuronBackendConfigs)
    for place in SharedCapMemCells.places {
      visitor.container(place.cell, &sharedCells[place])
    }
    visitor.containers(&capMemBlockConfigs)
    visitor.containers(&referenceGenerator)
    visitor.containers(&crossbarNodes)
    visitor.containers(&crossbarOutputs)
    visitor.containers(&madcConfig)
    visitor.containers(&padMultiplexers)
    visitor.containers(&readoutSourceSelection)
  }

  /// The one chip.
  public typealias CoordinateType = ChipOnDLS

  private static let addresses: [UInt32] = {
    var collector = AddressCollector()
    var chip = LolaChip()
    chip.visit(&collector)
    return collector.addresses
  }()

  /// Words of all parts together.
  public static var wordCount: Int { addresses.count }

  /// The parts follow each other in the order of their declaration.
  public static func writeAddress(of coordinate: ChipOnDLS, word: Int) -> UInt32 {
    addresses[word]
  }

  /// The words of all parts.
  public func encode() -> [UInt32] {
    var collector = WordCollector()
    var copy = self
    copy.visit(&collector)
    return collector.words
  }

  /// Decodes the words of all parts.
  public init(words: (Int) -> UInt32) {
    self.init()
    withoutActuallyEscaping(words) { words in
      var reader = PartReader(words: words)
      visit(&reader)
    }
  }
}
