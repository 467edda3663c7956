import Coordinates

/// The order of the CADC's channels: top causal, top acausal, bottom causal, bottom acausal.
///
/// halco: `CADCChannelConfigOnDLS`.
enum CADCChannels {
  /// Returns a mask of the columns, top row first, whose channels both have a property.
  static func columns(where isSo: [Bool]) -> [Bool] {
    AtomicNeuronOnDLS.allCases.map { neuron in
      CADCChannelType.allCases.allSatisfy { isSo[neuron.toCADCChannelConfigOnDLS($0).value] }
    }
  }
}
