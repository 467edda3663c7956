import CHDF5
import CHDF5Shim
import Files
import Foundation

/// HDF5 files of records, readable by h5dump, h5py and MATLAB.
///
/// Calls may come from any thread. The library writes in this process, one file at a time, but reads
/// in others (module `CHDF5Reader`), since a damaged file can harm its process.
public enum HDF5File {
  private static let verified = VerifiedFiles()

  /// Returns true if bytes are the beginning of an HDF5 file.
  public static func isHDF5(_ bytes: some Collection<UInt8>) -> Bool {
    let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    return [0, Seal.length].contains { bytes.dropFirst($0).starts(with: signature) }
  }

  /// Returns true if a path leads to a regular file that begins as an HDF5 file.
  ///
  /// Pipes stay unread.
  public static func isHDF5(path: String) -> Bool {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let file = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? file.close() }
    return isHDF5((try? file.read(upToCount: Seal.length + 8)) ?? Data())
  }

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
    let file = try RecordingError.translating { () throws(FileError) in try AtomicFile(path: path) }
    try HDF5Library.locked { () throws(RecordingError) in
      do throws(RecordingError) {
        try write(record, file)
      } catch {
        file.discard()
        throw error
      }
    }
    try RecordingError.translating { () throws(FileError) in try file.seal() }
  }

  private static func write(_ record: Record, _ file: AtomicFile) throws(RecordingError) {
    let writer = HDF5Writer(path: file.path)
    let handle = try writer.createFile(at: file.temporary)
    try writer.write(record, into: handle.id)
    // Flushing reports what closing would hide: a full disk.
    try writer.check(H5Fflush(handle.id, H5F_SCOPE_LOCAL))
  }

  /// Reads a whole file, in a process of its own.
  ///
  /// A file that this program wrote has a checksum, which is verified first. Soft and external links
  /// are not followed. Attributes of several dimensions become arrays of one; integers and floats of attributes become 64 bits wide; enumerations other than h5py's
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
    try Seal.verify(path)
    var reader = try ReaderProcess(path: path, limit: limit)
    return try reader.readRecord()
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
    try verified.verify(path)
    var reader = try ReaderProcess(
      path: path, limit: 8 << 30, rows: ReaderProcess.Rows(dataset: dataset, rows: rows))
    return try reader.readRows()
  }

  private static func checkReadable(_ path: String) throws(RecordingError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .fileNotFound(path: path)
    }
    guard !isFolder.boolValue else { throw .cannotRead(path: path, reason: "it is a folder") }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotRead(path: path, reason: "it is no regular file")
    }
    guard access(path, R_OK) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
