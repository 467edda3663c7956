import Foundation

/// A file for results, whose place is tested before the work starts.
struct OutputFile {
  let path: String

  /// Makes the file's folder if needed.
  /// - Throws: ``OutputError`` when the file cannot be made there.
  init(_ path: String) throws {
    self.path = path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw OutputError.cannotWrite(path, reason: "it is a folder")
    }
    _ = try OutputFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Writes the file; it appears whole or not at all.
  /// - Throws: ``OutputError``.
  func write(_ data: Data) throws {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw OutputError.cannotWrite(path, reason: "the file cannot be made")
    }
  }
}
