public import ChipModel
import Statistics

extension Acceptance {
  /// Checks the reads of all channels at the middle of the range that the CADC was calibrated for.
  ///
  /// Leaves all channels on the debug line: apply the calibration again afterwards. calix:
  /// `test_cadc_calibration`.
  ///
  /// - Parameters:
  ///   - chip: the chip with the calibration.
  ///   - target: the target of the calibration.
  /// - Throws: `ChipError` from the chip.
  public static func cadc(_ chip: Chip, target: CADCCalibTarget) throws -> [AcceptanceCheck] {
    let middle = (target.dynamicRange.lower + target.dynamicRange.upper) / 2
    let reads = try CADCUniformity.measure(chip, capMemValue: middle.rounded())
    let means = groupSpreads(reads, Quadrants.ofChannel).map(\.mean)
    let distance = means.map { abs($0 - 127.5) }.max() ?? .nan
    return try cadcEnds(chip, target: target) + [
      .below(3, "CADC: standard deviation of all channels [LSB]", standardDeviation(reads)),
      .below(5, "CADC: largest difference of quadrants [LSB]", range(means)),
      .below(40, "CADC: largest distance of a quadrant from 127.5 [LSB]", distance),
    ]
  }

  static func range(_ values: [Double]) -> Double {
    (values.max() ?? .nan) - (values.min() ?? .nan)
  }
}
