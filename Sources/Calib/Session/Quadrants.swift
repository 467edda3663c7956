import Coordinates

/// The quadrants of the chip's parts; each quadrant has one CapMem block, which supplies it.
enum Quadrants {
  /// The quadrant of each CADC channel, in the order of `CADCChannelConfigOnDLS`: top causal, top
  /// acausal, bottom causal, bottom acausal.
  static let ofChannel = CADCChannelConfigOnDLS.allCases.map {
    $0.toNeuronConfigBlockOnDLS().toCapMemBlockOnDLS()
  }
  /// The quadrant of each neuron and column, top row first.
  static let ofNeuron = AtomicNeuronOnDLS.allCases.map { $0.toCapMemBlockOnDLS() }
  /// The quadrant of the CapMem block that supplies each synapse driver, top first.
  static let ofDriver = SynapseDriverOnDLS.allCases.map { $0.toCapMemBlockOnDLS() }
}
