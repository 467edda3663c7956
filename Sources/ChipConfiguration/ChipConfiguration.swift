@_exported public import ChipDescription
internal import Foundation

extension ChipConfiguration {
  /// Reads a preset by name ("typical", "ideal", "v2", "faulty") or a file by path.
  /// - Throws: ``ConfigurationError`` naming file, key and what is allowed.
  public static func load(_ nameOrPath: String) throws -> ChipConfiguration {
    var reader = ChipFileReader(nameOrPath)
    while let name = reader.wanted {
      let root = try file(name, reader).root()
      try reader.give(root.map { ConfigurationNode($0) } ?? .text(""))
    }
    return try reader.configuration()
  }

  private static func file(_ name: String, _ reader: ChipFileReader) throws -> YAMLFile {
    if let preset = Preset(rawValue: name) { return YAMLFile(name: name, text: preset.text) }
    guard FileManager.default.fileExists(atPath: name) else { throw reader.missingFile }
    return try YAMLFile(path: name)
  }
}
