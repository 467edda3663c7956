internal import ChipDescription
internal import ChipModel
internal import Quantities
internal import SimulationCore

extension ChipConfiguration {
  /// The text of a configuration file without a base.
  /// - Parameter source: Origin of the values that differ from those that were read.
  func yaml(source: String) -> String {
    let parameters = ChipParameters.table.map { row in
      "  \(row.key): \(yaml(row, source))"
    }
    let effects = Effect.allCases.map { "  \($0.name): \(self.parameters.effects[$0])" }
    let drivers = driverRegisters.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    let lines =
      ["name: \(quoted(self.parameters.name))", "parameters:"] + parameters + ["effects:"] + effects
      + (drivers.isEmpty ? [] : ["drivers:"] + drivers)
      + ["calibration:", "  calix: \(calibrationRoutine.rawValue)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func yaml(_ row: ParameterDescriptor<ChipParameters>, _ source: String) -> String {
    let value = row.value(in: parameters)
    var origin = provenance[row.key]
    if origin.flatMap({ try? row.dimension.parse($0.text) }) != value { origin = nil }
    let text = origin?.text ?? "\(value) \(row.dimension.symbol)"
    return "{value: \(quoted(text)), source: \(quoted(origin?.source ?? source)), "
      + "status: \(origin?.status.rawValue ?? ParameterStatus.fitted.rawValue)}"
  }
}

/// A text in quotation marks of YAML.
private func quoted(_ text: String) -> String {
  "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
