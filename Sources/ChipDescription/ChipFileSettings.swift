internal import Containers
internal import SimulationCore

/// Name and values of a kind of chip, as its files give them.
public struct ChipFileSettings: Sendable {
  /// The name of the kind.
  public internal(set) var name = ""
  /// Values by the keys of ``ChipKey``; an effect without one has the scale of "effects.all", or 1.
  public private(set) var values: [String: Double] = [:]
  private(set) var provenance: [String: ParameterOrigin] = [:]

  mutating func readParameters(
    _ node: ConfigurationNode?, _ file: String
  ) throws(ConfigurationError) {
    for entry in try section(node, file, "parameters", "keys to values") {
      let key = try ChipKey(parameter: entry.key, file: file)
      let origin = try origin(entry, file)
      values[entry.key] = try key.value(of: origin.text, file: file)
      provenance[entry.key] = origin
    }
  }

  mutating func readEffects(
    _ node: ConfigurationNode?, _ file: String
  ) throws(ConfigurationError) {
    // A mapping has no order: "all" comes before the effects that differ from it.
    let entries = try section(node, file, "effects", "effects to scales")
    for entry in entries.filter({ $0.key == "all" }) + entries.filter({ $0.key != "all" }) {
      let key = try ChipKey(effect: entry.key, file: file)
      let scale = try key.value(of: entry.value.text ?? "", file: file)
      if case .allEffects = key {
        values = values.filter { !$0.key.hasPrefix(ChipKey.effects) }
      }
      values[key.key] = scale
    }
  }

  /// Reads fixed registers of the drivers: all of them, or none.
  mutating func readDrivers(
    _ node: ConfigurationNode?, _ file: String
  ) throws(ConfigurationError) {
    let names = DriverRegister.allCases.map(\.rawValue).sorted()
    let entries = try section(node, file, "drivers", names.joined(separator: ", "))
    try entries.allow(names, in: file, section: ChipKey.drivers)
    guard let node, !node.isNothing else { return }
    for name in names {
      let key = try ChipKey(ChipKey.drivers + name)
      guard let entry = entries[name] else { throw .missingKey(file: file, key: key.key) }
      values[key.key] = try key.value(of: entry.text ?? "", file: file)
    }
  }

  /// Reads how chips are calibrated.
  mutating func readCalibration(
    _ node: ConfigurationNode?, _ file: String
  ) throws(ConfigurationError) {
    let entries = try section(node, file, "calibration", "calix to a year")
    try entries.allow(["calix"], in: file, section: "calibration.")
    for entry in entries {
      let key = ChipKey.calibrationRoutine
      values[key.key] = try key.value(of: entry.value.text ?? "", file: file)
    }
  }

  /// The entries of a section; none where nothing is written.
  private func section(
    _ node: ConfigurationNode?, _ file: String, _ name: String, _ content: String
  ) throws(ConfigurationError) -> [ConfigurationNode.Entry] {
    guard let node, !node.isNothing else { return [] }
    guard let entries = node.entries else {
      throw .badValue(file: file, key: name, reason: "must be a mapping of " + content)
    }
    return entries
  }

  private func origin(
    _ entry: ConfigurationNode.Entry, _ file: String
  ) throws(ConfigurationError) -> ParameterOrigin {
    let key = entry.key
    guard let parts = entry.value.entries else {
      throw .badValue(
        file: file, key: key, reason: "must be {value: ..., source: ..., status: ...}")
    }
    try parts.allow(["value", "source", "status"], in: "\(file): \(key)")
    guard let text = parts["value"]?.text else {
      throw .missingKey(file: file, key: key + ".value")
    }
    guard let source = parts["source"]?.text else {
      throw .missingKey(file: file, key: key + ".source")
    }
    guard let status = parts["status"]?.text.flatMap(ParameterStatus.init) else {
      throw .badValue(
        file: file, key: key + ".status",
        reason: "must be one of "
          + ParameterStatus.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return ParameterOrigin(source: source, status: status, text: text)
  }
}
