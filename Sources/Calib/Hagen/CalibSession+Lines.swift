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
    _ target: HagenSyninCalibTarget, _ options: CADCCalibOptions
  ) throws -> (cadc: CADCCalibResult, synIBiasDac: [Int]) {
    let cadc = try calibrateCADC(target.cadc, options)
    configureChip()
    setShared(.synIBiasDac, all: target.synapseDACBias)
    settle()
    return (cadc, try calibrateSynapseBias().biases)
  }

  /// Calibrates CADC, synapse DAC and drivers.
  func calibrateLines(
    _ target: HagenSyninCalibTarget, _ options: HagenSyninCalibOptions
  ) throws -> LineSettings {
    let (cadc, synIBiasDac) = try prepareLines(target, options.cadc)
    let drivers = try SynapseDriverCalibration(
      session: self, options: options.synapseDriver
    ).run()
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
