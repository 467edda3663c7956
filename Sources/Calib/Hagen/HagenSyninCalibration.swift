public import ChipModel
import Containers
import Coordinates

/// Calibrates a chip for multiplications on its synaptic lines.
///
/// calix: `hagen.calibrate_for_synin_integration`.
public enum HagenSyninCalibration {
  /// Calibrates everything and leaves the calibration applied.
  ///
  /// Parameters and errors are those of
  /// ``HagenCalibration/calibrate(_:target:options:seed:progress:)``.
  public static func calibrate(
    _ chip: Chip, target: HagenSyninCalibTarget = HagenSyninCalibTarget(),
    options: HagenSyninCalibOptions = HagenSyninCalibOptions(), seed: UInt64 = 0,
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> HagenSyninCalibResult {
    try target.validate()
    try options.synapseDriver.validate()
    return try CalibSession.calibrating(chip, seed: seed, observer: progress) { session in
      session.warn(target.feasibilityWarnings)
      session.setPlan(HagenPlan.lines)
      let lines = try session.calibrateLines(
        cadc: target.cadc, cadcOptions: options.cadc, synapseDACBias: target.synapseDACBias,
        driverOptions: options.synapseDriver)
      session.applyLines(lines)
      try session.run()
      session.finish()
      return HagenSyninCalibResult(
        common: session.common(chip, lines.cadc, lines.synapseDriver), target: target,
        options: options, synIBiasDac: lines.synIBiasDac)
    }
  }
}

/// The settings that multiplications on lines need.
struct LineSettings {
  var cadc: CADCCalibResult
  var synapseDriver: SynapseDriverCalibResult
  var synIBiasDac: [Int]
}

extension HagenSyninCalibResult {
  /// Writes all settings to a chip and connects the CADC to the lines.
  ///
  /// - Throws: `ChipError` from the chip.
  public func apply(to chip: Chip) throws {
    let session = CalibSession(chip: chip, seed: 0)
    session.applyLines(
      LineSettings(cadc: cadc, synapseDriver: synapseDriver, synIBiasDac: synIBiasDac))
    try session.run()
  }
}

extension HagenCalibResult {
  /// Reuses the drivers for multiplications on lines: only CADC and synapse DAC are calibrated
  /// again.
  ///
  /// calix: `HagenCalibResult.to_hagen_synin_result`.
  ///
  /// - Parameters:
  ///   - chip: the chip that was calibrated; is left with the new settings.
  ///   - target: what to reach.
  ///   - options: how.
  ///   - seed: the random spread of starting values.
  /// - Throws: see ``HagenSyninCalibration/calibrate(_:target:options:seed:progress:)``.
  public func hagenSyninResult(
    for chip: Chip, target: HagenSyninCalibTarget = HagenSyninCalibTarget(),
    options: HagenSyninCalibOptions = HagenSyninCalibOptions(), seed: UInt64 = 0
  ) throws -> HagenSyninCalibResult {
    try target.validate()
    let session = CalibSession(chip: chip, seed: seed)
    let (cadc, synIBiasDac) = try session.prepareLines(
      cadc: target.cadc, cadcOptions: options.cadc, synapseDACBias: target.synapseDACBias)
    session.applyLines(
      LineSettings(cadc: cadc, synapseDriver: synapseDriver, synIBiasDac: synIBiasDac))
    try session.run()
    session.finish()
    return HagenSyninCalibResult(
      common: session.common(chip, cadc, synapseDriver), target: target, options: options,
      synIBiasDac: synIBiasDac)
  }
}

extension CalibSession {
  /// Returns the part of a result that both kinds of hagen calibrations contain.
  func common(
    _ chip: Chip, _ cadc: CADCCalibResult, _ synapseDriver: SynapseDriverCalibResult
  ) -> HagenCommon {
    HagenCommon(
      chipIdentifier: chip.identity.description, cadc: cadc, synapseDriver: synapseDriver,
      report: report)
  }

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
    let drivers = try calibrateSynapseDrivers(driverOptions)
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
