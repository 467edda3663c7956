public import Calib
public import ChipModel
internal import Cocolist
internal import Files
internal import Statistics

/// The files of a calibration in a folder: native, both cocolists, provenance.
///
/// calix: `calix_generate_default_calibration.py`.
public struct CalibrationFolder: Sendable {
  /// The folder, which must exist.
  public let path: String
  /// The kind of calibration, with which all names begin.
  public let kind: String

  /// The files of a kind of calibration in a folder.
  public init(_ path: String, kind: String) {
    self.path = path
    self.kind = kind
  }

  /// The native file.
  public var native: String { "\(path)/\(kind).h5" }
  /// The cocolist as compressed JSON.
  public var json: String { "\(path)/\(kind)_cocolist.json.gz" }
  /// The cocolist in portable binary.
  public var portableBinary: String { "\(path)/\(kind)_cocolist.pbin" }
  /// The provenance, which the format of cocolists has no room for.
  public var provenance: String { "\(path)/\(kind)_provenance.json" }

  /// Writes all files, each whole or not at all; the native one, whose presence says that
  /// everything is there, comes last.
  /// - Throws: `RecordingError` or `FileError` when the folder cannot be written.
  public func write(_ result: some CalibResult, of chip: Chip) throws {
    let list = try result.cocolist
    // Compressing takes longer than all the rest.
    let forms: [@Sendable () throws -> [UInt8]] = [
      { try list.compressedJSON() }, { list.portableBinary() },
    ]
    let files = try concurrentMap(forms, threads: chip.threads) { try $0() }
    try AtomicFile.write(files[0], to: json)
    try AtomicFile.write(files[1], to: portableBinary)
    try AtomicFile.write(Array(CocolistProvenance(result, of: chip).json()), to: provenance)
    try CalibrationFile.write(result, of: chip, to: native)
  }
}
