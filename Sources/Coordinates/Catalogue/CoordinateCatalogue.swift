/// Every coordinate type, for tools that meet them by name.
public enum CoordinateCatalogue {
  /// Descriptions of all coordinate types; each call computes their tables anew.
  public static var all: [CoordinateDescription] {
    hemispheres + sides + quadrants + columns + neurons + quads + drivers + cadc + capMem + events
      + single
  }

  private static func hemisphere<C: HemisphereCoordinate>(_ type: C.Type) -> CoordinateDescription {
    CoordinateDescription(
      type, cases: ["top", "bottom"],
      [
        .init(C.toHemisphereOnDLS), .init(C.toPPUOnDLS), .init(C.toSynramOnDLS),
        .init(C.toSynapseWeightMatrixOnDLS), .init(C.toSynapseLabelMatrixOnDLS),
        .init(C.toSynapseBlockOnDLS), .init(C.toNeuronRowOnDLS),
        .init(C.toSynapseDriverBlockOnDLS), .init(C.toPADIBusBlockOnDLS),
        .init(C.toPADIEventOnDLS), .init(C.toCommonPADIBusConfigOnDLS),
        .init(C.toCommonSTPConfigOnDLS), .init(C.toCommonSynramConfigOnDLS),
        .init(C.toCommonCorrelationConfigOnDLS), .init(C.toCADCOnDLS),
        .init(C.toCADCConfigOnDLS), .init(C.toPPUControlRegisterOnDLS),
        .init(C.toPPUStatusRegisterOnDLS),
      ])
  }

  private static var hemispheres: [CoordinateDescription] {
    [
      hemisphere(HemisphereOnDLS.self), hemisphere(PPUOnDLS.self), hemisphere(SynramOnDLS.self),
      hemisphere(SynapseWeightMatrixOnDLS.self), hemisphere(SynapseLabelMatrixOnDLS.self),
      hemisphere(SynapseBlockOnDLS.self), hemisphere(NeuronRowOnDLS.self),
      hemisphere(SynapseDriverBlockOnDLS.self), hemisphere(PADIBusBlockOnDLS.self),
      hemisphere(PADIEventOnDLS.self), hemisphere(CommonPADIBusConfigOnDLS.self),
      hemisphere(CommonSTPConfigOnDLS.self), hemisphere(CommonSynramConfigOnDLS.self),
      hemisphere(CommonCorrelationConfigOnDLS.self), hemisphere(CADCOnDLS.self),
      hemisphere(CADCConfigOnDLS.self), hemisphere(PPUControlRegisterOnDLS.self),
      hemisphere(PPUStatusRegisterOnDLS.self),
    ]
  }

  private static func side<C: SideCoordinate>(_ type: C.Type) -> CoordinateDescription {
    CoordinateDescription(type, cases: ["left", "right"])
  }

  private static var sides: [CoordinateDescription] {
    [
      side(CapMemBlockOnHemisphere.self), side(NeuronBackendConfigBlockOnDLS.self),
      side(CommonNeuronBackendConfigOnDLS.self), side(NeuronResetBlockOnDLS.self),
      side(SpikeCounterReadBlockOnDLS.self), side(SpikeCounterResetBlockOnDLS.self),
      side(BlockPostPulseOnDLS.self),
    ]
  }

  private static func quadrant<C: QuadrantCoordinate>(_ type: C.Type) -> CoordinateDescription {
    CoordinateDescription(
      type,
      [
        .init(C.toHemisphereOnDLS), .init(C.toCapMemBlockOnHemisphere),
        .init(C.toCapMemBlockOnDLS), .init(C.toNeuronConfigBlockOnDLS),
        .init(C.toCapMemBlockConfigOnDLS),
      ])
  }

  private static var quadrants: [CoordinateDescription] {
    [
      quadrant(CapMemBlockOnDLS.self), quadrant(NeuronConfigBlockOnDLS.self),
      quadrant(CapMemBlockConfigOnDLS.self),
    ]
  }

  private static func column<C: ColumnCoordinate>(_ type: C.Type) -> CoordinateDescription {
    CoordinateDescription(
      type,
      [
        .init(C.toSynapseOnSynapseRow), .init(C.toNeuronColumnOnDLS),
        .init(C.toCADCChannelColumnOnSynram), .init(C.toSynapseQuadColumnOnDLS),
        .init(C.toEntryOnQuad), .init(C.toCapMemBlockOnHemisphere),
        .init(C.toCapMemColumnOnCapMemBlock), .init(C.toNeuronEventOutputOnDLS),
      ])
  }

