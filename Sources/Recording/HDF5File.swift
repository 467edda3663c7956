import CHDF5
import CHDF5Shim
import Foundation

/// HDF5 files of records, readable by h5dump, h5py and MATLAB.
///
/// Calls may come from any thread; they take turns.
public enum HDF5File {
  /// Writes a record to a file, which appears whole or not at all.
  ///
  /// The same record gives the same bytes: objects carry no times and names are in order. An
  /// existing file is replaced at the end; when anything fails it stays as it was and nothing
  /// else is left in the folder.
  ///
  /// - Parameters:
  ///   - record: the content.
  ///   - path: the file; its folder must exist.
  /// - Throws: ``RecordingError/cannotWrite(path:reason:)``, or what is wrong with the record.
  public static func write(_ record: Record, to path: String) throws(RecordingError) {
    try record.validate()
    let file = try AtomicFile(path: path)
    try HDF5Library.locked { () throws(RecordingError) in
      do throws(RecordingError) {
        try write(record, file)
      } catch {
        file.discard()
        throw error
      }
    }
    try file.commit()
  }

  private static func write(_ record: Record, _ file: AtomicFile) throws(RecordingError) {
    let writer = HDF5Writer(path: file.path)
    let handle = try writer.createFile(at: file.temporary)
    try writer.write(record, into: handle.id)
    // Flushing reports what closing would hide: a full disk.
    try writer.check(H5Fflush(handle.id, H5F_SCOPE_LOCAL))
  }

  /// Reads a whole file.
  ///
  /// Soft and external links are not followed. Attributes of several dimensions become arrays of
  /// one; integers and floats of attributes become 64 bits wide; enumerations other than h5py's
  /// booleans become their integers.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: the largest number of bytes that one dataset may hold, by default 8 GiB: a guard
  ///     against a damaged file, and against traces that are better read by rows.
  /// - Throws: ``RecordingError/fileNotFound(path:)``, ``RecordingError/notHDF5(path:)``,
  ///   ``RecordingError/damaged(path:reason:)``, ``RecordingError/cannotRead(path:reason:)``,
  ///   ``RecordingError/unsupportedType(path:name:)``,
  ///   ``RecordingError/tooLarge(path:bytes:limit:)``.
  public static func read(
    _ path: String, limit: UInt64 = 8 << 30
  ) throws(RecordingError) -> Record {
    try checkReadable(path)
    return try HDF5Library.locked { () throws(RecordingError) in
      let reader = HDF5Reader(path: path, limit: limit)
      let file = try reader.openFile()
      return try reader.readGroup(file.id, at: "", depth: 0)
    }
  }

  /// Reads some rows (indices of the first dimension) of one dataset, for traces larger than
  /// memory.
  ///
  /// - Parameters:
  ///   - rows: the rows; a range beyond the end is cut, so that reading block after block ends
  ///     with an empty one.
  ///   - dataset: the dataset's path within the file, such as "membrane/top".
  ///   - path: the file.
  /// - Throws: as ``read(_:limit:)``, and ``RecordingError/missing(kind:path:available:)``.
  public static func read(
    rows: Range<Int>, of dataset: String, in path: String
  ) throws(RecordingError) -> Dataset {
    try checkReadable(path)
    return try HDF5Library.locked { () throws(RecordingError) in
      let reader = HDF5Reader(path: path, limit: 8 << 30)
      let file = try reader.openFile()
      return try reader.readDataset(at: dataset, in: file.id, rows: rows)
    }
  }

  private static func checkReadable(_ path: String) throws(RecordingError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .fileNotFound(path: path)
    }
    guard !isFolder.boolValue else { throw .cannotRead(path: path, reason: "it is a folder") }
    guard access(path, R_OK) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
