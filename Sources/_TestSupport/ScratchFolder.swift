import Foundation

/// Folders for files of tests, for as long as the test process runs.
public enum ScratchFolder {
  /// The folder of that name, made when it is missing. Whoever gives the same name shares it.
  /// - Throws: what the file system throws.
  public static func path(_ name: String) throws -> String {
    let folder = root + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let root: String = {
    atexit { try? FileManager.default.removeItem(atPath: ScratchFolder.root) }
    return NSTemporaryDirectory() + "bss2-tests-\(ProcessInfo.processInfo.processIdentifier)"
  }()
}
