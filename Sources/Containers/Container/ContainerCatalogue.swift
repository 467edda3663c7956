/// Every container type, for tools that meet them by name.
public enum ContainerCatalogue {
  /// All container types.
  public static let all: [any Container.Type] = [
    // Synapses and their drivers
    SynapseDriverConfig.self, CommonPADIBusConfig.self, CommonSTPConfig.self, PADIEvent.self,
    SynapseWeightQuad.self, SynapseLabelQuad.self, SynapseQuad.self,
    SynapseCorrelationCalibQuad.self, CommonSynramConfig.self, SynapseBiasSelection.self,
    CorrelationReset.self, ColumnCurrentQuad.self,
    // CADC
    CADCConfig.self, CADCChannelConfig.self, CADCSampleQuad.self, ColumnCorrelationQuad.self,
    CommonCorrelationConfig.self,
    // Neurons
    NeuronConfig.self, NeuronBackendConfig.self, CommonNeuronBackendConfig.self, AtomicNeuron.self,
    NeuronReset.self, NeuronResetQuad.self, SpikeCounterReset.self, BlockPostPulse.self,
    // CapMem
    CapMemCell.self, CapMemBlockConfig.self, ReferenceGeneratorConfig.self,
    // Events
    CrossbarNode.self, CrossbarOutputConfig.self,
    // Readout
    MADCConfig.self, MADCControl.self, PadMultiplexerConfig.self, ReadoutSourceSelection.self,
    // FPGA
    EventRecordingConfig.self,
  ]

  /// Types of the board and the FPGA that programs write and files hold, and that have no words on the
  /// chip's bus.
  public static let offChip: [any WordEncodable.Type] = [
    Timer.self, Timer.Value.self, Barrier.self, ShiftRegister.self, DACChannel.self,
    DACChannelBlock.self,
  ]

  /// Containers of many parts that files hold as one.
  public static let composite: [any WordEncodable.Type] = [SynapseMatrix.self]

  /// The type with a full name of the real software, for example `haldls::vx::CADCConfig`.
  public static func type(cerealName name: String) -> (any Container.Type)? {
    all.first { $0.cerealTypeName == name }
  }
}
