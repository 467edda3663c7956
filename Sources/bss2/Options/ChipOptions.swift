import ArgumentParser
import Calib
import CalibrationStore
import ChipConfiguration
import ChipModel
import Recording

/// Options that select a chip and its run.
struct ChipOptions: ParsableArguments {
  @Option(help: "Chip preset or configuration file.")
  var chip = "typical"

  @Option(help: "Seed of the chip's fixed pattern.")
  var seed: UInt64 = 0

  @Option(help: "Seed of the temporal noise.")
  var runSeed: UInt64 = 0

  @Option(help: "Threads for the chip; results do not depend on it.")
  var threads = 2

  @Option(help: "Scale an effect, such as cadc.noise=0 or synapse.mismatch=2x; repeatable.")
  var effect: [String] = []

  @Flag(help: "Calibrate anew, and keep nothing.")
  var noCache = false

  func validate() throws {
    guard (1...256).contains(threads) else {
      throw ValidationError("--threads \(threads) is out of range; allowed is 1 to 256")
    }
  }

  /// The configuration with the effects of the command line.
  func configuration() throws -> ChipConfiguration {
    var configuration = try ChipConfiguration.load(chip)
    for assignment in effect { try configuration.setEffect(assignment) }
    return configuration
  }

  /// Returns the attributes of the chips in a record: enough to make them again.
  /// - Parameter seeds: The chips; nil for the one of `--seed`.
  func attributes(seeds: [UInt64]? = nil) throws -> [String: Attribute] {
    [
      "chip_preset": .string(chip), "chip_seeds": .uint64s(seeds ?? [seed]),
      "chip_fingerprint": .string(try configuration().parameters.fingerprint),
      "run_seed": .uint64(runSeed), "effects": .strings(effect),
      "emulator_version": .string(Emulator.version),
    ]
  }

  /// The chip with the calibration of a file, or else with its own.
  /// - Parameters:
  ///   - file: Calibration file; nil calibrates, or takes the cached calibration.
  ///   - progress: Called with the fraction of a calibration that is done, 0…1.
  func chip(calibration file: String?, progress: @escaping (Double) -> Void) throws -> Chip {
    if let file { return try chip(calibratedBy: file) }
    return try calibratedChip { progress($0.fraction) }.chip
  }

  /// The chip as it is after its reset.
  func freshChip() throws -> Chip {
    try Chip(
      parameters: configuration().parameters, seed: seed, runSeed: runSeed, threads: threads)
  }

  /// The chip with the settings of a calibration file, warnings included.
  func chip(calibratedBy file: String) throws -> Chip {
    let chip = try freshChip()
    for warning in try StoredCalibration(file, for: chip).apply(to: chip) {
      warn("\(file): \(warning)")
    }
    return chip
  }

  /// The calibrations that were made before; none with `--no-cache`.
  var cache: CalibrationCache { noCache ? CalibrationCache(folder: nil) : .standard }

  /// The chip with its calibration.
  func calibratedChip(
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (chip: Chip, calibration: HagenCalibResult, wasCached: Bool) {
    try cache.calibrated(
      configuration(), seed: seed, runSeed: runSeed, threads: threads, progress: progress)
  }
}
