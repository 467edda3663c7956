public import ChipModel

/// Calibrates the CADC alone.
///
/// calix: `cadc.calibrate`.
public enum CADCCalibration {
  /// Calibrates ramps and channels and leaves the calibration applied, with all channels on the
  /// debug line.
  ///
  /// - Parameters:
  ///   - chip: any chip.
  ///   - target: the wanted reads over a range of voltages.
  ///   - options: the options.
  ///   - progress: a closure that receives the name of each step and the fraction that is done.
  /// - Throws: ``CalibError`` for a target without meaning, `ChipError` from the chip.
  public static func calibrate(
    _ chip: Chip, target: CADCCalibTarget = CADCCalibTarget(),
    options: CADCCalibOptions = CADCCalibOptions(),
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (result: CADCCalibResult, report: CalibrationReport) {
    try target.validate()
    let session = CalibSession(chip: chip, seed: 0, observer: progress)
    session.warn(target.feasibilityWarnings)
    session.progress.setPlan(HagenPlan.cadc)
    let result = try session.calibrateCADC(target, options)
    try session.run()
    session.finish()
    return (result, session.report)
  }
}

extension CADCCalibResult {
  /// Writes the settings to a chip.
  ///
  /// - Throws: `ChipError` from the chip.
  public func apply(to chip: Chip) throws {
    let session = CalibSession(chip: chip, seed: 0)
    session.apply(self)
    session.settle()
    try session.run()
  }
}
