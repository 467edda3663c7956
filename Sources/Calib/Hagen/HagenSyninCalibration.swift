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
      session.progress.setPlan(HagenPlan.lines)
      let lines = try session.calibrateLines(target, options)
      session.applyLines(lines)
      try session.run()
      session.finish()
      return HagenSyninCalibResult(
        common: session.common(chip, lines.cadc, lines.synapseDriver), target: target,
        options: options, synIBiasDac: lines.synIBiasDac)
    }
  }
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
