internal import ChipModel
internal import Containers
internal import SimulationCore

/// Reads a chip file and the files that it extends.
///
/// While ``wanted`` names a preset or a file, the caller supplies its content; then
/// ``configuration()`` has the chip. The reader knows no file system and no format.
public struct ChipFileReader: Sendable {
  /// The preset or the path whose content is needed next; nil if all are here.
  public private(set) var wanted: String?

  private let file: String
  /// Files with their content, each of which extends the next.
  private var chain: [(file: String, entries: [ConfigurationNode.Entry])] = []

  private static let keys = [
    "name", "extends", "parameters", "effects", "drivers", "calibration",
  ]

  /// A reader of a preset, by its name, or of a file, by its path.
  public init(_ nameOrPath: String) {
    file = nameOrPath
    wanted = nameOrPath
  }

  /// Takes the content of the file that is wanted.
  /// - Throws: ``ConfigurationError``.
  public mutating func give(_ content: ConfigurationNode) throws(ConfigurationError) {
    guard let file = wanted else { return }
    guard let entries = content.entries else {
      throw .notYAML(file: file, reason: "no keys at the top level")
    }
    try entries.allow(Self.keys, in: file)
    chain.append((file, entries))
    wanted = try base(entries, file)
  }

  /// The error of a wanted file that does not exist.
  public var missingFile: ConfigurationError {
    .missingFile(wanted ?? file, presets: ChipConfiguration.presets)
  }

  private func base(
    _ entries: [ConfigurationNode.Entry], _ file: String
  ) throws(ConfigurationError) -> String? {
    guard let node = entries["extends"], !node.isNothing else { return nil }
    guard let base = node.text else {
      throw .badValue(
        file: file, key: "extends", reason: "must be the name of a preset or a path")
    }
    let resolved = Self.resolved(base, in: file)
    guard !chain.contains(where: { $0.file == resolved }) else {
      throw .circularExtends(file: resolved)
    }
    return resolved
  }

  /// A base is a preset, or a file whose path counts from the folder of the file that names it.
  private static func resolved(_ base: String, in file: String) -> String {
    if Preset(rawValue: base) != nil || base.hasPrefix("/") { return base }
    return file.lastIndex(of: "/").map { file[...$0] + base } ?? base
  }
}

extension ChipFileReader {
  /// The settings that all files give together.
  /// - Throws: ``ConfigurationError``.
  public func settings() throws(ConfigurationError) -> ChipFileSettings {
    var settings = ChipFileSettings()
    for (file, entries) in chain.reversed() {
      guard let name = entries["name"]?.text else { throw .missingKey(file: file, key: "name") }
      settings.name = name
      try settings.readParameters(entries["parameters"], file)
      try settings.readEffects(entries["effects"], file)
      try settings.readDrivers(entries["drivers"], file)
      try settings.readCalibration(entries["calibration"], file)
    }
    for row in ChipParameters.table where settings.values[row.key] == nil {
      throw .missingKey(file: file, key: "parameters." + row.key)
    }
    return settings
  }

  /// The chip that the files describe.
  /// - Throws: ``ConfigurationError``.
  public func configuration() throws(ConfigurationError) -> ChipConfiguration {
    let settings = try settings()
    return try ChipConfiguration(
      name: settings.name, settings: settings.values, provenance: settings.provenance)
  }
}
