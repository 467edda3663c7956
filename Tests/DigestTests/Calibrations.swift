import Calib
import ChipConfiguration
import ChipModel
import Testing
import _TestSupport

/// A kind of chip that digests of calibrations and of calibrated products are recorded of.
struct CalibratedKind: Sendable, CustomTestStringConvertible {
  var preset: String
  var seed: UInt64 = 0

  var testDescription: String { "\(preset)-\(seed)" }

  /// The uncalibrated chip.
  func chip(runSeed: UInt64 = 0, threads: Int = 1) throws -> Chip {
    try Chip(
      parameters: ChipConfiguration.load(preset).parameters, seed: seed, runSeed: runSeed,
      threads: threads)
  }

  /// Its calibration for membranes.
  func hagen() throws -> HagenCalibResult { try SharedCalibrations.hagen(preset, seed: seed) }

  /// Its calibration for lines.
  func hagenSynin() throws -> HagenSyninCalibResult {
    try SharedCalibrations.hagenSynin(preset, seed: seed)
  }
}
