internal import Containers
internal import Coordinates
internal import SimulationCore

extension Chip {
  /// Decodes the configuration of neurons that has been written since the last time.
  func decodeNeurons(_ hemisphere: Hemisphere) {
    for j in 0..<Hemisphere.columnCount where hemisphere.staleNeurons[j] {
      hemisphere.staleNeurons[j] = false
      hemisphere.neurons[j] = settings(
        AtomicNeuronOnDLS(unchecked: hemisphere.index * Hemisphere.columnCount + j))
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
    settings.capacitorSize = config.membraneCapacitorSize.value
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
}
