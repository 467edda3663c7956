public import Calib
public import ChipModel
public import Recording

/// A calibration in a file of its own: all values, the chip's identity and the versions.
public enum CalibrationFile {
  /// Writes a calibration; the file appears whole or not at all.
  /// - Throws: `RecordingError` when the path cannot be written.
  public static func write(
    _ result: some CalibResult, of chip: Chip, to path: String
  ) throws {
    try HDF5File.write(record(result, of: chip), to: path)
  }

  /// Returns the content of a calibration file.
  public static func record(_ result: some CalibResult, of chip: Chip) -> Record {
    var record = result.archive.record
    record.attributes = [
      "content": "calibration", "emulator_version": .string(Emulator.build),
      "chip": .string(chip.identity.description), "chip_seed": .uint64(chip.identity.seed),
      "chip_fingerprint": .string(chip.parameters.dieFingerprint),
    ]
    return record
  }

  /// Reads a calibration for membranes.
  /// - Parameter chip: When given, the chip it must belong to.
  /// - Throws: see ``read(_:as:for:)``.
  public static func read(_ path: String, for chip: Chip? = nil) throws -> HagenCalibResult {
    try read(path, as: HagenCalibResult.self, for: chip)
  }

  /// Reads a calibration of a kind.
  /// - Parameter chip: When given, the chip it must belong to.
  /// - Throws: `RecordingError` for an unreadable file, ``CalibrationFileError`` for another
  ///   content, kind, chip or version, `CalibrationArchiveError` for missing or wrong values.
  public static func read<Result: CalibResult>(
    _ path: String, as type: Result.Type, for chip: Chip? = nil
  ) throws -> Result {
    let (archive, kind) = try archive(path, for: chip)
    guard kind == Result.kind else {
      throw CalibrationFileError.otherKind(path: path, expected: Result.kind, found: kind)
    }
    return try Result(archive: archive)
  }

  /// Returns the values of a file and their kind.
  static func archive(
    _ path: String, for chip: Chip?
  ) throws -> (archive: CalibrationArchive, kind: String) {
    let record = try HDF5File.read(path)
    guard case .string("calibration")? = record.attributes["content"] else {
      throw CalibrationFileError.noCalibration(path: path)
    }
    if let chip { try check(record, belongsTo: chip, path) }
    let archive = try CalibrationArchive(record: record)
    guard case .string(let kind)? = archive.values["kind"] else {
      throw CalibrationFileError.noCalibration(path: path)
    }
    return (archive, kind)
  }

  private static func check(_ record: Record, belongsTo chip: Chip, _ path: String) throws {
    let (name, fingerprint) = (chip.identity.description, chip.parameters.dieFingerprint)
    if case .string(let found)? = record.attributes["chip"], found != name {
      throw CalibrationFileError.foreignChip(path: path, expected: name, found: found)
    }
    if case .string(let found)? = record.attributes["chip_fingerprint"], found != fingerprint {
      throw CalibrationFileError.otherParameters(path: path, expected: fingerprint, found: found)
    }
    if case .string(let found)? = record.attributes["emulator_version"],
      Emulator.physics(ofBuild: found) != Emulator.physics
    {
      throw CalibrationFileError.otherVersion(
        path: path, expected: Emulator.build, found: found)
    }
  }
}
