public import Calib
internal import CalibrationStore
internal import ChipConfiguration
internal import Synchronization

/// Calibrations of preset chips that several suites need: each is made once in a test run.
///
/// They lie in the cache folder of the run, where the command-line tool finds them as well.
public enum SharedCalibrations {
  /// The calibration for membranes of a preset's chip, as the command-line tool makes it.
  /// - Throws: errors of the preset, of the chip and of the calibration.
  public static func hagen(_ preset: String, seed: UInt64) throws -> HagenCalibResult {
    try hagens.value(Key(preset: preset, seed: seed)) {
      try cache().calibrated(
        ChipInstance(ChipConfiguration.load(preset), seed: seed)
      ).calibration
    }
  }

  /// The calibration for synaptic lines of a preset's chip.
  /// - Throws: errors of the preset, of the chip and of the calibration.
  public static func hagenSynin(_ preset: String, seed: UInt64) throws -> HagenSyninCalibResult {
    try synins.value(Key(preset: preset, seed: seed)) {
      try cache().calibratedForLines(
        ChipInstance(ChipConfiguration.load(preset), seed: seed)
      ).calibration
    }
  }

  /// The folder that `XDG_CACHE_HOME` names for programs that tests start.
  /// - Throws: what the file system throws.
  public static func cacheHome() throws -> String { try ScratchFolder.path("cache") }

  private static func cache() throws -> CalibrationCache {
    CalibrationCache(folder: try cacheHome() + "/bss2-emulator/calibrations")
  }

  private struct Key: Hashable {
    let preset: String
    let seed: UInt64
  }

  private static let hagens = Table<Key, HagenCalibResult>()
  private static let synins = Table<Key, HagenSyninCalibResult>()

  /// Values that are made when they are first asked for; several may be in the making at a time.
  private final class Table<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private final class Entry: Sendable {
      let value = Mutex<Result<Value, any Error>?>(nil)
    }

    private let entries = Mutex<[Key: Entry]>([:])

    func value(_ key: Key, make: () throws -> Value) throws -> Value {
      let entry = entries.withLock { entries in
        let entry = entries[key] ?? Entry()
        entries[key] = entry
        return entry
      }
      return try entry.value.withLock { value in
        let known = value ?? Result(catching: make)
        value = known
        return try known.get()
      }
    }
  }
}
