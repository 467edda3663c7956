import Calib
import ChipModel
import _TestSupport

/// A chip that several suites need: it is calibrated once in a test run.
enum CalibratedChip {
  static let hagen = Result { try HagenCalibration.calibrate(try fresh()) }
  static let synin = Result { try HagenSyninCalibration.calibrate(try fresh()) }

  /// The chip that was calibrated, with other temporal noise.
  static func fresh() throws -> Chip {
    try Chip(parameters: preset("typical"), seed: 3, runSeed: 1)
  }
}
