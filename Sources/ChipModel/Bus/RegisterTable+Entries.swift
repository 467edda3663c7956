internal import Containers
internal import Coordinates

extension RegisterTable {
  /// One entry for each kind of container. A new container of the chip is a line here.
  static let entries: [any BusRegister] =
    synapses + columns + neurons + memories + routing + readout + board

  private static let synapses: [any BusRegister] = [
    with(Register(SynapseDriverConfig.self, reset: SynapseDriverConfig())) {
      $0.configures = { $0.configureDriver($1) }
    },
    with(Register(SynapseWeightQuad.self)) {
      $0.writes = { bus, word in bus.setWeights(SynapseQuadOnDLS(word.coordinate), word.value) }
      $0.reads = { bus, word in bus.weightWord(SynapseQuadOnDLS(word.coordinate)) }
    },
    with(Register(SynapseLabelQuad.self)) {
      $0.writes = { bus, word in bus.setLabels(SynapseQuadOnDLS(word.coordinate), word.value) }
      $0.reads = { bus, word in bus.labelWord(SynapseQuadOnDLS(word.coordinate)) }
    },
    with(Register(SynapseQuad.self)) {
      $0.writes = { bus, word in bus.setSynapses(word) }
      $0.reads = { bus, word in bus.synapseWord(word) }
    },
    with(Register(trigger: SynapseCorrelationCalibQuad.self)) {
      $0.writes = { bus, word in bus.setCalibs(word) }
      $0.reads = { bus, word in bus.calibWord(word) }
    },
    Register(trigger: CorrelationReset.self),
    Register(CommonSTPConfig.self),
    Register(CommonSynramConfig.self, reset: CommonSynramConfig()),
    Register(SynapseBiasSelection.self, reset: SynapseBiasSelection()),
  ]

  private static let columns: [any BusRegister] = [
    with(Register(ColumnCurrentQuad.self, reset: ColumnCurrentQuad())) {
      $0.configures = { $0.connectLines($1) }
    },
    with(Register(ColumnCorrelationQuad.self, reset: ColumnCorrelationQuad())) {
      $0.configures = { $0.connectChannels($1) }
    },
    with(Register(CADCConfig.self, reset: CADCConfig())) {
      $0.configures = { $0.configureConversion(of: $1.toHemisphereOnDLS()) }
    },
    with(Register(CommonCorrelationConfig.self, reset: CommonCorrelationConfig())) {
      $0.configures = { $0.configureConversion(of: $1.toHemisphereOnDLS()) }
    },
    with(Register(CADCChannelConfig.self, reset: CADCChannelConfig())) {
      $0.configures = { $0.configureChannel($1) }
    },
    with(Register(CADCSampleQuad.self)) {
      $0.reads = { bus, word in bus.sampleWord(word.coordinate) }
    },
  ]

  private static let neurons: [any BusRegister] = [
    with(Register(NeuronConfig.self, reset: NeuronConfig())) {
      $0.configures = { $0.markNeuron($1.toAtomicNeuronOnDLS()) }
    },
    with(Register(NeuronBackendConfig.self, reset: NeuronBackendConfig())) {
      $0.configures = { $0.markNeuron($1.toAtomicNeuronOnDLS()) }
    },
    with(Register(CommonNeuronBackendConfig.self, reset: CommonNeuronBackendConfig())) {
      $0.configures = { $0.markNeurons(of: $1) }
    },
    with(Register(trigger: NeuronReset.self)) {
      $0.writes = { bus, word in bus.resetNeuron(word.coordinate.toAtomicNeuronOnDLS()) }
    },
    with(Register(trigger: NeuronResetQuad.self)) {
      $0.writes = { bus, word in bus.resetNeurons(word.coordinate) }
    },
    Register(trigger: SpikeCounterReset.self),
    Register(trigger: BlockPostPulse.self),
  ]

  private static let memories: [any BusRegister] = [
    with(Register(CapMemCell.self)) {
      $0.writes = { bus, word in bus.writeCell(word.coordinate, word.value) }
    },
    with(Register(CapMemBlockConfig.self, reset: CapMemBlockConfig())) {
      $0.configures = { bus, _ in bus.decodeDebugLines() }
    },
    Register(ReferenceGeneratorConfig.self, reset: ReferenceGeneratorConfig()),
  ]

  private static let routing: [any BusRegister] = [
    with(Register(CommonPADIBusConfig.self, reset: CommonPADIBusConfig())) {
      $0.routes = { router, half, config in router.listen(half.toHemisphereOnDLS(), config) }
      $0.configures = { $0.configureBuses(of: $1.toHemisphereOnDLS()) }
    },
    with(Register(trigger: PADIEvent.self)) {
      $0.allows = { router, half, event throws(ChipError) in
        try router.check(event, on: half.toHemisphereOnDLS())
      }
      $0.writes = { bus, word in
        bus.receive(PADIEvent(words: { _ in word.value }), on: word.coordinate.toHemisphereOnDLS())
      }
    },
    with(Register(CrossbarNode.self)) {
      $0.routes = { router, node, config in router.crossbar.connect(node, config) }
    },
    Register(CrossbarOutputConfig.self),
  ]

  private static let readout: [any BusRegister] = [
    Register(MADCConfig.self, reset: MADCConfig()),
    with(Register(trigger: MADCControl.self)) {
      $0.writes = { bus, word throws(ChipError) in
        try bus.command(MADCControl(words: { _ in word.value }))
      }
    },
    Register(ReadoutSourceSelection.self),
    with(Register(PadMultiplexerConfig.self)) {
      $0.configures = { bus, _ in bus.decodeDebugLines() }
    },
    with(Register(EventRecordingConfig.self, reset: recordingEvents)) {
      $0.configures = { bus, _ in bus.switchEventRecording() }
    },
  ]

  /// The board; its supplies, which the second converter sets, are always right.
  private static let board: [any BusRegister] = [
    SPIClient(SPIRegister.shiftRegister) { bus, transfer in
      bus.apply(.shiftRegister(ShiftRegister(spi: transfer)))
    },
    SPIClient(SPIRegister.dacs[0]) { bus, transfer in
      if let dac = DACChannelBlock(spi: transfer) { bus.apply(.dac(dac)) }
    },
    SPIClient(SPIRegister.dacs[1]) { _, _ in },
  ]

  /// The initialisation of the real stack leaves the recording of events on. stadls:
  /// `init_generator.cpp`
  private static var recordingEvents: EventRecordingConfig {
    var config = EventRecordingConfig()
    config.enableEventRecording = true
    return config
  }

  private static func with<C: Container>(
    _ register: Register<C>, _ change: (inout Register<C>) -> Void
  ) -> any BusRegister {
    var register = register
    change(&register)
    return register
  }
}
