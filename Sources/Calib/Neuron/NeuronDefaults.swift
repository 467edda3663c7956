import Containers

/// The starting values and constant biases of neurons.
///
/// calix: `neuron_helpers.py`.
enum NeuronDefaults {
  static let vLeak = 700
  static let iBiasLeak = 200
  static let iBiasReset = 1012
  static let iBiasShift = 310
  /// The shortest synaptic time constant.
  static let iBiasTau = 1017
  static let synapseRowCount = 8
  static let stimulusWeight: UInt8 = 10
  static let refractoryTime: NeuronBackendConfig.RefractoryTime = 70
  static let clockScaleSlow: CommonNeuronBackendConfig.ClockScale = 9
  static let clockScaleFast: CommonNeuronBackendConfig.ClockScale = 2
  /// The duration of a reset: 70 counts of 32 ns.
  static let resetMicroseconds = 70 * 0.032
}
