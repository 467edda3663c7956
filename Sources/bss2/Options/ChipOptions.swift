import ArgumentParser
import Calib
import CalibrationStore
import ChipConfiguration
import ChipModel
import Experiments
import Foundation
import Recording
import SimulationCore

/// The options that choose a chip and its run.
struct ChipOptions: ParsableArguments {
  /// Help of options that take a kind of chip.
  static let kindHelp: ArgumentHelp = """
    Preset (\(ChipConfiguration.presets.joined(separator: ", "))), path of a chip's YAML file or of a \
    measured chip.
    """
  /// Completion of kinds of chips.
  static let kindCompletion = CompletionKind.shellCommand(
    "printf '%s\\n' \(ChipConfiguration.presets.joined(separator: " ")); ls -d *.yaml *.h5 2>/dev/null"
  )

  @Option(help: kindHelp, completion: kindCompletion)
  var chip = "typical"

  @Option(
    name: .customLong("seed"), parsing: .unconditional,
    help: """
      Seed of the chip's fixed pattern (default: 0); of a measured chip the number of the member of \
      its family, 0 for the best estimate.
      """, completion: .list((0..<10).map(String.init)))
  var ownSeed: UInt64?

  @Option(parsing: .unconditional, help: "Seed of the temporal noise.")
  var runSeed: UInt64 = 0

  @Option(
    help:
      "Threads for the chip; results do not depend on it. At most two unless given, and no more than processors."
  )
  var threads = min(2, ProcessInfo.processInfo.activeProcessorCount)

  @Option(
    help: """
      Strength of an effect, 0 (off) to 100, such as cadc.noise=0 or synapse.mismatch=2x; repeatable. \
      'bss2 effects' lists the effects.
      """, completion: .list(Effect.allCases.map { $0.name + "=" }))
  var effect: [String] = []

  @Option(
    help: """
      Temperature of the chip in kelvin, 200 to 450 (default: that of the kind of chip); 'bss2 \
      temperature' takes several, such as 313,343.
      """)
  var kelvin: Temperatures?

  @Option(
    help: "Scale what a whole chip or a quadrant has in common; 0 gives a chip at the centre.")
  var corner: Double?

  @Flag(help: "Neither read nor write the cache of calibrations.")
  var noCache = false

  /// Seed of the chip's fixed pattern.
  var seed: UInt64 {
    get { ownSeed ?? 0 }
    set { ownSeed = newValue }
  }

  func validate() throws {
    try check("--threads", threads, 1...256)
    if let corner { try check("--corner", corner, EffectScales.range) }
    guard kelvin == nil || !effect.contains(where: { $0.hasPrefix("temperature=") }) else {
      throw ValidationError("--kelvin and --effect temperature both set it; give one of them.")
    }
  }

  /// The settings of `--effect` and `--corner` as assignments.
  var effects: [String] {
    let corners = Effect.corner.flatMap { effect in corner.map { ["\(effect.name)=\($0)"] } ?? [] }
    return corners + effect
  }

  /// Refuses `--seed` if `--seeds` chooses the chips.
  func refuseSeed(if hasSeeds: Bool) throws {
    guard ownSeed != nil, hasSeeds else { return }
    throw ValidationError("--seed and --seeds both choose chips; give one of them.")
  }

  /// The configuration with the effects of the command line.
  func configuration() throws -> ChipConfiguration {
    var configuration = try ChipConfiguration.load(chip)
    for assignment in effects { try configuration.setEffect(assignment) }
    if let kelvin {
      configuration.parameters = configuration.parameters.at(kelvin: try kelvin.only)
    }
    return configuration
  }

  /// Attributes of a record from which its chips can be made again.
  /// - Parameter seeds: The chips.
  func attributes(seeds: [UInt64]) throws -> [String: Attribute] {
    let warmth = try kelvin.map { ["kelvin": Attribute.double(try $0.only)] } ?? [:]
    return [
      "chip_preset": .string(chip), "chip_seeds": .uint64s(seeds),
      "chip_fingerprint": .string(try configuration().parameters.fingerprint),
      "run_seed": .uint64(runSeed), "effects": .strings(effects),
      "emulator_version": .string(Emulator.build),
    ].merging(warmth) { own, _ in own }
  }

  /// The chip with the calibration of a file, or else with its own.
  /// - Parameter file: Calibration file; nil calibrates, or takes the cached calibration.
  func chip(calibration file: String?, _ progress: ProgressLine) throws -> Chip {
    if let file { return try chip(calibratedBy: file) }
    return try calibratedChip(progress).chip
  }

  /// The chip as it is after its reset.
  func freshChip() throws -> Chip { try instance().makeChip() }

  /// The chip of the options, or one of its kind with another seed or without some effects.
  func instance(
    seed: UInt64? = nil, without groups: [EffectGroup] = []
  ) throws -> ChipInstance {
    var configuration = try configuration()
    for effect in groups.flatMap(\.effects) { configuration.parameters.effects[effect] = 0 }
    return ChipInstance(
      configuration, seed: seed ?? self.seed, runSeed: runSeed, threads: threads)
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
  var cache: CalibrationCache {
    var cache = noCache ? CalibrationCache(folder: nil) : .standard
    cache.warn = { note($0) }
    return cache
  }

  /// A chip with its calibration.
  /// - Parameters:
  ///   - seed: Another chip than that of `--seed`.
  ///   - groups: Effects that the chip does not have.
  ///   - progress: Shows the steps of a calibration that is made.
  func calibratedChip(
    seed: UInt64? = nil, without groups: [EffectGroup] = [], _ progress: ProgressLine?
  ) throws -> (chip: Chip, calibration: HagenCalibResult, wasCached: Bool) {
    let instance = try instance(seed: seed, without: groups)
    progress?.begin("calibrating \(chip)-\(instance.seed)")
    return try cache.calibrated(instance) { progress?.update($0.fraction, note: $0.step) }
  }
}
