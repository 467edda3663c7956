import Containers

extension NeuronConfig {
  /// The digital configuration of a neuron in hagen mode.
  ///
  /// calix: `neuron_helpers.py`.
  static let hagen: NeuronConfig = {
    var config = NeuronConfig()
    config.enableReadoutAmplifier = true
    config.membraneCapacitorSize = .max
    config.enableSynapticInputExcitatory = true
    config.enableSynapticInputInhibitory = true
    config.enableLeakDivision = true
    // Without fire there are no artificial resets.
    config.enableFire = true
    config.enableResetMultiplication = true
    return config
  }()
}
