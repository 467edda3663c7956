import Containers
import Coordinates

extension CalibSession {
  /// Writes the configuration of all neurons; those that have it already are left alone.
  func setNeuronConfigs(_ configs: [NeuronConfig]) {
    let known = settings.neuronConfigs
    for (index, config) in configs.enumerated() where known.isEmpty || known[index] != config {
      builder.write(NeuronConfigOnDLS(unchecked: index), config)
    }
    settings.neuronConfigs = configs
  }

  /// Changes the configuration of all neurons.
  func updateNeuronConfigs(_ change: (inout NeuronConfig) -> Void) {
    var configs = settings.neuronConfigs
    for index in configs.indices { change(&configs[index]) }
    setNeuronConfigs(configs)
  }

  /// Writes the configuration of all synapse drivers; those that have it are left alone.
  func setDriverConfigs(_ configs: [SynapseDriverConfig]) {
    let known = settings.driverConfigs
    for (index, config) in configs.enumerated() where known.isEmpty || known[index] != config {
      builder.write(SynapseDriverOnDLS(unchecked: index), config)
    }
    settings.driverConfigs = configs
  }
}
