internal import Foundation

/// Files whose checksum was right, so that reading them by rows computes it once.
final class VerifiedFiles: @unchecked Sendable {
  /// Identity of a content: a changed file has another one.
  private struct Identity: Hashable {
    let device: UInt
    let inode: UInt
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  private let lock = NSLock()
  private var known: Set<Identity> = []
  /// More than anybody reads in turns.
  private static let largestCount = 1 << 10

  /// Verifies a file that is not known yet.
  /// - Throws: see ``Seal/verify(_:)``.
  func verify(_ path: String) throws(RecordingError) {
    let identity = Self.identity(path)
    if let identity, lock.withLock({ known.contains(identity) }) { return }
    try Seal.verify(path)
    guard let identity else { return }
    lock.withLock {
      if known.count >= Self.largestCount { known.removeAll() }
      known.insert(identity)
    }
  }

  private static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(
      device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size),
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }
}
