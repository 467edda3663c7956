import Containers
import Coordinates

extension CalibSession {
  /// Waits for CapMem cells to settle.
  func settle(microseconds: Double = CalibTiming.capMemLevelOff) {
    builder.wait(microseconds: microseconds)
  }

  /// Writes one cell of every neuron; cells that hold their value already are left alone.
  func setCells(_ row: NeuronCapMemRow, _ values: [Int]) {
    let known = settings.neuronCells[row]
    for (index, value) in values.enumerated() where known?[index] != value {
      let neuron = AtomicNeuronOnDLS(unchecked: index)
      builder.write(CapMemCellOnDLS(row, of: neuron), CapMemCell(lsb: value))
    }
    settings.neuronCells[row] = values
  }

  /// Writes one cell of every neuron to the same value.
  func setCells(_ row: NeuronCapMemRow, all value: Int) {
    setCells(row, [Int](repeating: value, count: AtomicNeuronOnDLS.count))
  }

  /// Sets the biases of all synaptic inputs to 0, so that synaptic lines float.
  func floatSynapticLines() {
    for input in SynapticInput.allCases {
      setCells(input.gmRow, all: 0)
      setCells(input.tauRow, all: 0)
    }
  }

  /// Writes one cell of every neuron to about the same value, since equal neighbours disturb each
  /// other.
  func setCellsWithNoise(_ row: NeuronCapMemRow, around value: Int) {
    setCells(row, spreadValues(around: value))
  }

  /// Returns one value for each neuron, spread by ±5 LSB and clipped; 0 stays 0.
  ///
  /// calix: `capmem_noise`.
  func spreadValues(around value: Int) -> [Int] {
    guard value != 0 else { return [Int](repeating: 0, count: AtomicNeuronOnDLS.count) }
    var generator = nextGenerator()
    return (0..<AtomicNeuronOnDLS.count).map { _ in
      ParameterRange.capMem.clamping(value + Int.random(in: -5...5, using: &generator))
    }
  }

  /// Writes one shared cell of each CapMem block.
  func setShared(_ cell: SharedCapMemCell, _ values: [Int]) {
    for (index, value) in values.enumerated() {
      builder.write(
        cell.cell(on: CapMemBlockOnDLS(unchecked: index)), CapMemCell(lsb: value))
    }
    settings.sharedCells[cell] = values
  }

  /// Writes one shared cell of all CapMem blocks to the same value.
  func setShared(_ cell: SharedCapMemCell, all value: Int) {
    setShared(cell, [Int](repeating: value, count: CapMemBlockOnDLS.count))
  }
}
