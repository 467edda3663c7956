extension CalibSession {
  /// Runs a step of all neurons with the search that suits CapMem cells.
  func calibrateNeurons<C: NeuronCalib>(
    _ calib: inout C, target: [Double]? = nil
  ) throws -> ParameterCalibResult {
    try calibrate(&calib, NoisyBinarySearch(), target: target, groups: Quadrants.ofNeuron)
  }

  /// Runs a step of all neurons inside another step, without a report.
  func calibrateNested<C: NeuronCalib>(
    _ calib: inout C, target: [Double]? = nil
  ) throws -> ParameterCalibResult {
    var generator = nextGenerator()
    return try calib.run(NoisyBinarySearch(), target: target, using: &generator)
  }
}
