import ArgumentParser
import Calib
import Characterization
import ChipModel
import Experiments
import Statistics

/// Registers of virtual chips beside those of a real one.
struct RegistersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registers",
    abstract: "Compare registers of calibrated chips with those of a real chip.",
    discussion: """
      Every chip is calibrated at the targets of a published chip of revision 2: its neurons have a \
      leak and slow inputs. Means, spreads, differences between quadrants and correlations of all \
      registers stand beside the published ones.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Seeds of the chips, such as 0..11; default: only --seed.")
  var seeds: SeedRange?

  @Flag(help: "Print the table of docs/fidelity.md and nothing else.")
  var markdown = false

  func validate() throws { try chipOptions.refuseSeed(if: seeds != nil) }

  func run() throws {
    let progress = ProgressLine(isQuiet: markdown)
    let chips = try (seeds?.values ?? [chipOptions.seed]).map { seed in
      progress.begin("calibrating \(chipOptions.chip)-\(seed)")
      return try registers(seed: seed)
    }
    progress.clear()
    let rows = RegisterFigure.cube66.map { figure in
      (figure, chips.map { figure.value(RegisterSample($0), ChannelSample($0.cadc)) })
    }
    if markdown {
      print(Self.head + rows.map { Self.line($0, $1) }.joined())
    } else {
      print(aligned([Self.columns] + rows.map { Self.cells($0, $1) }), terminator: "")
    }
  }

  private func registers(seed: UInt64) throws -> LeakyNeuronRegisters {
    let chip = try Chip(
      parameters: chipOptions.configuration().parameters, seed: seed, runSeed: 0,
      threads: chipOptions.threads)
    return try LeakyNeuronCalibration.registers(of: chip, seed: seed)
  }

  private static let columns = [
    "figure", "published (allowed)", "ours: median (5 to 95 %)", "within",
  ]
  private static let head =
    "| " + columns.joined(separator: " | ") + " |\n"
    + String(repeating: "|---", count: columns.count) + "|\n"

  private static func line(_ figure: RegisterFigure, _ values: [Double]) -> String {
    "| " + cells(figure, values).joined(separator: " | ") + " |\n"
  }

  private static func cells(_ figure: RegisterFigure, _ values: [Double]) -> [String] {
    let (range, middle) = (figure.range, median(values))
    let ends = "\(short(percentile(values, 5))) to \(short(percentile(values, 95)))"
    let isWithin = range.contains(middle)
    return [
      figure.title,
      "\(short(figure.published)) (\(short(range.lowerBound)) to \(short(range.upperBound)))",
      short(middle) + (values.count > 1 ? " (\(ends))" : ""),
      isWithin ? "yes" : "no" + (figure.cause.map { ": \($0)" } ?? ""),
    ]
  }
}
