/// The steps of calibrations and their share of the work, as measured.
enum HagenPlan {
  static let cadc: [PlannedStep] = [
    ("CADC ramp offset", 0.2), ("CADC ramp slope", 0.1), ("CADC channel offset", 0.1),
  ]

  static let lines: [PlannedStep] =
    cadc + [("synapse DAC bias", 1.6), ("STP ramp", 20), ("hagen DAC offset", 6)]

  static let neuron: [PlannedStep] = [
    ("synapse DAC bias", 1), ("excitatory synaptic time constant", 16),
    ("inhibitory synaptic time constant", 16), ("leak potential", 0.2),
    ("membrane time constant", 2.5), ("excitatory synaptic strength", 5),
    ("inhibitory synaptic strength", 5), ("inhibitory synaptic reference", 0.2),
    ("excitatory synaptic reference", 0.2), ("leak potential", 0.2), ("reset potential", 0.6),
  ]
}
