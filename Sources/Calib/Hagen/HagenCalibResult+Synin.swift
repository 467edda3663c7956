public import ChipModel

extension HagenCalibResult {
  /// Reuses the drivers for multiplications on lines: only CADC and synapse DAC are calibrated
  /// again.
  ///
  /// calix: `HagenCalibResult.to_hagen_synin_result`.
  ///
  /// - Parameters:
  ///   - chip: the chip that was calibrated; is left with the new settings.
  ///   - target: the target.
  ///   - options: the options.
  ///   - seed: the random spread of starting values.
  /// - Throws: see ``HagenSyninCalibration/calibrate(_:target:options:seed:progress:)``.
  public func hagenSyninResult(
    for chip: Chip, target: HagenSyninCalibTarget = HagenSyninCalibTarget(),
    options: HagenSyninCalibOptions = HagenSyninCalibOptions(), seed: UInt64 = 0
  ) throws -> HagenSyninCalibResult {
    try target.validate()
    let session = CalibSession(chip: chip, seed: seed)
    let (cadc, synIBiasDac) = try session.prepareLines(target, options.cadc)
    session.applyLines(
      LineSettings(cadc: cadc, synapseDriver: synapseDriver, synIBiasDac: synIBiasDac))
    try session.run()
    session.finish()
    return HagenSyninCalibResult(
      common: session.common(chip, cadc, synapseDriver), target: target, options: options,
      synIBiasDac: synIBiasDac)
  }
}
