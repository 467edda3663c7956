import Calib
import ChipConfiguration
import ChipModel
import Testing

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

  /// Options of the calibration of such a chip: some have fixed registers.
  var options: HagenCalibOptions {
    get throws { try ChipConfiguration.load(preset).calibOptions }
  }

  /// A calibration for membranes, made now.
  func hagen() throws -> HagenCalibResult {
    try HagenCalibration.calibrate(chip(), options: options, seed: seed)
  }

  /// A calibration for lines, made now.
  func hagenSynin() throws -> HagenSyninCalibResult {
    try HagenSyninCalibration.calibrate(
      chip(), options: HagenSyninCalibOptions(synapseDriver: options.synapseDriver), seed: seed)
  }
}
