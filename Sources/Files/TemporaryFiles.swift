internal import Foundation

/// Files `.bss2-NUMBER.tmp` that are being written, or that killed processes have left.
enum TemporaryFiles {
  private static let prefix = ".bss2-"
  private static let suffix = ".tmp"
  /// Digits of a random number of 64 bits.
  private static let digits = 16

  /// Creates a locked file with a random name; nil, with `errno`, if that is not possible.
  static func create(in folder: String) -> (path: String, descriptor: Int32)? {
    while true {
      let number = String(UInt64.random(in: .min ... .max), radix: 16)
      let padding = String(repeating: "0", count: digits - number.count)
      let path = "\(folder)/\(prefix)\(padding)\(number)\(suffix)"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { return nil }
      flock(descriptor, LOCK_EX | LOCK_NB)
      // Another process may have taken the file for a stale one before it was locked.
      if links(of: descriptor) > 0 { return (path, descriptor) }
      close(descriptor)
    }
  }

  /// Removes files of processes that have ended; a file that somebody writes is locked.
  static func removeStale(in folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if isTemporary(name) { removeIfUnlocked("\(folder)/\(name)") }
    }
  }

  private static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
      && name.utf8.count == prefix.utf8.count + digits + suffix.utf8.count
  }

  private static func removeIfUnlocked(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    close(descriptor)
  }

  private static func links(of descriptor: Int32) -> Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_nlink) : 0
  }
}
