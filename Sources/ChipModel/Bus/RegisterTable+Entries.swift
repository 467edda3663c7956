internal import Containers
internal import Coordinates

extension RegisterTable {
  /// One entry for each kind of container. A new container of the chip is a line here.
  static let entries: [BusRegister] =
    synapses + columns + neurons + memories + routing + readout + board

  private static let synapses: [BusRegister] = [
    entry(Register(SynapseDriverConfig.self, reset: SynapseDriverConfig())) {
      $0.configures = { $0.configureDriver($1) }
    },
    entry(Register(SynapseWeightQuad.self)) {
      $0.writes = { bus, word in bus.setWeights(SynapseQuadOnDLS(word.coordinate), word.value) }
      $0.reads = { bus, word in bus.weightWord(SynapseQuadOnDLS(word.coordinate)) }
    },
    entry(Register(SynapseLabelQuad.self)) {
      $0.writes = { bus, word in bus.setLabels(SynapseQuadOnDLS(word.coordinate), word.value) }
      $0.reads = { bus, word in bus.labelWord(SynapseQuadOnDLS(word.coordinate)) }
    },
    entry(Register(SynapseQuad.self)) {
      $0.writes = { bus, word in bus.setSynapses(word) }
      $0.reads = { bus, word in bus.synapseWord(word) }
    },
    entry(Register(trigger: SynapseCorrelationCalibQuad.self)) {
      $0.writes = { bus, word in bus.setCalibs(word) }
      $0.reads = { bus, word in bus.calibWord(word) }
    },
    entry(Register(trigger: CorrelationReset.self)),
    entry(Register(CommonSTPConfig.self)),
    entry(Register(CommonSynramConfig.self, reset: CommonSynramConfig())),
    entry(Register(SynapseBiasSelection.self, reset: SynapseBiasSelection())),
  ]

  private static let columns: [BusRegister] = [
    entry(Register(ColumnCurrentQuad.self, reset: ColumnCurrentQuad())) {
      $0.configures = { $0.connectLines($1) }
    },
    entry(Register(ColumnCorrelationQuad.self, reset: ColumnCorrelationQuad())) {
      $0.configures = { $0.connectChannels($1) }
    },
    entry(Register(CADCConfig.self, reset: CADCConfig())) {
      $0.configures = { $0.configureConversion(of: $1.toHemisphereOnDLS()) }
    },
    entry(Register(CommonCorrelationConfig.self, reset: CommonCorrelationConfig())) {
      $0.configures = { $0.configureConversion(of: $1.toHemisphereOnDLS()) }
    },
    entry(Register(CADCChannelConfig.self, reset: CADCChannelConfig())) {
      $0.configures = { $0.configureChannel($1) }
    },
    entry(Register(CADCSampleQuad.self)) {
      $0.reads = { bus, word in bus.sampleWord(word.coordinate) }
    },
  ]

  private static let neurons: [BusRegister] = [
    entry(Register(NeuronConfig.self, reset: NeuronConfig())) {
      $0.configures = { $0.markNeuron($1.toAtomicNeuronOnDLS()) }
    },
    entry(Register(NeuronBackendConfig.self, reset: NeuronBackendConfig())) {
      $0.configures = { $0.markNeuron($1.toAtomicNeuronOnDLS()) }
    },
    entry(Register(CommonNeuronBackendConfig.self, reset: CommonNeuronBackendConfig())) {
      $0.configures = { $0.markNeurons(of: $1) }
    },
    entry(Register(trigger: NeuronReset.self)) {
      $0.writes = { bus, word in bus.resetNeuron(word.coordinate.toAtomicNeuronOnDLS()) }
    },
    entry(Register(trigger: NeuronResetQuad.self)) {
      $0.writes = { bus, word in bus.resetNeurons(word.coordinate) }
    },
    entry(Register(trigger: SpikeCounterReset.self)),
    entry(Register(trigger: BlockPostPulse.self)),
  ]

  private static let memories: [BusRegister] = [
    entry(Register(CapMemCell.self)) {
      $0.writes = { bus, word in bus.writeCell(word.coordinate, word.value) }
    },
    entry(Register(CapMemBlockConfig.self, reset: CapMemBlockConfig())) {
      $0.configures = { bus, _ in bus.decodeDebugLines() }
    },
    entry(Register(ReferenceGeneratorConfig.self, reset: ReferenceGeneratorConfig())),
  ]

  private static let routing: [BusRegister] = [
    entry(Register(CommonPADIBusConfig.self, reset: CommonPADIBusConfig())) {
      $0.routes = { router, half, config in router.listen(half.toHemisphereOnDLS(), config) }
      $0.configures = { $0.configureBuses(of: $1.toHemisphereOnDLS()) }
    },
    entry(Register(trigger: PADIEvent.self)) {
      $0.allows = { router, half, event throws(ChipError) in
        try router.check(event, on: half.toHemisphereOnDLS())
      }
      $0.writes = { bus, word in
        bus.receive(PADIEvent(words: { _ in word.value }), on: word.coordinate.toHemisphereOnDLS())
      }
    },
    entry(Register(CrossbarNode.self)) {
      $0.routes = { router, node, config in router.crossbar.connect(node, config) }
    },
    entry(Register(CrossbarOutputConfig.self)),
  ]

  private static let readout: [BusRegister] = [
    entry(Register(MADCConfig.self, reset: MADCConfig())),
    entry(Register(trigger: MADCControl.self)) {
      $0.writes = { bus, word throws(ChipError) in
        try bus.command(MADCControl(words: { _ in word.value }))
      }
    },
    entry(Register(ReadoutSourceSelection.self)),
    entry(Register(PadMultiplexerConfig.self)) {
      $0.configures = { bus, _ in bus.decodeDebugLines() }
    },
    entry(Register(EventRecordingConfig.self, reset: recordingEvents)) {
      $0.configures = { bus, _ in bus.switchEventRecording() }
    },
  ]

  /// The board; its supplies, which the second converter sets, are always right.
  private static let board: [BusRegister] = [
    BusRegister(
      SPIClient(SPIRegister.shiftRegister) { bus, transfer in
        bus.apply(.padsOfDAC(ShiftRegister { _ in transfer }.padsOfDAC))
      }),
    BusRegister(
      SPIClient(SPIRegister.dacs[0]) { bus, transfer in
        if let volts = DACChannelBlock.padVolts(spi: transfer) { bus.apply(.padVolts(volts)) }
      }),
    BusRegister(SPIClient(SPIRegister.dacs[1]) { _, _ in }),
  ]

  /// The initialisation of the real stack leaves the recording of events on. stadls:
  /// `init_generator.cpp`
  private static var recordingEvents: EventRecordingConfig {
    var config = EventRecordingConfig()
    config.enableEventRecording = true
    return config
  }

  @inline(__always)
  private static func entry<C: Container>(
    _ register: Register<C>, _ change: (inout Register<C>) -> Void = { _ in }
  ) -> BusRegister {
    var register = register
    change(&register)
    return BusRegister(register)
  }
}
