import Calib
import ChipConfiguration
import ChipModel
import _TestSupport

/// Chips that several suites need: each is calibrated once in a test run.
enum CalibratedChips {
  /// A typical chip's calibration for membranes.
  static var hagen: HagenCalibResult {
    get throws { try SharedCalibrations.hagen("typical", seed: 3) }
  }

  /// Calibration of the same chip for lines.
  static var synin: HagenSyninCalibResult {
    get throws { try SharedCalibrations.hagenSynin("typical", seed: 3) }
  }

  /// The chip that was calibrated, uncalibrated and with other temporal noise.
  static func typical(runSeed: UInt64 = 1, seed: UInt64 = 3) throws -> Chip {
    try chip("typical", seed: seed, runSeed: runSeed)
  }

  static func chip(_ preset: String, seed: UInt64 = 0, runSeed: UInt64 = 0) throws -> Chip {
    try Chip(
      parameters: try ChipConfiguration.load(preset).parameters, seed: seed, runSeed: runSeed)
  }
}

/// The checks that miss their limits, as sentences; empty if all hold.
func failures(_ checks: [AcceptanceCheck]) -> [String] {
  checks.filter { !$0.holds }.map { "\($0.name): \($0.value), limit \($0.limit)" }
}
