internal import ChipModel
internal import Foundation
internal import Quantities
internal import SimulationCore
internal import Yams

/// Reads configuration files and the presets they extend.
struct Loader {
  private var opened: Set<String> = []

  /// What a file and the files below it say.
  private struct Draft {
    var name = ""
    var values: [String: Double] = [:]
    var provenance: [String: Provenance] = [:]
    var effects = EffectScales(all: 1)
    var driverRegisters: [String: Int] = [:]
  }

  mutating func load(_ nameOrPath: String) throws -> ChipConfiguration {
    let draft = try draft(nameOrPath)
    var parameters = ChipParameters()
    parameters.name = draft.name
    parameters.effects = draft.effects
    for row in ChipParameters.table {
      guard let value = draft.values[row.key] else {
        throw ConfigurationError.missingKey(file: nameOrPath, key: "parameters." + row.key)
      }
      row.set(value, in: &parameters)
    }
    do {
      try parameters.validate()
    } catch {
      throw ConfigurationError.badValue(file: nameOrPath, key: "parameters", reason: "\(error)")
    }
    return ChipConfiguration(
      parameters: parameters, driverRegisters: draft.driverRegisters,
      provenance: draft.provenance)
  }

  private mutating func draft(_ nameOrPath: String) throws -> Draft {
    guard opened.insert(nameOrPath).inserted else {
      throw ConfigurationError.circularExtends(file: nameOrPath)
    }
    let mapping = try mapping(nameOrPath)
    try refuseUnknown(mapping, ["name", "extends", "parameters", "effects", "drivers"], nameOrPath)
    var draft = Draft()
    if let base = mapping["extends"] {
      guard let base = base.string else {
        throw ConfigurationError.badValue(
          file: nameOrPath, key: "extends", reason: "must be the name of a preset or a path")
      }
      draft = try self.draft(resolved(base, in: nameOrPath))
    }
    guard let name = mapping["name"]?.string, !name.isEmpty else {
      throw ConfigurationError.missingKey(file: nameOrPath, key: "name")
    }
    draft.name = name
    try readParameters(mapping["parameters"], nameOrPath, &draft)
    try readEffects(mapping["effects"], nameOrPath, &draft)
    try readDrivers(mapping["drivers"], nameOrPath, &draft)
    return draft
  }

  /// The largest code of each register of the drivers.
  private static let driverRegisters = ["stp_i_ramp": 1022, "hagen_dac_offset": 63]

  /// Fixed registers of the drivers: all of them, or none.
  private func readDrivers(_ node: Node?, _ file: String, _ draft: inout Draft) throws {
    guard let node else { return }
    let names = Self.driverRegisters.keys.sorted()
    guard let mapping = node.mapping else {
      throw ConfigurationError.badValue(
        file: file, key: "drivers", reason: "must be a mapping of " + names.joined(separator: ", "))
    }
    try refuseUnknown(mapping, names, file)
    for name in names {
      guard let code = mapping[name]?.int, let largest = Self.driverRegisters[name],
        (0...largest).contains(code)
      else {
        throw ConfigurationError.badValue(
          file: file, key: "drivers." + name,
          reason: "must be a whole number from 0 to \(Self.driverRegisters[name] ?? 0)")
      }
      draft.driverRegisters[name] = code
    }
  }

  /// A base is a preset, or a file whose path counts from the folder of the file that names it.
  private func resolved(_ base: String, in file: String) -> String {
    if Presets.texts[base] != nil || base.hasPrefix("/") { return base }
    // Foundation's deletingLastPathComponent traps on a path of one character.
    return file.lastIndex(of: "/").map { file[...$0] + base } ?? base
  }

  private func mapping(_ nameOrPath: String) throws -> Node.Mapping {
    let text = try text(nameOrPath)
    do {
      guard let mapping = try Yams.compose(yaml: text)?.mapping else {
        throw ConfigurationError.notYAML(file: nameOrPath, reason: "no keys at the top level")
      }
      return mapping
    } catch let error as YamlError {
      throw ConfigurationError.notYAML(
        file: nameOrPath, reason: "\(error)".split(separator: "\n").first.map(String.init) ?? "")
    }
  }

