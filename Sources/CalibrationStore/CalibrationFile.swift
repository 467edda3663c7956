public import Calib
public import ChipModel
public import Recording

/// A calibration in a file of its own: all values, the chip's identity and the versions.
public enum CalibrationFile {
  /// Writes a calibration; the file appears whole or not at all.
  /// - Throws: `RecordingError` when the path cannot be written.
  public static func write(
    _ result: HagenCalibrationResult, of chip: Chip, to path: String
  ) throws {
    try HDF5File.write(record(result, of: chip), to: path)
  }

  /// The content of a calibration file.
  public static func record(_ result: HagenCalibrationResult, of chip: Chip) -> Record {
    var record = result.archive.record
    record.attributes = [
      "content": "calibration", "emulator_version": .string(Emulator.version),
      "chip": .string(chip.identity.description), "chip_seed": .uint64(chip.identity.seed),
      "chip_fingerprint": .string(chip.parameters.fingerprint),
    ]
    return record
  }

  /// Reads a calibration.
  /// - Parameter chip: When given, the chip it must belong to.
  /// - Throws: `RecordingError` for an unreadable file, ``CalibrationFileError`` for another
  ///   content or chip, `CalibrationArchiveError` for missing or wrong values.
  public static func read(_ path: String, for chip: Chip? = nil) throws -> HagenCalibrationResult {
    let record = try HDF5File.read(path)
    guard case .string("calibration")? = record.attributes["content"] else {
      throw CalibrationFileError.noCalibration(path: path)
    }
    if let chip, case .string(let found)? = record.attributes["chip"],
      found != chip.identity.description
    {
      throw CalibrationFileError.foreignChip(
        path: path, expected: chip.identity.description, found: found)
    }
    return try HagenCalibrationResult(archive: CalibrationArchive(record: record))
  }
}
