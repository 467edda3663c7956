import Calib
import ChipModel
import _TestSupport

/// A chip that several suites need: it is calibrated once in a test run.
enum CalibratedChip {
  /// Its calibration for membranes.
  static var hagen: HagenCalibResult {
    get throws { try SharedCalibrations.hagen("typical", seed: 3) }
  }

  /// Its calibration for lines.
  static var synin: HagenSyninCalibResult {
    get throws { try SharedCalibrations.hagenSynin("typical", seed: 3) }
  }

  /// The chip that was calibrated, with other temporal noise.
  static func fresh() throws -> Chip {
    try Chip(parameters: preset("typical"), seed: 3, runSeed: 1)
  }
}
