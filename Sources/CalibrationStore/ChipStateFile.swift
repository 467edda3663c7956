public import ChipModel
internal import Recording

/// The state of a chip in a file of its own.
public enum ChipStateFile {
  private static let content = "chip state"

  /// Writes a snapshot; the file appears whole or not at all.
  /// - Throws: `RecordingError` when the path cannot be written.
  public static func write(_ snapshot: ChipSnapshot, to path: String) throws {
    var record = Record(attributes: [
      "content": .string(content), "emulator_version": .string(Emulator.build),
      "chip": .string(snapshot.identity.description), "chip_seed": .uint64(snapshot.identity.seed),
      "run_seed": .uint64(snapshot.identity.runSeed),
      "chip_fingerprint": .string(snapshot.fingerprint),
      "format_version": .int64(Int64(ChipSnapshot.formatVersion)),
    ])
    let shape = [snapshot.bytes.count]
    record.datasets["state"] = Dataset(
      snapshot.bytes, shape: shape, unit: "1", summary: "registers, analog state, counters, time",
      layout: .compressed(shape: shape, type: .uint8))
    try HDF5File.write(record, to: path)
  }

  /// Reads a snapshot.
  /// - Throws: `RecordingError` for an unreadable file, ``CalibrationFileError/noChipState(path:)``
  ///   for another content, `ChipError.invalidState` for a damaged one.
  public static func read(_ path: String) throws -> ChipSnapshot {
    let record = try HDF5File.read(path)
    guard record.attributes["content"] == .string(content) else {
      throw CalibrationFileError.noChipState(path: path)
    }
    return try ChipSnapshot(bytes: try record.uint8s("state"))
  }
}
