import ChipConfiguration
import ChipModel
import SimulationCore

/// The tables of configs/README.md, made from the code and the preset, so that they cannot drift.
struct ConfigurationTables {
  private let chip: ChipConfiguration

  /// The tables of `typical`.
  init() throws { chip = try ChipConfiguration.load("typical") }

  /// The tables of a kind of chip.
  init(_ chip: ChipConfiguration) { self.chip = chip }

  /// Both tables as Markdown.
  var text: String { effects + "\n" + parameters }

  /// Numbers of each status: of the parameters with a unit, of all, of the effects.
  var counts: String {
    let rows = ChipParameters.table.compactMap { row in
      chip.provenance[row.key].map { (hasUnit: !row.dimension.symbol.isEmpty, $0.status) }
    }
    return line("parameters with a unit", rows.filter(\.hasUnit).map(\.1))
      + line("all parameters", rows.map(\.1)) + line("effects", Effect.table.map(\.status))
  }

  private func line(_ what: String, _ statuses: [ParameterStatus]) -> String {
    let parts = ParameterStatus.allCases.map { status in
      let count = statuses.count { $0 == status }
      return "\(count) \(status.rawValue) (\(100 * count / max(1, statuses.count)) %)"
    }
    return "\(what): \(statuses.count), of which " + parts.joined(separator: ", ") + "\n"
  }

  private var effects: String {
    let rows = Effect.table.map { row in
      "| `\(row.effect.name)` | \(row.component) | \(row.law) | \(row.knobs) "
        + "| \(magnitude(row)) | \(row.source) | \(row.status.rawValue) |\n"
    }
    return "## Effects\n\n| effect | where | law | knobs | magnitude | source | status |\n"
      + "|---|---|---|---|---|---|---|\n" + rows.joined()
  }

  /// The parameters of an effect as the chip has them, each by the last part of its key.
  func magnitude(_ row: EffectDescription) -> String {
    let values = row.parameters.map { key in
      let name = key.split(separator: ".").last.map(String.init) ?? key
      return "\(name) \(chip.provenance[key]?.text ?? "-")"
    }
    let isOn = chip.parameters.effects.isOn(row.effect)
    return (values.isEmpty ? "-" : values.joined(separator: ", ")) + (isOn ? "" : " (off)")
  }

  private var parameters: String {
    let rows = ChipParameters.table.map { row in
      let origin = chip.provenance[row.key]
      let unit = row.dimension.symbol
      return "| `\(row.key)` | \(row.summary) | \(origin?.text ?? "-") "
        + "| \(row.range.lowerBound)...\(row.range.upperBound) \(unit) "
        + "| \(origin?.source ?? "-") | \(origin?.status.rawValue ?? "-") |\n"
    }
    return "## Parameters of `typical`\n\n"
      + "| key | meaning | value | allowed | source | status |\n|---|---|---|---|---|---|\n"
      + rows.joined()
  }
}
