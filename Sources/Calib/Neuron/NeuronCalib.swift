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
}

extension CalibSession {
  /// Runs a step of all neurons with the search that suits CapMem cells.
  func calibrateNeurons<C: NeuronCalib>(
    _ calib: inout C, target: [Double]? = nil
  ) throws -> ParameterCalibResult {
    try calibrate(&calib, NoisyBinarySearch(), target: target, groups: Self.quadrantOfNeuron)
  }

  /// Runs a step of all neurons inside another step, without a report.
  func calibrateNested<C: NeuronCalib>(
    _ calib: inout C, target: [Double]? = nil
  ) throws -> ParameterCalibResult {
    var generator = nextGenerator()
    return try calib.run(NoisyBinarySearch(), target: target, using: &generator)
  }
}
