import Calib
import ChipConfiguration
import ChipModel

/// Chips that several suites need: each is calibrated once in a test run.
enum CalibratedChips {
  /// A typical chip's calibrations.
  static let hagen = Result { try HagenCalibration.calibrate(try typical()) }
  static let synin = Result { try HagenSyninCalibration.calibrate(try typical()) }

  /// The chip that was calibrated, uncalibrated and with other temporal noise.
  static func typical(runSeed: UInt64 = 1, seed: UInt64 = 3) throws -> Chip {
    try chip("typical", seed: seed, runSeed: runSeed)
  }

  static func chip(_ preset: String, seed: UInt64 = 0, runSeed: UInt64 = 0) throws -> Chip {
    try Chip(
      parameters: try ChipConfiguration.load(preset).parameters, seed: seed, runSeed: runSeed)
  }
}
