import Containers
import Coordinates

/// How long things take on the chip.
///
/// calix: `constants.py`, `neuron_helpers.py`.
enum CalibTiming {
  /// CapMem cells have settled after a change, in microseconds.
  static let capMemLevelOff = 20_000.0
  /// CapMem cells have settled after a change of everything, in microseconds.
  static let capMemLevelOffAll = 100_000.0
}

extension CalibSession {
  static let quadrantOfNeuron = (0..<AtomicNeuronOnDLS.count).map { $0 / 128 }

  /// Waits for CapMem cells to settle.
  func settle(microseconds: Double = CalibTiming.capMemLevelOff) {
    builder.wait(microseconds: microseconds)
  }

  // MARK: - CapMem

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

  /// Writes one cell of every neuron to about the same value: equal neighbours disturb each other.
  func setCellsWithNoise(_ row: NeuronCapMemRow, around value: Int) {
    setCells(row, spreadValues(around: value))
  }

  /// One value for each neuron, spread by ±5 LSB and clipped; 0 stays 0.
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

  // MARK: - Neurons and drivers

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

  // MARK: - Reads

  /// Queues a read of every column of both hemispheres, top first.
  func readColumns() -> ColumnTicket {
    ColumnTicket(rows: SynramOnDLS.allCases.map { builder.readCADCRow($0) })
  }

  /// Reads every column once: the mean of its causal and acausal sample, top row first.
  func measureColumns() throws -> [Double] {
    let ticket = readColumns()
    return try ticket.reads(in: try run())
  }
}
