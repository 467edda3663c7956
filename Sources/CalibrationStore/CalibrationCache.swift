public import Calib
public import ChipDescription
public import ChipModel
internal import Foundation
internal import SimulationCore

/// Calibrations that have been made before, in the user's cache folder.
///
/// The key holds everything that a calibration depends on: parameters, effects, seeds, target,
/// options and the emulator's version. A damaged or foreign entry is replaced, with a warning.
public struct CalibrationCache: Sendable {
  /// Folder of the entries; nil switches the cache off.
  public let folder: String?
  /// Called with a sentence about an entry that is damaged or belongs to another chip.
  public var warn: @Sendable (String) -> Void = { _ in }

  /// A cache in a folder.
  public init(folder: String?) { self.folder = folder }

  /// The cache in $XDG_CACHE_HOME, or in ~/.cache.
  public static var standard: CalibrationCache {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].map { $0 + "/.cache" }
    return CalibrationCache(folder: base.map { $0 + "/bss2-emulator/calibrations" })
  }

  /// A chip with its calibration applied, from the cache or made now.
  ///
  /// The calibration is applied to a fresh chip in both cases, so that results do not depend on
  /// where it came from. The options are those of the kind of chip,
  /// ``ChipConfiguration/calibOptions``, and so is the target unless another one is given.
  /// - Parameter progress: Called with the steps of a calibration that is made.
  /// - Throws: errors of the chip and of the calibration; a cache that cannot be written is no error.
  public func calibrated(
    _ instance: ChipInstance, target: HagenCalibTarget? = nil,
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (chip: Chip, calibration: HagenCalibResult, wasCached: Bool) {
    let configuration = instance.configuration
    let (target, options) = (target ?? configuration.calibTarget, try configuration.calibOptions)
    return try calibrated(instance, goal: "\(target) \(options)") { bench in
      try HagenCalibration.calibrate(
        bench, target: target, options: options, seed: instance.seed, progress: progress)
    }
  }

  /// A chip calibrated for multiplications on synaptic lines, from the cache or made now.
  ///
  /// The options are those of the kind of chip: ``ChipConfiguration/syninCalibOptions``.
  /// - Parameter progress: Called with the steps of a calibration that is made.
  /// - Throws: errors of the chip and of the calibration; a cache that cannot be written is no error.
  public func calibratedForLines(
    _ instance: ChipInstance, target: HagenSyninCalibTarget = HagenSyninCalibTarget(),
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (chip: Chip, calibration: HagenSyninCalibResult, wasCached: Bool) {
    let options = try instance.configuration.syninCalibOptions
    return try calibrated(instance, goal: "\(target) \(options)") { bench in
      try HagenSyninCalibration.calibrate(
        bench, target: target, options: options, seed: instance.seed, progress: progress)
    }
  }

  private func calibrated<Result: CalibResult>(
    _ instance: ChipInstance, goal: String, _ make: (Chip) throws -> Result
  ) throws -> (chip: Chip, calibration: Result, wasCached: Bool) {
    let chip = try instance.makeChip()
    let (result, wasCached) = try calibration(of: chip, goal: goal, make)
    try result.apply(to: chip)
    return (chip, result, wasCached)
  }

  /// The calibration of a chip, from the cache or made now on a bench chip of the same seed.
  private func calibration<Result: CalibResult>(
    of chip: Chip, goal: String, _ make: (Chip) throws -> Result
  ) throws -> (Result, wasCached: Bool) {
    let path = path(of: chip, Result.kind, goal)
    if let path, let known: Result = known(path, chip) { return (known, true) }
    // The calibration has noise of its own, so that it is the same for every run seed.
    let bench = try Chip(
      parameters: chip.parameters, seed: chip.identity.seed, runSeed: 0, threads: chip.threads)
    let result = try make(bench)
    if let path { store(result, of: bench, at: path) }
    return (result, false)
  }

  /// The entry at a path; nil for one that is missing or cannot be used.
  private func known<Result: CalibResult>(_ path: String, _ chip: Chip) -> Result? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try CalibrationFile.read(path, as: Result.self, for: chip)
    } catch {
      warn("The cached calibration is made anew: \(error)")
      return nil
    }
  }

  private func path(of chip: Chip, _ kind: String, _ goal: String) -> String? {
    guard let folder else { return nil }
    let identity = chip.identity
    var hash = StableHash()
    for part in [Emulator.version, chip.parameters.fingerprint, "\(identity.seed)", goal] {
      hash.add(part)
    }
    return "\(folder)/\(kind)-\(identity.preset)-\(identity.seed)-\(hash.hexadecimal).h5"
  }

  private func store(_ result: some CalibResult, of chip: Chip, at path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? CalibrationFile.write(result, of: chip, to: path)
  }
}
