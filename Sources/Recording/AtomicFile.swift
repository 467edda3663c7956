import Foundation

/// A file that appears at once: written under another name beside its place, then renamed.
///
/// A reader sees the old file or the new one, never a part. A killed process leaves behind
/// a hidden file `.NAME.PROCESS-NUMBER.tmp`, which is safe to delete.
struct AtomicFile {
  /// The place as the caller gave it, for messages.
  let path: String
  /// The place with symbolic links followed, so that a link stays a link.
  private let target: String
  /// The name to write to; there is no such file yet.
  let temporary: String

  /// Prepares for writing; touches nothing.
  ///
  /// - Throws: ``RecordingError/cannotWrite(path:reason:)`` when the folder is missing, or the
  ///   place is a folder itself.
  init(path: String) throws(RecordingError) {
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
    self.path = path
    target = url.path
    temporary = "\(folder)/.\(url.lastPathComponent).\(getpid())-\(Self.nextNumber()).tmp"
  }

  /// Makes the written file durable and gives it its name.
  ///
  /// - Throws: ``RecordingError/cannotWrite(path:reason:)``; the temporary file is then gone.
  func commit() throws(RecordingError) {
    do throws(RecordingError) {
      try synchronize(temporary)
      guard rename(temporary, target) == 0 else { throw systemFailure() }
    } catch {
      discard()
      throw error
    }
    // The new name is durable once the folder is; not every file system can do that.
    try? synchronize(URL(fileURLWithPath: target).deletingLastPathComponent().path)
  }

  /// Removes the temporary file, if there is one.
  ///
  /// Emptied first: a library that failed may hold it open, and with it the space on the disk.
  func discard() {
    truncate(temporary, 0)
    unlink(temporary)
  }

  private func synchronize(_ path: String) throws(RecordingError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure() }
    let status = fsync(descriptor)
    let failure = systemFailure()
    close(descriptor)
    guard status == 0 else { throw failure }
  }

  private func systemFailure() -> RecordingError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static let counter = Counter()
  private static func nextNumber() -> Int { counter.next() }
}

/// Numbers that differ within one process, so that two threads never share a temporary file.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var value = 0

  func next() -> Int {
    lock.withLock {
      value += 1
      return value
    }
  }
}
