import Containers
import Coordinates

/// The settings a calibration has written so far.
struct ChipSettings {
  /// The CapMem cells of all neurons by row, for the rows that have been written.
  var neuronCells: [NeuronCapMemRow: [Int]] = [:]
  /// The shared CapMem cells of the four blocks, for those that have been written.
  var sharedCells: [SharedCapMemCell: [Int]] = [:]
  /// The configuration of each neuron; empty before the first write.
  var neuronConfigs: [NeuronConfig] = []
  /// The configuration of each synapse driver; empty before the first write.
  var driverConfigs: [SynapseDriverConfig] = []

  /// The cells of a row; zeros if never written.
  func cells(_ row: NeuronCapMemRow) -> [Int] {
    neuronCells[row] ?? [Int](repeating: 0, count: AtomicNeuronOnDLS.count)
  }

  /// A shared cell of all blocks; zeros if never written.
  func shared(_ cell: SharedCapMemCell) -> [Int] {
    sharedCells[cell] ?? [Int](repeating: 0, count: CapMemBlockOnDLS.count)
  }
}
