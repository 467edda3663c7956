internal import Foundation

/// A file that appears at once: written under another name beside its place, then renamed.
///
/// A reader sees the old file or the new one, never a part. The name cannot be guessed, and the
/// file is locked while it is written: the next file that is written to the folder removes those
/// that killed processes have left, which nobody locks.
public final class AtomicFile: Sendable {
  /// The place as the caller gave it, for messages.
  public let path: String
  /// The place with symbolic links followed, so that a link stays a link.
  private let target: String
  /// The name to write to.
  public let temporary: String
  /// The open file with its lock.
  public let descriptor: Int32

  /// Writes a file; it appears whole or not at all.
  /// - Throws: ``FileError/cannotWrite(path:reason:)``; a file of that name is as it was.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try AtomicFile(path: path)
    do throws(FileError) {
      try file.write(bytes, at: 0)
    } catch {
      file.discard()
      throw error
    }
    try file.commit()
  }

  /// Makes an empty file beside the place.
  ///
  /// - Throws: ``FileError/cannotWrite(path:reason:)`` when the folder is missing or cannot
  ///   be written, or the place is a folder itself.
  public init(path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .cannotWrite(path: path, reason: "the path is empty or has a NUL character")
    }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent().path
    guard Self.isFolder(folder) else {
      throw .cannotWrite(path: path, reason: "there is no folder \"\(folder)\"")
    }
    guard !path.hasSuffix("/"), !Self.isFolder(url.path) else {
      throw .cannotWrite(path: path, reason: "it is a folder")
    }
    TemporaryFiles.removeStale(in: folder)
    guard let (name, descriptor) = TemporaryFiles.create(in: folder) else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    target = url.path
    temporary = name
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Writes bytes at a position.
  /// - Throws: ``FileError/cannotWrite(path:reason:)``.
  public func write(_ bytes: [UInt8], at start: Int) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, $0.count - done, start + done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw systemFailure() }
      done += count
    }
  }

  /// Makes the written file durable and gives it its name.
  ///
  /// - Throws: ``FileError/cannotWrite(path:reason:)``; the temporary file is then gone.
  public func commit() throws(FileError) {
    guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
      let failure = systemFailure()
      discard()
      throw failure
    }
    flock(descriptor, LOCK_UN)
    // The new name is durable once the folder is; not every file system can do that.
    let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
    let folder = open(parent, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Removes the temporary file, if there is one.
  ///
  /// Emptied first: a library that failed may hold it open, and with it the space on the disk.
  public func discard() {
    ftruncate(descriptor, 0)
    unlink(temporary)
    flock(descriptor, LOCK_UN)
  }

  private func systemFailure() -> FileError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
