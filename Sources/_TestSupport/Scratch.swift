public import Foundation

/// A folder of its own for one test, removed at the end.
public final class Scratch: Sendable {
  /// The folder.
  public let folder: URL

  /// Makes the folder.
  /// - Throws: what the file system throws.
  public init() throws {
    folder = URL(filePath: try ScratchFolder.path(UUID().uuidString))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in it.
  public func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Names of all files, hidden ones too.
  public var content: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  /// Returns the content of a file.
  /// - Throws: what the file system throws.
  public func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path(name)))
  }
}
