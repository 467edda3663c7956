public import Calib
public import ChipDescription
public import ChipModel

/// Calibrations that have been made before, in the user's cache folder.
///
/// ``CalibrationKey`` names the entries. A damaged entry counts as missing, with a warning. Of several
/// processes that need one calibration, one makes it.
public struct CalibrationCache: Sendable {
  /// Folder of the entries; nil switches the cache off.
  public let folder: CacheFolder?
  /// Called with a sentence about an entry that is damaged.
  public var warn: @Sendable (String) -> Void = { _ in }

  /// A cache in a folder.
  public init(folder: String?) { self.folder = folder.map { CacheFolder($0) } }

  private init(_ folder: CacheFolder?) { self.folder = folder }

  /// The user's cache; see ``CacheFolder/standard``.
  public static var standard: CalibrationCache { CalibrationCache(CacheFolder.standard) }

  /// A chip with its calibration applied, from the cache or made now.
  ///
  /// The calibration is applied to a fresh chip in both cases, so that results do not depend on
  /// where it came from. The options are those of the kind of chip, and so is the target unless
  /// another one is given.
  /// - Parameter progress: Called with the steps of a calibration that is made.
  /// - Throws: errors of the chip and of the calibration; a cache that cannot be written is no error.
  public func calibrated(
    _ instance: ChipInstance, target: HagenCalibTarget? = nil,
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (chip: Chip, calibration: HagenCalibResult, wasCached: Bool) {
    let configuration = instance.configuration
    let request = try HagenCalibResult.request(
      for: configuration, target: target ?? configuration.calibTarget)
    return try calibrated(instance, request, progress)
  }

  /// A chip calibrated for multiplications on synaptic lines, from the cache or made now.
  ///
  /// The options are those of the kind of chip.
  /// - Parameter progress: Called with the steps of a calibration that is made.
  /// - Throws: errors of the chip and of the calibration; a cache that cannot be written is no error.
  public func calibratedForLines(
    _ instance: ChipInstance, target: HagenSyninCalibTarget = HagenSyninCalibTarget(),
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (chip: Chip, calibration: HagenSyninCalibResult, wasCached: Bool) {
    let request = try HagenSyninCalibResult.request(for: instance.configuration, target: target)
    return try calibrated(instance, request, progress)
  }

  private func calibrated<Result: CalibResult>(
    _ instance: ChipInstance, _ request: CalibrationArchive,
    _ progress: ((CalibrationProgress) -> Void)?
  ) throws -> (chip: Chip, calibration: Result, wasCached: Bool) {
    let chip = try instance.makeChip()
    let (result, wasCached): (Result, Bool) = try calibration(of: chip, request, progress)
    try result.apply(to: chip)
    return (chip, result, wasCached)
  }

  private func calibration<Result: CalibResult>(
    of chip: Chip, _ request: CalibrationArchive, _ progress: ((CalibrationProgress) -> Void)?
  ) throws -> (Result, wasCached: Bool) {
    guard let folder else { return (try make(chip, request, progress), false) }
    let name = try CalibrationKey.name(of: chip, request: request)
    if let content = folder.content(name), let known: Result = try? read(content) {
      return (known, true)
    }
    return try folder.locked(name) {
      if let known: Result = known(folder, name) { return (known, true) }
      let result: Result = try make(chip, request, progress)
      try folder.store(result.archive.compressed(), name)
      return (result, false)
    }
  }

  /// The calibration made now, on a bench chip of the same seed.
  ///
  /// It has noise of its own, so that it is the same for every run seed.
  private func make<Result: CalibResult>(
    _ chip: Chip, _ request: CalibrationArchive, _ progress: ((CalibrationProgress) -> Void)?
  ) throws -> Result {
    let bench = try Chip(
      parameters: chip.parameters, seed: chip.identity.seed, runSeed: 0, threads: chip.threads)
    return try Result.calibrate(
      bench, request: request, seed: chip.identity.seed, progress: progress)
  }

  private func read<Result: CalibResult>(_ content: [UInt8]) throws -> Result {
    try Result(archive: CalibrationArchive(compressed: content))
  }

  /// An entry; nil for one that is missing or cannot be used.
  private func known<Result: CalibResult>(_ folder: CacheFolder, _ name: String) -> Result? {
    guard let content = folder.content(name) else { return nil }
    do {
      return try read(content)
    } catch {
      warn("The cached calibration \(name) is made anew: \(error)")
      return nil
    }
  }
}