  private static var columns: [CoordinateDescription] {
    [
      column(SynapseOnSynapseRow.self), column(NeuronColumnOnDLS.self),
      column(CADCChannelColumnOnSynram.self),
    ]
  }

  private static func backend<C: NeuronBackendCoordinate>(
    _ type: C.Type, _ more: [CoordinateConversion] = []
  ) -> CoordinateDescription {
    CoordinateDescription(type, [.init(C.toAtomicNeuronOnDLS)] + more)
  }

  private static var neurons: [CoordinateDescription] {
    typealias Neuron = AtomicNeuronOnDLS
    typealias Backend = NeuronBackendConfigOnDLS
    return [
      CoordinateDescription(
        Neuron.self,
        [
          .init(Neuron.toNeuronColumnOnDLS), .init(Neuron.toNeuronRowOnDLS),
          .init(Neuron.toHemisphereOnDLS), .init(Neuron.toSynramOnDLS),
          .init(Neuron.toNeuronConfigOnDLS), .init(Neuron.toNeuronBackendConfigOnDLS),
          .init(Neuron.toCommonNeuronBackendConfigOnDLS), .init(Neuron.toNeuronResetOnDLS),
          .init(Neuron.toSpikeCounterReadOnDLS), .init(Neuron.toSpikeCounterResetOnDLS),
          .init(Neuron.toCapMemBlockOnDLS), .init(Neuron.toCapMemColumnOnCapMemBlock),
          .init(Neuron.toNeuronEventOutputOnDLS), .init(Neuron.toColumnCurrentQuadOnDLS),
          .init(Neuron.toColumnCorrelationQuadOnDLS), .init(Neuron.toNeuronResetQuadOnDLS),
          .init(Neuron.toEntryOnQuad),
        ]),
      CoordinateDescription(NeuronConfigOnNeuronConfigBlock.self),
      CoordinateDescription(
        NeuronConfigOnDLS.self,
        [
          .init(NeuronConfigOnDLS.toAtomicNeuronOnDLS),
          .init(NeuronConfigOnDLS.toNeuronConfigOnNeuronConfigBlock),
          .init(NeuronConfigOnDLS.toNeuronConfigBlockOnDLS),
        ]),
      CoordinateDescription(NeuronBackendConfigOnNeuronBackendConfigBlock.self),
      backend(
        Backend.self,
        [
          .init(Backend.toNeuronBackendConfigOnNeuronBackendConfigBlock),
          .init(Backend.toNeuronBackendConfigBlockOnDLS),
          .init(Backend.toCommonNeuronBackendConfigOnDLS),
          .init(Backend.toNeuronEventOutputOnNeuronBackendBlock),
        ]),
      CoordinateDescription(NeuronResetOnNeuronResetBlock.self),
      backend(NeuronResetOnDLS.self),
      CoordinateDescription(SpikeCounterReadOnSpikeCounterReadBlock.self),
      backend(SpikeCounterReadOnDLS.self),
      CoordinateDescription(SpikeCounterResetOnSpikeCounterResetBlock.self),
      backend(SpikeCounterResetOnDLS.self),
      CoordinateDescription(NeuronEventOutputOnNeuronBackendBlock.self),
      CoordinateDescription(
        NeuronEventOutputOnDLS.self,
        [
          .init(NeuronEventOutputOnDLS.toNeuronEventOutputOnNeuronBackendBlock),
          .init(NeuronEventOutputOnDLS.toCrossbarInputOnDLS),
        ]),
    ]
  }

  private static func synapseQuad<C: SynapseQuadCoordinate>(_ type: C.Type) -> CoordinateDescription
  {
    CoordinateDescription(
      type,
      [
        .init(C.toSynapseQuadOnSynram), .init(C.toSynramOnDLS), .init(C.toHemisphereOnDLS),
        .init(C.toSynapseQuadColumnOnDLS), .init(C.toSynapseRowOnSynram),
        .init(C.toNeuronConfigBlockOnDLS),
      ])
  }

  private static func columnQuad<C: ColumnQuadCoordinate>(
    _ type: C.Type, _ more: [CoordinateConversion] = []
  ) -> CoordinateDescription {
    CoordinateDescription(
      type,
      [
        .init(C.toSynapseQuadColumnOnDLS), .init(C.toSynramOnDLS), .init(C.toHemisphereOnDLS),
      ] + more)
  }

