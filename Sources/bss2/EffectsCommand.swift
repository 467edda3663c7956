import ArgumentParser
import SimulationCore

/// Lists the named non-idealities of the chip.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects", abstract: "List every effect with its law, source and status.")

  @Flag(help: "Print how many parameters of typical, and how many effects, have each status.")
  var count = false

  @Flag(help: "Print the tables of effects and parameters for configs/README.md.")
  var markdown = false

  func run() throws {
    if markdown {
      print(try ConfigurationTables().text, terminator: "")
      return
    }
    let tables = try ConfigurationTables()
    if count {
      print(tables.counts, terminator: "")
      return
    }
    for row in Effect.table {
      print("\(row.effect.name)  (\(row.component), \(row.status.rawValue))")
      print("    \(row.law)\n    magnitude: \(tables.magnitude(row))")
      print("    knobs: \(row.knobs)\n    source: \(row.source)")
    }
  }
}
