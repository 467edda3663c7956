internal import Foundation

/// Files of a cache: whole or not there, made by one process at a time.
///
/// The Python package uses the same folder, names and locks.
public struct CacheFolder: Sendable {
  /// The folder, which may be missing.
  public let path: String

  /// A cache's folder.
  public init(_ path: String) { self.path = path }

  /// The folder that `BSS2EMU_CACHE` names, or `bss2-emulator/calibrations` in `XDG_CACHE_HOME` or in
  /// `~/.cache`; nil if `BSS2EMU_CACHE` is empty or there is no home.
  public static var standard: CacheFolder? {
    let environment = ProcessInfo.processInfo.environment
    if let own = environment["BSS2EMU_CACHE"] { return own.isEmpty ? nil : CacheFolder(own) }
    let base =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].map { $0 + "/.cache" }
    return base.map { CacheFolder($0 + "/bss2-emulator/calibrations") }
  }

  private static let suffix = ".calibration"
  private static let lockSuffix = ".lock"
  /// Files of earlier versions, which nothing reads.
  private static let formerSuffixes = [".h5", ".npz"]

  /// Returns the content of an entry; nil if there is none.
  func content(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: file(name + Self.suffix)).map(Array.init)
  }

  /// Writes an entry; that it cannot be written is no error.
  func store(_ content: [UInt8], _ name: String) {
    try? Data(content).write(to: URL(fileURLWithPath: file(name + Self.suffix)), options: .atomic)
  }

  /// Runs a body while no other process runs one for the same entry, where files can be locked.
  func locked<R>(_ name: String, _ body: () throws -> R) rethrows -> R {
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let file = file(name + Self.lockSuffix)
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return try body() }
    defer {
      unlink(file)
      close(descriptor)
    }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }

  private func file(_ name: String) -> String { "\(path)/\(name)" }

  /// One file of the folder.
  public struct Entry: Sendable {
    /// Its path.
    public let path: String
    /// Its size in bytes.
    public let size: Int
    /// The last time at which it was read or written, in seconds since 1970.
    public let lastUse: Double
  }

  /// All entries by name, those of earlier versions and left locks included.
  public var entries: [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().filter(isOwn).compactMap { entry(file($0)) }
  }

  private func isOwn(_ name: String) -> Bool {
    ([Self.suffix, Self.lockSuffix] + Self.formerSuffixes).contains(where: name.hasSuffix)
  }

  private func entry(_ path: String) -> Entry? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let times = [status.st_atim, status.st_mtim].map { Double($0.tv_sec) }
    return Entry(path: path, size: Int(status.st_size), lastUse: times.max() ?? 0)
  }

  /// Deletes entries that have not been used for a time.
  /// - Parameter days: The time; 0 deletes all entries.
  /// - Returns: What was deleted.
  public func prune(unusedFor days: Double) -> [Entry] {
    let latest = Date().timeIntervalSince1970 - 86_400 * days
    return entries.filter { $0.lastUse <= latest && unlink($0.path) == 0 }
  }
}
