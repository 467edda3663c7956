import Containers
import Coordinates

/// A step that adjusts one CapMem cell of every neuron.
protocol NeuronCalib: ParameterCalib {
  var session: CalibSession { get }
  /// The row of the adjusted cells.
  var row: NeuronCapMemRow { get }
}

extension NeuronCalib {
  var instanceCount: Int { AtomicNeuronOnDLS.count }
  var parameterRange: ParameterRange { .capMem }

  mutating func configure(_ parameters: [Int]) throws {
    session.setCells(row, parameters)
    session.settle()
  }

  /// Measures with the same cell everywhere.
  ///
  /// Restores all cells, for measurements that search others: equal neurons need other leak
  /// potentials than calibrated ones.
  mutating func measure(
    atCommonSetting parameter: Int, restoring parameters: [Int]
  ) throws -> [Double] {
    let saved = session.settings.neuronCells
    try configure([Int](repeating: parameter, count: instanceCount))
    let results = try measureChecked()
    for row in NeuronCapMemRow.allCases {
      if let values = saved[row] { session.setCells(row, values) }
    }
    try configure(parameters)
    return results
  }
}