  private static var quads: [CoordinateDescription] {
    [
      CoordinateDescription(EntryOnQuad.self),
      CoordinateDescription(
        SynapseQuadColumnOnDLS.self,
        [
          .init(SynapseQuadColumnOnDLS.toCapMemBlockOnHemisphere),
          .init(SynapseQuadColumnOnDLS.toSynapseOnSynapseRow),
        ]),
      CoordinateDescription(SynapseQuadOnSynram.self),
      synapseQuad(SynapseQuadOnDLS.self), synapseQuad(SynapseWeightQuadOnDLS.self),
      synapseQuad(SynapseLabelQuadOnDLS.self),
      synapseQuad(SynapseCorrelationCalibQuadOnDLS.self), synapseQuad(CorrelationResetOnDLS.self),
      columnQuad(ColumnCurrentQuadOnDLS.self), columnQuad(ColumnCorrelationQuadOnDLS.self),
      columnQuad(
        NeuronResetQuadOnDLS.self, [.init(NeuronResetQuadOnDLS.toNeuronResetOnDLS)]),
    ]
  }

  private static var drivers: [CoordinateDescription] {
    typealias OnBlock = SynapseDriverOnSynapseDriverBlock
    typealias Driver = SynapseDriverOnDLS
    return [
      CoordinateDescription(
        OnBlock.self,
        [
          .init(OnBlock.toPADIBusOnPADIBusBlock), .init(OnBlock.toSynapseDriverOnPADIBus),
          .init(OnBlock.toPADIRowSelectAddress), .init(OnBlock.toSynapseRowOnSynram),
        ]),
      CoordinateDescription(
        SynapseDriverOnPADIBus.self, [.init(SynapseDriverOnPADIBus.toPADIRowSelectAddress)]),
      CoordinateDescription(PADIRowSelectAddress.self),
      CoordinateDescription(
        Driver.self,
        [
          .init(Driver.toSynapseDriverOnSynapseDriverBlock),
          .init(Driver.toSynapseDriverBlockOnDLS), .init(Driver.toHemisphereOnDLS),
          .init(Driver.toSynramOnDLS), .init(Driver.toPADIBusOnDLS),
          .init(Driver.toCapMemBlockOnDLS),
          .init(Driver.toSynapseRowOnDLS as (Driver) -> () -> [SynapseRowOnDLS]),
        ]),
      CoordinateDescription(PADIBusOnPADIBusBlock.self),
      CoordinateDescription(
        PADIBusOnDLS.self,
        [
          .init(PADIBusOnDLS.toPADIBusOnPADIBusBlock), .init(PADIBusOnDLS.toPADIBusBlockOnDLS),
          .init(PADIBusOnDLS.toHemisphereOnDLS), .init(PADIBusOnDLS.toCrossbarOutputOnDLS),
        ]),
      CoordinateDescription(
        SynapseRowOnSynram.self,
        [
          .init(SynapseRowOnSynram.toSynapseDriverOnSynapseDriverBlock),
          .init(SynapseRowOnSynram.toSynapseRowOnSynapseDriver),
        ]),
      CoordinateDescription(SynapseRowOnSynapseDriver.self, cases: ["top", "bottom"]),
      CoordinateDescription(
        SynapseRowOnDLS.self,
        [
          .init(SynapseRowOnDLS.toSynapseRowOnSynram), .init(SynapseRowOnDLS.toSynramOnDLS),
          .init(SynapseRowOnDLS.toSynapseDriverOnDLS),
        ]),
      CoordinateDescription(SynapseWeightRowOnDLS.self),
      CoordinateDescription(SynapseLabelRowOnDLS.self),
    ]
  }

  private static var cadc: [CoordinateDescription] {
    typealias Channel = CADCChannelConfigOnDLS
    typealias Quad = CADCSampleQuadOnDLS
    return [
      CoordinateDescription(CADCChannelType.self, cases: ["causal", "acausal"]),
      CoordinateDescription(CADCReadoutType.self, cases: ["trigger_read", "buffered"]),
      CoordinateDescription(CADCSampleRowOnDLS.self),
      CoordinateDescription(CADCSamplesOnDLS.self),
      CoordinateDescription(
        Channel.self,
        [
          .init(Channel.toCADCChannelColumnOnSynram), .init(Channel.toCADCChannelType),
          .init(Channel.toSynramOnDLS), .init(Channel.toHemisphereOnDLS),
          .init(Channel.toNeuronConfigBlockOnDLS), .init(Channel.toAtomicNeuronOnDLS),
        ]),
      CoordinateDescription(
        Quad.self,
        [
          .init(Quad.toSynapseQuadOnSynram), .init(Quad.toCADCChannelType),
          .init(Quad.toCADCReadoutType), .init(Quad.toSynramOnDLS),
        ]),
    ]
  }

