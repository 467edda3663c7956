import ArgumentParser
import ChipConfiguration
import ChipModel
import SimulationCore

/// Lists the named non-idealities of the chip.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects", abstract: "List every effect with its law, source and status.")

  @Argument(
    help: "Names of effects, such as cadc.noise (default: all).",
    completion: .list(Effect.allCases.map(\.name)))
  var names: [String] = []

  @Option(help: ChipOptions.kindHelp, completion: ChipOptions.kindCompletion)
  var chip = "typical"

  @Flag(help: "Print the effects as JSON, magnitudes in SI units, and nothing else.")
  var json = false

  @Flag(help: "Print how many parameters of typical, and how many effects, have each status.")
  var count = false

  @Flag(help: "Print the tables of effects and parameters for configs/README.md.")
  var markdown = false

  func validate() throws {
    guard count || markdown else { return }
    guard names.isEmpty, !json, count != markdown, chip == "typical" else {
      throw ValidationError("--count and --markdown print whole tables; give one of them alone.")
    }
  }

  func run() throws {
    if markdown { return print(try ConfigurationTables().text, terminator: "") }
    if count { return print(try ConfigurationTables().counts, terminator: "") }
    let configuration = try ChipConfiguration.load(chip)
    let rows = try rows()
    if json {
      print(try jsonText(rows.map { EffectEntry($0, of: configuration) }))
    } else {
      let tables = ConfigurationTables(configuration)
      for row in rows { print(text(row, tables)) }
    }
  }

  /// The rows of the named effects, in the order of their names; of all without names.
  private func rows() throws -> [EffectDescription] {
    guard !names.isEmpty else { return Effect.table }
    for name in names { _ = try ChipKey(effect: name, file: "effects") }
    return names.flatMap { name in Effect.table.filter { name == "all" || $0.name == name } }
  }

  private func text(_ row: EffectDescription, _ tables: ConfigurationTables) -> String {
    """
    \(row.effect.name)  (\(row.component), \(row.status.rawValue))
        \(row.law)
        magnitude: \(tables.magnitude(row))
        knobs: \(row.knobs)
        source: \(row.source)
    """
  }
}

/// An effect on a kind of chip, for machines.
private struct EffectEntry: Encodable {
  let name: String
  let component: String
  let law: String
  let knobs: String
  let magnitudes: [String: Double]
  let source: String
  let status: String
  let strength: Double

  init(_ row: EffectDescription, of configuration: ChipConfiguration) {
    (name, component, law) = (row.name, row.component, row.law)
    (knobs, source, status) = (row.knobs, row.source, row.status.rawValue)
    strength = configuration.parameters.effects[row.effect]
    let parameters = ChipParameters.table.filter { row.parameters.contains($0.key) }
    magnitudes = Dictionary(
      uniqueKeysWithValues: parameters.map { ($0.key, $0.value(in: configuration.parameters)) })
  }
}
