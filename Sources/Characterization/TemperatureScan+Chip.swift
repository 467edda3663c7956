public import Calib
public import ChipModel

extension TemperatureScan {
  /// Measures a calibrated chip at other temperatures than its calibration's.
  ///
  /// The settings stay; only the chip gets warmer. Every temperature has noise of its own.
  /// - Parameters:
  ///   - chip: The calibrated chip.
  ///   - calibration: Its calibration.
  ///   - kelvin: The temperatures, K.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the chips throw.
  public init(
    of chip: Chip, calibratedBy calibration: HagenCalibResult, kelvin: [Double],
    progress: (Double) -> Void = { _ in }
  ) throws {
    let others = try kelvin.enumerated().map { index, kelvin in
      let warm = try Chip(
        parameters: chip.parameters.at(kelvin: kelvin), seed: chip.identity.seed,
        runSeed: chip.identity.runSeed &+ UInt64(index) &+ 1, threads: chip.threads)
      warm.interruption = chip.interruption
      try calibration.apply(to: warm)
      return (kelvin: kelvin, device: try Device(warm))
    }
    try self.init(reference: Device(chip), others: others, progress: progress)
  }
}
