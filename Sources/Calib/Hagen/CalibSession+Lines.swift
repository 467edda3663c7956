import Coordinates

/// The settings that multiplications on lines need.
struct LineSettings {
  var cadc: CADCCalibResult
  var synapseDriver: SynapseDriverCalibResult
  var synIBiasDac: [Int]
}

extension CalibSession {
  /// Calibrates what lines need before drivers: CADC and synapse DAC.
  func prepareLines(
    cadc goal: CADCCalibTarget, cadcOptions: CADCCalibOptions, synapseDACBias: Int
  ) throws -> (cadc: CADCCalibResult, synIBiasDac: [Int]) {
    let cadc = try calibrateCADC(goal, cadcOptions)
    configureChip()
    setShared(.synIBiasDac, all: synapseDACBias)
    settle()
    return (cadc, try calibrateSynapseBias().biases)
  }

  /// Calibrates CADC, synapse DAC and drivers.
  func calibrateLines(
    cadc goal: CADCCalibTarget, cadcOptions: CADCCalibOptions, synapseDACBias: Int,
    driverOptions: SynapseDriverCalibOptions
  ) throws -> LineSettings {
    let (cadc, synIBiasDac) = try prepareLines(
      cadc: goal, cadcOptions: cadcOptions, synapseDACBias: synapseDACBias)
    let drivers = try SynapseDriverCalibration(session: self, options: driverOptions).run()
    return LineSettings(cadc: cadc, synapseDriver: drivers, synIBiasDac: synIBiasDac)
  }

  /// Queues all settings for multiplications on lines.
  ///
  /// calix: `HagenSyninCalibResult.apply`.
  func applyLines(_ lines: LineSettings) {
    configureChip()
    apply(lines.cadc)
    apply(lines.synapseDriver)
    setShared(.synIBiasDac, lines.synIBiasDac)
    SyninMultiplication(session: self).configure()
    settle(microseconds: CalibTiming.capMemLevelOffAll)
  }
}
