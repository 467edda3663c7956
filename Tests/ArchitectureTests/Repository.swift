import Foundation

/// The checked-out repository, as text.
enum Repository {
  /// Its top folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file, by its path from the top folder.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Replaces the text of a file.
  static func write(_ text: String, to path: String) throws {
    try text.write(to: root.appendingPathComponent(path), atomically: true, encoding: .utf8)
  }

  /// The folders directly inside a folder that hold at least one Swift, C or module map file.
  static func codeFolders(in folder: String) throws -> Set<String> {
    let manager = FileManager.default
    let names = try manager.contentsOfDirectory(
      atPath: root.appendingPathComponent(folder).path)
    return Set(
      names.filter { !files(in: "\(folder)/\($0)", [".swift", ".c", ".modulemap"]).isEmpty })
  }

  /// Paths of all files below a folder with one of the endings, sorted.
  static func files(in folder: String, _ endings: [String]) -> [String] {
    let top = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(atPath: top.path) else { return [] }
    let paths = walk.compactMap { $0 as? String }
    return paths.filter { path in
      endings.contains { path.hasSuffix($0) } && !path.contains(".build/")
    }.map { "\(folder)/\($0)" }.sorted()
  }

  /// A Boolean value that tells if files on record are to be written anew.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" }
}
