@_exported public import ChipDescription
internal import Foundation
internal import Recording
internal import SimulationCore

extension ChipConfiguration {
  /// Reads a preset by name ("typical", "ideal", "v2", "faulty") or a file by path: a YAML file, or the
  /// file of a measured chip.
  /// - Throws: ``ConfigurationError`` naming file, key and what is allowed.
  public static func load(_ nameOrPath: String) throws -> ChipConfiguration {
    var reader = ChipFileReader(nameOrPath)
    var pattern: KnownPattern?
    while let name = reader.wanted {
      let measured = try measuredFile(name)
      pattern = try pattern ?? measured?.pattern()
      let root = try (measured?.configuration() ?? file(name, reader)).root()
      try reader.give(root.map { ConfigurationNode($0) } ?? .text(""))
    }
    var configuration = try reader.configuration()
    configuration.parameters.pattern = pattern
    return configuration
  }

  /// The file of a measured chip; nil for presets and other files.
  private static func measuredFile(_ name: String) throws -> MeasuredChipFile? {
    guard Preset(rawValue: name) == nil, HDF5File.isHDF5(path: name) else { return nil }
    return try MeasuredChipFile(path: name)
  }

  private static func file(_ name: String, _ reader: ChipFileReader) throws -> YAMLFile {
    if let preset = Preset(rawValue: name) { return YAMLFile(name: name, text: preset.text) }
    guard FileManager.default.fileExists(atPath: name) else { throw reader.missingFile }
    return try YAMLFile(path: name)
  }
}