  private func text(_ nameOrPath: String) throws -> String {
    if let preset = Presets.texts[nameOrPath] { return preset }
    guard FileManager.default.fileExists(atPath: nameOrPath) else {
      throw ConfigurationError.missingFile(nameOrPath, presets: ChipConfiguration.presets)
    }
    do {
      return try String(contentsOfFile: nameOrPath, encoding: .utf8)
    } catch {
      throw ConfigurationError.unreadable(file: nameOrPath, reason: "not a readable UTF-8 file")
    }
  }

  private func refuseUnknown(
    _ mapping: Node.Mapping, _ known: [String], _ file: String
  ) throws {
    for key in mapping.keys {
      let name = key.string ?? ""
      guard known.contains(name) else {
        throw ConfigurationError.unknownKey(file: file, key: name, nearest: nearest(name, known))
      }
    }
  }

  private func readParameters(_ node: Node?, _ file: String, _ draft: inout Draft) throws {
    guard let node else { return }
    guard let mapping = node.mapping else {
      throw ConfigurationError.badValue(
        file: file, key: "parameters", reason: "must be a mapping of keys to values")
    }
    let rows = Dictionary(uniqueKeysWithValues: ChipParameters.table.map { ($0.key, $0) })
    for (keyNode, entry) in mapping {
      let key = keyNode.string ?? ""
      guard let row = rows[key] else {
        throw ConfigurationError.unknownKey(
          file: file, key: "parameters." + key, nearest: nearest(key, Array(rows.keys)))
      }
      let (value, provenance) = try readEntry(entry, row, file)
      draft.values[key] = value
      draft.provenance[key] = provenance
    }
  }

  private func readEntry(
    _ node: Node, _ row: ParameterDescriptor<ChipParameters>, _ file: String
  ) throws -> (Double, Provenance) {
    guard let mapping = node.mapping else {
      throw ConfigurationError.badValue(
        file: file, key: row.key, reason: "must be {value: ..., source: ..., status: ...}")
    }
    try refuseUnknown(mapping, ["value", "source", "status"], "\(file): \(row.key)")
    guard let text = mapping["value"]?.scalar?.string else {
      throw ConfigurationError.missingKey(file: file, key: row.key + ".value")
    }
    guard let source = mapping["source"]?.string, !source.isEmpty else {
      throw ConfigurationError.missingKey(file: file, key: row.key + ".source")
    }
    guard let status = mapping["status"]?.string.flatMap(ParameterStatus.init) else {
      throw ConfigurationError.badValue(
        file: file, key: row.key + ".status",
        reason: "must be " + ParameterStatus.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return (try readValue(text, row, file), Provenance(source: source, status: status, text: text))
  }

  private func readValue(
    _ text: String, _ row: ParameterDescriptor<ChipParameters>, _ file: String
  ) throws -> Double {
    let value: Double
    do {
      value = try row.dimension.parse(text)
    } catch {
      throw ConfigurationError.badValue(file: file, key: row.key, reason: "\(error)")
    }
    guard row.range.contains(value) else {
      let unit = row.dimension.symbol
      throw ConfigurationError.outOfRange(
        file: file, key: row.key, value: text,
        allowed: "\(row.range.lowerBound) to \(row.range.upperBound) \(unit)")
    }
    return value
  }

  private func readEffects(_ node: Node?, _ file: String, _ draft: inout Draft) throws {
    guard let node else { return }
    guard let mapping = node.mapping else {
      throw ConfigurationError.badValue(
        file: file, key: "effects", reason: "must be a mapping of effects to scales")
    }
    // A mapping has no order: "all" comes before the effects that differ from it.
    let entries = mapping.map { (name: $0.key.string ?? "", scale: $0.value) }
    for (name, scale) in entries.filter({ $0.name == "all" }) + entries.filter({ $0.name != "all" })
    {
      guard let number = scale.float else {
        throw ConfigurationError.badValue(
          file: file, key: "effects." + name, reason: "the scale must be a number")
      }
      try draft.effects.set(name, to: number, file: file)
    }
  }
}
