extension NeuronCalibResult {
  /// Creates a result from the settings that a calibration has written.
  init(_ settings: ChipSettings, success: [Bool]) {
    self.init(
      vLeak: settings.cells(.vLeak), vReset: settings.cells(.vReset),
      iBiasLeak: settings.cells(.iBiasLeak), iBiasReset: settings.cells(.iBiasReset),
      excitatory: SynapticInputSettings(settings, .excitatory),
      inhibitory: SynapticInputSettings(settings, .inhibitory),
      synIBiasDac: settings.shared(.synIBiasDac), success: success)
  }
}

extension SynapticInputSettings {
  /// Creates the settings of one input from those that a calibration has written.
  init(_ settings: ChipSettings, _ input: SynapticInput) {
    self.init(
      iBiasTau: settings.cells(input.tauRow), iBiasShift: settings.cells(input.shiftRow),
      iBiasGm: settings.cells(input.gmRow),
      isHighResistance: settings.neuronConfigs.map { $0[isHighResistance: input] },
      isSmallCapacitance: settings.neuronConfigs.map { $0[isSmallCapacitance: input] })
  }
}
