import Coordinates

extension CalibSession {
  /// Equalises the synapse currents of all quadrants at the bias that is set.
  ///
  /// Succeeds in the quadrants whose synapses give any current.
  func calibrateSynapseBias() throws -> (biases: [Int], success: [Bool]) {
    var bias = DACBiasCalib(session: self)
    let result = try calibrate(&bias, BinarySearch(), groups: Array(CapMemBlockOnDLS.allCases))
    return (
      result.calibratedParameters,
      CapMemBlockOnDLS.allCases.map { !bias.deadQuadrants.contains($0) }
    )
  }
}
