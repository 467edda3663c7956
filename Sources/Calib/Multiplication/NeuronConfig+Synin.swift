import Containers

extension NeuronConfig {
  /// Switches inputs off, connects the line capacitor with the large resistor, and puts the
  /// excitatory line on the readout.
  mutating func configureForSyninIntegration() {
    for input in SynapticInput.allCases {
      self[isEnabled: input] = false
      self[isSmallCapacitance: input] = false
      self[isHighResistance: input] = true
    }
    readoutSource = .excSynin
    enableReadoutAmplifier = true
  }
}
