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

/// The checks that miss their limits, as sentences; empty if all hold.
func failures(_ checks: [AcceptanceCheck]) -> [String] {
  checks.filter { !$0.holds }.map { "\($0.name): \($0.value), limit \($0.limit)" }
}

/// The calibrations of one kind of chip, each made once in a test run.
final class KeptCalibrations: @unchecked Sendable {
  private let preset: String
  private var known: [UInt64: HagenCalibResult] = [:]

  init(_ preset: String) { self.preset = preset }

  /// The calibration for membranes of the chip of a seed; not for concurrent use.
  func hagen(_ seed: UInt64) throws -> HagenCalibResult {
    if let result = known[seed] { return result }
    let result = try HagenCalibration.calibrate(try CalibratedChips.chip(preset, seed: seed))
    known[seed] = result
    return result
  }
}
