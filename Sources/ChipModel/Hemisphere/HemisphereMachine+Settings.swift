internal import CADC
internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synram

extension HemisphereMachine {
  /// Takes over a setting; no time passes.
  func apply(_ setting: HemisphereSetting) {
    switch setting {
    case .driver(let driver, let settings):
      synram.configure(driver: driver.value, settings)
    case .pulseExtensions(let config): setPulseExtensions(config)
    case .weights(let quad, let weights): set(quad, weights)
    case .labels(let quad, let labels): set(quad, labels)
    case .rows(let rows): set(rows)
    case .channelOffset(let channel, let config):
      cadc.setOffset(
        Int(config.offset.rawValue), column: channel.toCADCChannelColumnOnSynram().value,
        kind: channel.toCADCChannelType() == .causal ? .causal : .acausal)
    case .lineSwitches(let quad, let config, let excitatory, let inhibitory):
      connectLines(quad, config, (excitatory, inhibitory))
    case .channelSwitches(let quad, let config): connectChannels(quad, config)
    }
  }

  private func setPulseExtensions(_ config: CommonPADIBusConfig) {
    for bus in PADIBusOnPADIBusBlock.allCases {
      synram.setPulseExtension(bus: bus.value, config.dacenPulseExtension[bus].value)
    }
  }

  private func set(_ quad: SynapseQuadOnSynram, _ weights: SynapseWeightQuad) {
    for entry in EntryOnQuad.allCases {
      synram.setWeight(
        weights.values[entry].rawValue, row: quad.y.value,
        column: SynapseOnSynapseRow(entry, quad.x).value)
    }
  }

  private func set(_ quad: SynapseQuadOnSynram, _ labels: SynapseLabelQuad) {
    for entry in EntryOnQuad.allCases {
      synram.setLabel(
        labels.values[entry].rawValue, row: quad.y.value,
        column: SynapseOnSynapseRow(entry, quad.x).value)
    }
  }

  /// The weights of a quad, as its memory holds them.
  func weights(_ quad: SynapseQuadOnSynram) -> SynapseWeightQuad {
    var container = SynapseWeightQuad()
    for entry in EntryOnQuad.allCases {
      container.values[entry] = SynapseWeight(
        unchecked: synram.weight(
          row: quad.y.value, column: SynapseOnSynapseRow(entry, quad.x).value))
    }
    return container
  }

  /// The labels of a quad.
  func labels(_ quad: SynapseQuadOnSynram) -> SynapseLabelQuad {
    var container = SynapseLabelQuad()
    for entry in EntryOnQuad.allCases {
      container.values[entry] = SynapseLabel(
        unchecked: synram.label(
          row: quad.y.value, column: SynapseOnSynapseRow(entry, quad.x).value))
    }
    return container
  }

  /// Whole rows of synapses at once. Those that are there already, as for a product that is repeated,
  /// are left alone.
  private func set(_ rows: SynapseRows) {
    if let last = lastRows, last.changes == synram.synapseChanges, last.rows.isCopy(of: rows) {
      return
    }
    if !restore(rows) { write(rows) }
    lastRows = (rows, synram.synapseChanges)
  }

  /// Takes rows that were kept when others took their place; all rows of the array, as the others replace
  /// all. Rows that come for the first time are kept from now on.
  private func restore(_ rows: SynapseRows) -> Bool {
    let all = 2 * Self.driverCount * Self.columnCount
    guard let place = rows.place, rows.weights.count == all else { return false }
    if let kept = place.kept, synram.restore(kept) { return true }
    synram.detachSynapses()
    write(rows)
    place.kept = synram.keptSynapses
    return true
  }

  private func write(_ rows: SynapseRows) {
    let width = Self.columnCount
    rows.weights.withUnsafeBufferPointer { weights in
      rows.labels.withUnsafeBufferPointer { labels in
        for index in 0..<weights.count / width {
          let range = index * width..<(index + 1) * width
          synram.setRow(
            rows.firstRow.value + index, weights: UnsafeBufferPointer(rebasing: weights[range]),
            labels: UnsafeBufferPointer(rebasing: labels[range]))
        }
      }
    }
  }

  /// Connects lines to neurons and to the debug lines; those on a debug line take its voltage.
  private func connectLines(
    _ quad: SynapseQuadColumnOnDLS, _ config: ColumnCurrentQuad,
    _ drops: (excitatory: Double, inhibitory: Double)
  ) {
    for entry in EntryOnQuad.allCases {
      let own = config.switches[entry]
      let j = SynapseOnSynapseRow(entry, quad).value
      switches[j].connectsExcitatory = own.enableSynapticCurrentExcitatory
      switches[j].connectsInhibitory = own.enableSynapticCurrentInhibitory
      guard own.enableDebugExcitatory || own.enableDebugInhibitory else { continue }
      columns.tieLines(
        column: j, excitatory: own.enableDebugExcitatory ? drops.excitatory : nil,
        inhibitory: own.enableDebugInhibitory ? drops.inhibitory : nil)
    }
  }

  private func connectChannels(_ quad: SynapseQuadColumnOnDLS, _ config: ColumnCorrelationQuad) {
    for entry in EntryOnQuad.allCases {
      let own = config.switches[entry]
      let j = SynapseOnSynapseRow(entry, quad).value
      switches[j].connectsChannel = ChannelPair(
        causal: own.enableInternalCausal, acausal: own.enableInternalAcausal)
      switches[j].debugChannel = ChannelPair(
        causal: own.enableDebugCausal, acausal: own.enableDebugAcausal)
      switches[j].readsNeuron = ChannelPair(
        causal: own.enableCADCNeuronReadoutCausal, acausal: own.enableCADCNeuronReadoutAcausal)
    }
  }
}

/// Settings of a neuron in the analog model, from its configuration and backend.
struct NeuronSettings: Hashable {
  enum Source: Hashable {
    case membrane
    case excitatoryLine
    case inhibitoryLine
    case none
  }

  var isExcitatoryEnabled = false
  var isInhibitoryEnabled = false
  var hasExcitatorySmallCapacitance = false
  var hasInhibitorySmallCapacitance = false
  var hasExcitatoryHighResistance = false
  var hasInhibitoryHighResistance = false
  var leakFactor = 1.0
  var offsetSign = 0.0
  /// Membrane capacitor as a fraction of the largest one.
  var capacitance = 0.0
  var isFireEnabled = false
  var readout = Source.none
  var refractory = PPUCycles.zero
}

/// The switches at the edge of the array for one column.
struct ColumnSwitches: Hashable {
  var connectsExcitatory = false
  var connectsInhibitory = false
  var connectsChannel = ChannelPair(causal: false, acausal: false)
  var debugChannel = ChannelPair(causal: false, acausal: false)
  var readsNeuron = ChannelPair(causal: false, acausal: false)
}
