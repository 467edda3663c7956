import Containers
import Coordinates

extension CalibSession {
  /// Configures neuron backends, their clocks and the length of resets.
  func configureBackend() {
    setRefractoryTime(NeuronDefaults.refractoryTime)
    setBackendClocks(
      slow: NeuronDefaults.clockScaleSlow, fast: NeuronDefaults.clockScaleFast)
    var correlation = CommonCorrelationConfig()
    correlation.resetDuration = 5
    for hemisphere in CommonCorrelationConfigOnDLS.allCases {
      builder.write(hemisphere, correlation)
    }
  }

  /// Writes the dividers of both backend clocks.
  func setBackendClocks(
    slow: CommonNeuronBackendConfig.ClockScale, fast: CommonNeuronBackendConfig.ClockScale
  ) {
    var common = CommonNeuronBackendConfig()
    common.clockScaleSlow = slow
    common.clockScaleFast = fast
    for half in CommonNeuronBackendConfigOnDLS.allCases { builder.write(half, common) }
  }

  /// Writes the duration of resets of all neurons, in counts of the fast clock.
  func setRefractoryTime(_ time: NeuronBackendConfig.RefractoryTime) {
    var backend = NeuronBackendConfig()
    backend.refractoryTime = time
    backend.selectInputClock = .fast
    for neuron in NeuronBackendConfigOnDLS.allCases { builder.write(neuron, backend) }
  }
}
