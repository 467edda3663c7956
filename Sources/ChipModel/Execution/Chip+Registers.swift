internal import CADC
internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  /// Writes one word of the register bus, with its effect on the chip.
  func write(_ address: UInt32, _ word: UInt32) throws(ChipError) {
    let place = try AddressMap.writablePlace(address)
    switch place {
    case .madcControl: return try commandMADC(word)
    case .padiEvent(let h): return receivePADIEvent(h, word: word)
    case .neuronReset(let neuron):
      return resetNeurons(
        neuron / Hemisphere.columnCount, columns: CollectionOfOne(neuron % Hemisphere.columnCount))
    case .neuronResetQuad(let h, let quad): return resetNeurons(h, columns: columns(ofQuad: quad))
    case .inertTrigger: return
    case .synapseCalibs(let full): return setCalibs(full, word)
    default: break
    }
    registers[address] = word
    configure(place, address, word)
  }

  /// Reads one word of the register bus.
  func read(_ address: UInt32) throws(ChipError) -> UInt32 {
    switch try AddressMap.readablePlace(address) {
    case .cadcSamples(let h, let quad, let acausal, let buffered):
      return samples(h, quad, acausal, buffered)
    case .synapseWeights(let h, let row, let quad):
      return calibs(address) | weightWord(h, row, quad)
    case .synapseLabels(let h, let row, let quad):
      return calibs(address) | labelWord(h, row, quad)
    case .synapseCalibs(let full): return calibs(full) >> Self.calibPosition
    default: return registers[address]
    }
  }

  private func configure(_ place: RegisterPlace, _ address: UInt32, _ word: UInt32) {
    switch place {
    case .capMemCell(let index):
      let hemisphere = hemispheres[index / (2 * CapMem.cellCount)]
      markStale(hemisphere)
      capMem.write(index, code: Int(word & 0x3ff), at: now)
    case .neuronConfig(let neuron): markNeuron(neuron)
    case .neuronBackend(let entry):
      markNeuron(AddressMap.neuronOfBackend(half: entry / 256, entry: entry % 256))
    case .commonBackend(let half):
      for entry in 0..<256 { markNeuron(AddressMap.neuronOfBackend(half: half, entry: entry)) }
    case .driver(let h, let driver): decodeDriver(h, driver)
    case .padiConfig(let h): decodeBusConfig(h)
    case .synapseWeights(let h, let row, let quad): setWeights(h, row, quad, word)
    case .synapseLabels(let h, let row, let quad): setLabels(h, row, quad, word)
    case .cadcOffset(let h, let column, let acausal):
      hemispheres[h].cadc.setOffset(
        Int(CADCChannelConfig(words: { _ in word }).offset.rawValue), column: column,
        kind: acausal ? .acausal : .causal)
    case .conversionTiming(let h): decodeConversionTiming(h)
    case .columnCurrent(let h, let quad): decodeCurrentSwitches(h, quad)
    case .columnCorrelation(let h, let quad): decodeCorrelationSwitches(h, quad)
    case .crossbar: crossbar.set(address, word: word)
    case .padMultiplexer, .capMemBlock: decodeDebugLines()
    case .eventRecording: eventRecording.set(isRecordingEvents, at: now)
    default: break
    }
  }

  /// A container as the registers hold it.
  func stored<C: Container>(_ coordinate: C.CoordinateType, as type: C.Type = C.self) -> C {
    C(words: { registers[C.writeAddress(of: coordinate, word: $0)] })
  }

  // MARK: - Synapses and samples

  private func columns(ofQuad quad: Int) -> [Int] {
    (0..<EntryOnQuad.count).map { 2 * (quad % 32 * EntryOnQuad.count + $0) + quad / 32 }
  }

  /// Two bits of each byte of a synapse word belong to the correlation sensors. lola: `SynapseQuad`
  private static let calibBits: UInt32 = 0xc0c0_c0c0
  private static let calibPosition: UInt32 = 6

  /// The trims in a word of a full quad; the views of weights and labels alone do not show them.
  private func calibs(_ address: UInt32) -> UInt32 {
    AddressMap.isFullQuad(address) ? registers[address] & Self.calibBits : 0
  }

  /// Replaces the trims in a word of a full quad. haldls: `SynapseCorrelationCalibQuad`
  private func setCalibs(_ full: UInt32, _ word: UInt32) {
    registers[full] =
      registers[full] & ~Self.calibBits | word << Self.calibPosition & Self.calibBits
  }

  private func setWeights(_ h: Int, _ row: Int, _ quad: Int, _ word: UInt32) {
    let values = SynapseWeightQuad(words: { _ in word }).values
    for (entry, column) in columns(ofQuad: quad).enumerated() {
      hemispheres[h].synram.setWeight(
        values[EntryOnQuad(unchecked: entry)].rawValue, row: row, column: column)
    }
  }

  private func setLabels(_ h: Int, _ row: Int, _ quad: Int, _ word: UInt32) {
    let values = SynapseLabelQuad(words: { _ in word }).values
    for (entry, column) in columns(ofQuad: quad).enumerated() {
      hemispheres[h].synram.setLabel(
        values[EntryOnQuad(unchecked: entry)].rawValue, row: row, column: column)
    }
  }

  private func weightWord(_ h: Int, _ row: Int, _ quad: Int) -> UInt32 {
    var container = SynapseWeightQuad()
    for (entry, column) in columns(ofQuad: quad).enumerated() {
      container.values[EntryOnQuad(unchecked: entry)] = SynapseWeight(
        unchecked: hemispheres[h].synram.weight(row: row, column: column))
    }
    return container.word(0)
  }

  private func labelWord(_ h: Int, _ row: Int, _ quad: Int) -> UInt32 {
    var container = SynapseLabelQuad()
    for (entry, column) in columns(ofQuad: quad).enumerated() {
      container.values[EntryOnQuad(unchecked: entry)] = SynapseLabel(
        unchecked: hemispheres[h].synram.label(row: row, column: column))
    }
    return container.word(0)
  }

  private func samples(_ h: Int, _ quad: Int, _ acausal: Bool, _ buffered: Bool) -> UInt32 {
    let row = buffered ? hemispheres[h].lastConversion : convert(h)
    let samples = acausal ? row.acausal : row.causal
    return columns(ofQuad: quad).reduce(0) { $0 << 8 | UInt32(samples[$1]) }
  }

  /// Whole rows of synapses at once.
  func writeSynapses(_ rows: SynapseRows) {
    let synram = hemispheres[rows.hemisphere].synram
    let width = Hemisphere.columnCount
    rows.weights.withUnsafeBufferPointer { weights in
      rows.labels.withUnsafeBufferPointer { labels in
        for index in 0..<weights.count / width {
          let range = index * width..<(index + 1) * width
          synram.setRow(
            rows.firstRow + index, weights: UnsafeBufferPointer(rebasing: weights[range]),
            labels: UnsafeBufferPointer(rebasing: labels[range]))
        }
      }
    }
  }

  // MARK: - Decoding

  private func markNeuron(_ neuron: Int) {
    let hemisphere = hemispheres[neuron / Hemisphere.columnCount]
    markStale(hemisphere)
    hemisphere.staleNeurons[neuron % Hemisphere.columnCount] = true
  }

  private func decodeDriver(_ h: Int, _ driver: Int) {
    let config: SynapseDriverConfig = stored(
      SynapseDriverOnDLS(unchecked: h * Hemisphere.driverCount + driver))
    var settings = DriverSettings()
    settings.isReceiving = config.enableReceiver
    settings.addressMask = config.rowAddressCompareMask.rawValue
    settings.forwardsAddress = config.enableAddressOut
    settings.isModulated =
      config.enableHagenModulation && config.enableHagenDAC && config.enableSTP
    settings.dacOffset = config.hagenDACOffset.value
    settings.rampOffset = config.offset.value
    settings.top = RowLine(rawValue: config.rowModeTop.rawValue) ?? .disabled
    settings.bottom = RowLine(rawValue: config.rowModeBottom.rawValue) ?? .disabled
    hemispheres[h].synram.configure(driver: driver, settings)
  }

  private func decodeBusConfig(_ h: Int) {
    let config: CommonPADIBusConfig = stored(CommonPADIBusConfigOnDLS(unchecked: h))
    hemispheres[h].takesCrossbarEvents = config.enableSPL1.values
    for (bus, steps) in config.dacenPulseExtension.values.enumerated() {
      hemispheres[h].synram.setPulseExtension(bus: bus, steps.value)
    }
  }

  private func decodeConversionTiming(_ h: Int) {
    let correlation: CommonCorrelationConfig = stored(CommonCorrelationConfigOnDLS(unchecked: h))
    let cadc: CADCConfig = stored(CADCConfigOnDLS(unchecked: h))
    hemispheres[h].conversionDelay = PPUCycles(
      Int64(correlation.senseDelay.value + cadc.resetWait.value))
  }

  private func decodeCurrentSwitches(_ h: Int, _ quad: Int) {
    let hemisphere = hemispheres[h]
    markStale(hemisphere)
    let config: ColumnCurrentQuad = stored(ColumnCurrentQuadOnDLS(unchecked: h * 64 + quad))
    for (entry, j) in columns(ofQuad: quad).enumerated() {
      let own = config.switches[EntryOnQuad(unchecked: entry)]
      hemisphere.switches[j].connectsExcitatory = own.enableSynapticCurrentExcitatory
      hemisphere.switches[j].connectsInhibitory = own.enableSynapticCurrentInhibitory
      hemisphere.switches[j].debugExcitatory = own.enableDebugExcitatory
      hemisphere.switches[j].debugInhibitory = own.enableDebugInhibitory
      if own.enableDebugExcitatory || own.enableDebugInhibitory {
        tieLines(hemisphere, j, own.enableDebugExcitatory, own.enableDebugInhibitory)
      }
    }
  }

  private func decodeCorrelationSwitches(_ h: Int, _ quad: Int) {
    let config: ColumnCorrelationQuad = stored(
      ColumnCorrelationQuadOnDLS(unchecked: h * 64 + quad))
    for (entry, j) in columns(ofQuad: quad).enumerated() {
      let own = config.switches[EntryOnQuad(unchecked: entry)]
      hemispheres[h].switches[j].connectsChannel = [
        own.enableInternalCausal, own.enableInternalAcausal,
      ]
      hemispheres[h].switches[j].debugChannel = [own.enableDebugCausal, own.enableDebugAcausal]
      hemispheres[h].switches[j].readsNeuron = [
        own.enableCADCNeuronReadoutCausal, own.enableCADCNeuronReadoutAcausal,
      ]
    }
  }

  /// Lines on the debug line take its voltage.
  private func tieLines(_ hemisphere: Hemisphere, _ j: Int, _ exc: Bool, _ inh: Bool) {
    let volts = synapseDebugVolts()
    hemisphere.columns.tieLines(
      column: j, excitatory: exc ? drop(volts.excitatory) : nil,
      inhibitory: inh ? drop(volts.inhibitory) : nil)
  }

  private func drop(_ volts: Double) -> Double {
    max(0, parameters.columns.lineIdlePotential - volts)
  }

  /// Connects all lines of a hemisphere to the debug lines for a moment.
  func resetLines(_ h: Int) {
    let hemisphere = hemispheres[h]
    prepare(hemisphere)
    guard h != idleHemisphere else { return }
    for j in 0..<Hemisphere.columnCount { tieLines(hemisphere, j, true, true) }
  }

  /// A setting of the board takes effect at once.
  func apply(_ setting: BoardSetting) throws(ChipError) {
    try check(setting)
    switch setting {
    case .synapseDebugVoltage(let volts): board.synapseDebugVolts = volts
    case .cadcDebugLine(let source): board.cadcDebugLine = source
    case .dac(let dac): board.dac = dac
    case .shiftRegister(let register):
      board.shiftRegister = register
      decodeDebugLines()
    }
  }

  /// Refuses a setting that the board cannot give.
  func check(_ setting: BoardSetting) throws(ChipError) {
    switch setting {
    case .synapseDebugVoltage(let volts): try Board.check(volts, "synapse debug voltage")
    case .cadcDebugLine(let source): try check(source)
    case .dac(let dac): try Board.check(dac.padVolts, "DAC voltage for the pads")
    case .shiftRegister: return
    }
  }

  private func check(_ source: CADCDebugSource) throws(ChipError) {
    switch source {
    case .disconnected: return
    case .externalVolts(let volts): try Board.check(volts, "CADC debug voltage")
    case .capMemCell(let cell):
      let cells = 0...CapMem.blockCount * CapMem.cellCount - 1
      guard cells.contains(cell.rawValue) else {
        throw .outOfRange(what: "CapMem cell", value: cell.rawValue, range: cells)
      }
    }
  }

  /// The registers as the real stack's initialisation leaves them: every container at its default.
  func loadDefaults() {
    loadDefaults(of: SynapseDriverConfig.self)
    loadDefaults(of: CommonPADIBusConfig.self)
    loadDefaults(of: CADCConfig.self)
    loadDefaults(of: CADCChannelConfig.self)
    loadDefaults(of: CommonCorrelationConfig.self)
    loadDefaults(of: ColumnCurrentQuad.self)
    loadDefaults(of: ColumnCorrelationQuad.self)
    loadDefaults(of: NeuronConfig.self)
    loadDefaults(of: NeuronBackendConfig.self)
    loadDefaults(of: CommonNeuronBackendConfig.self)
    loadDefaults(of: CapMemBlockConfig.self)
    loadDefaults(of: CommonSynramConfig.self)
    loadDefaults(of: SynapseBiasSelection.self)
    loadDefaults(of: ReferenceGeneratorConfig.self)
    loadDefaults(of: MADCConfig.self)
    loadEventRecording()
  }

  /// Brings whatever is decoded from registers in line with them.
  func redecode() {
    crossbar = Crossbar()
    // No time passes for it.
    for hemisphere in hemispheres { hemisphere.areBiasesStale = true }
    redecode(SynapseDriverConfig.self)
    redecode(CommonPADIBusConfig.self)
    redecode(CADCConfig.self)
    redecode(CADCChannelConfig.self)
    redecode(CommonCorrelationConfig.self)
    redecode(ColumnCurrentQuad.self)
    redecode(ColumnCorrelationQuad.self)
    redecode(CrossbarNode.self)
  }

  private func redecode<C: Container>(_ type: C.Type) {
    for coordinate in C.CoordinateType.allCases {
      for word in 0..<C.wordCount {
        let address = C.writeAddress(of: coordinate, word: word)
        guard let place = AddressMap.place(address) else { continue }
        configure(place, address, registers[address])
      }
    }
  }

  private func loadDefaults<C: Container>(of type: C.Type) {
    let container = C()
    for coordinate in C.CoordinateType.allCases {
      for word in 0..<C.wordCount {
        let address = C.writeAddress(of: coordinate, word: word)
        registers[address] = container.word(word)
        if let place = AddressMap.place(address) {
          configure(place, address, container.word(word))
        }
      }
    }
  }
}