  private static var capMem: [CoordinateDescription] {
    typealias Cell = CapMemCellOnDLS
    return [
      CoordinateDescription(CapMemColumnOnCapMemBlock.self),
      CoordinateDescription(CapMemRowOnCapMemBlock.self),
      CoordinateDescription(CapMemCellOnCapMemBlock.self),
      CoordinateDescription(
        Cell.self, [.init(Cell.toCapMemCellOnCapMemBlock), .init(Cell.toCapMemBlockOnDLS)]),
      CoordinateDescription(
        UnusedCapMemCellOnDLS.self, [.init(UnusedCapMemCellOnDLS.toCapMemCellOnDLS)]),
      CoordinateDescription(ReferenceGeneratorConfigOnDLS.self),
    ]
  }

  private static var events: [CoordinateDescription] {
    [
      CoordinateDescription(
        CrossbarInputOnDLS.self,
        [
          .init(CrossbarInputOnDLS.toSPL1Address),
          .init(CrossbarInputOnDLS.toNeuronEventOutputOnDLS),
        ]),
      CoordinateDescription(
        CrossbarOutputOnDLS.self,
        [
          .init(CrossbarOutputOnDLS.toPADIBusOnDLS),
          .init(CrossbarOutputOnDLS.toCrossbarL2OutputOnDLS),
        ]),
      CoordinateDescription(
        CrossbarNodeOnDLS.self,
        [
          .init(CrossbarNodeOnDLS.toCrossbarOutputOnDLS),
          .init(CrossbarNodeOnDLS.toCrossbarInputOnDLS),
        ]),
      CoordinateDescription(
        CrossbarL2OutputOnDLS.self, [.init(CrossbarL2OutputOnDLS.toCrossbarOutputOnDLS)]),
      CoordinateDescription(CrossbarOutputConfigOnDLS.self),
      CoordinateDescription(
        SPL1Address.self,
        [.init(SPL1Address.toCrossbarInputOnDLS), .init(SPL1Address.toCrossbarL2OutputOnDLS)]),
    ]
  }

  private static var single: [CoordinateDescription] {
    [
      CoordinateDescription(TimerOnDLS.self), CoordinateDescription(BarrierOnFPGA.self),
      CoordinateDescription(SystimeSyncOnFPGA.self),
      CoordinateDescription(EventRecordingConfigOnFPGA.self),
      CoordinateDescription(ResetChipOnDLS.self), CoordinateDescription(ShiftRegisterOnBoard.self),
      CoordinateDescription(InstructionTimeoutConfigOnFPGA.self),
      CoordinateDescription(ChipOnDLS.self), CoordinateDescription(DACChannelBlockOnBoard.self),
      CoordinateDescription(DACOnBoard.self), CoordinateDescription(DACChannelOnDAC.self),
      CoordinateDescription(DACChannelOnBoard.self, cases: DACChannelOnBoard.names),
      CoordinateDescription(LEDOnBoard.self, cases: LEDOnBoard.names),
      CoordinateDescription(VDDOnBoard.self, cases: VDDOnBoard.names),
      CoordinateDescription(SourceMultiplexerOnReadoutSourceSelection.self),
      CoordinateDescription(PadOnDLS.self), CoordinateDescription(PadMultiplexerConfigOnDLS.self),
      CoordinateDescription(MADCConfigOnDLS.self), CoordinateDescription(MADCControlOnDLS.self),
      CoordinateDescription(ReadoutSourceSelectionOnDLS.self),
      CoordinateDescription(SynapseBiasSelectionOnDLS.self),
      CoordinateDescription(ADPLLOnDLS.self), CoordinateDescription(PLLClockOutputOnDLS.self),
      CoordinateDescription(PPUMemoryWordOnPPU.self),
      CoordinateDescription(PPUMemoryWordOnDLS.self),
    ]
  }
}
