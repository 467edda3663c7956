internal import Containers
internal import Coordinates
internal import SimulationCore

/// The configuration of neurons, which is decoded when it is needed.
extension Bus {
  /// Marks a neuron whose configuration has changed.
  func markNeuron(_ neuron: AtomicNeuronOnDLS) {
    markStale(neuron.toHemisphereOnDLS())
    status[neuron.toHemisphereOnDLS()].staleNeurons[neuron.toNeuronColumnOnDLS().value] = true
  }

  /// Marks the neurons of half of the columns, whose common configuration has changed.
  func markNeurons(of half: CommonNeuronBackendConfigOnDLS) {
    for neuron in AtomicNeuronOnDLS.allCases
    where neuron.toCommonNeuronBackendConfigOnDLS() == half {
      markNeuron(neuron)
    }
  }

  /// The neurons of a hemisphere whose configuration has been written since the last time.
  func decodedNeurons(_ hemisphere: HemisphereOnDLS) -> [(column: Int, settings: NeuronSettings)] {
    let status = status[hemisphere]
    let stale = NeuronColumnOnDLS.allCases.filter { status.staleNeurons[$0.value] }
    for column in stale { status.staleNeurons[column.value] = false }
    return stale.map { column in
      (column.value, settings(AtomicNeuronOnDLS(column, hemisphere.toNeuronRowOnDLS())))
    }
  }

  private func settings(_ neuron: AtomicNeuronOnDLS) -> NeuronSettings {
    let config: NeuronConfig = stored(neuron.toNeuronConfigOnDLS())
    var settings = NeuronSettings()
    settings.isExcitatoryEnabled = config.enableSynapticInputExcitatory
    settings.isInhibitoryEnabled = config.enableSynapticInputInhibitory
    settings.hasExcitatorySmallCapacitance = config.enableSynapticInputExcitatorySmallCapacitance
    settings.hasInhibitorySmallCapacitance = config.enableSynapticInputInhibitorySmallCapacitance
    settings.hasExcitatoryHighResistance = config.enableSynapticInputExcitatoryHighResistance
    settings.hasInhibitoryHighResistance = config.enableSynapticInputInhibitoryHighResistance
    let factor = parameters.columns.leakFactor
    settings.leakFactor =
      (config.enableLeakDivision ? 1 / factor : 1)
      * (config.enableLeakMultiplication ? factor : 1)
    settings.offsetSign = !config.enableMembraneOffset ? 0 : config.invertMembraneOffset ? -1 : 1
    settings.capacitance =
      Double(config.membraneCapacitorSize.value)
      / Double(NeuronConfig.MembraneCapacitorSize.max.value)
    settings.isFireEnabled = config.enableFire
    settings.readout = source(config)
    settings.refractory = refractory(neuron)
    return settings
  }

  private func source(_ config: NeuronConfig) -> NeuronSettings.Source {
    guard config.enableReadoutAmplifier else { return .none }
    return switch config.readoutSource {
    case .membrane: .membrane
    case .excSynin: .excitatoryLine
    case .inhSynin: .inhibitoryLine
    case .adaptation: .none
    }
  }

  /// Length of the analog reset: the refractory counter on the chosen clock, less the hold-off of
  /// 31 - 2 reset_holdoff cycles. The clocks run at 250 MHz / 2^(scale + 1). haldls:
  /// `NeuronBackendConfig`
  private func refractory(_ neuron: AtomicNeuronOnDLS) -> PPUCycles {
    let backend: NeuronBackendConfig = stored(neuron.toNeuronBackendConfigOnDLS())
    let common: CommonNeuronBackendConfig = stored(neuron.toCommonNeuronBackendConfigOnDLS())
    let scale = backend.selectInputClock == .fast ? common.clockScaleFast : common.clockScaleSlow
    let counts = backend.refractoryTime.value - (31 - 2 * backend.resetHoldoff.value)
    return PPUCycles(Int64(max(0, counts)) << Int64(scale.value + 1))
  }

  // MARK: - Artificial fire

  /// Resets one neuron, if it may fire.
  func resetNeuron(_ neuron: AtomicNeuronOnDLS) {
    let column = neuron.toNeuronColumnOnDLS().value
    reset(column..<column + 1, of: neuron.toHemisphereOnDLS())
  }

  /// Resets the four neurons of a quad.
  func resetNeurons(_ quad: NeuronResetQuadOnDLS) {
    prepare(quad.toHemisphereOnDLS())
    for entry in EntryOnQuad.allCases {
      let column = quad.toAtomicNeuronOnDLS(entry).toNeuronColumnOnDLS().value
      actions.add(.reset(column..<column + 1, at: now), to: quad.toHemisphereOnDLS())
    }
  }

  /// Resets all neurons of a hemisphere.
  func resetNeurons(_ hemisphere: HemisphereOnDLS) {
    reset(0..<NeuronColumnOnDLS.count, of: hemisphere)
  }

  private func reset(_ columns: Range<Int>, of hemisphere: HemisphereOnDLS) {
    prepare(hemisphere)
    actions.add(.reset(columns, at: now), to: hemisphere)
  }
}
