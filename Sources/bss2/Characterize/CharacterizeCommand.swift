import ArgumentParser
import Characterization
import ChipModel
import Figures
import Foundation
import Perceptron
import Recording

/// Measures a calibrated chip as users of the chip do, beside what was published.
struct CharacterizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "characterize",
    abstract: "Measure a calibrated chip with the protocols of the tutorials.",
    discussion: """
      Column pattern, linearity, activation curve, noise over sends and waits, drift, saturation, \
      gain and noise: beside published figures and the linear mock. With --seeds, a population \
      of chips: median and 5 to 95 % of each figure.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "A range of chip seeds, such as 0..9: a population instead of one chip.")
  var seeds: SeedRange?

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "characterization"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  @Flag(help: "Print the table of docs/fidelity.md and nothing else.")
  var markdown = false

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json || markdown)
    let seeds = seeds?.values ?? [chipOptions.seed]
    let chips = try seeds.map { try Self.characterize(chipOptions, seed: $0, progress) }
    let mock = try Self.mock(like: chips[0], chipOptions)
    progress.clear()
    let preset = try chipOptions.configuration().parameters.name
    let table = try FigureTable(preset: preset, chips: chips, mock: mock)
    try HDF5File.write(
      CharacterizationRecord(
        chips: chips, mock: mock, table: table,
        attributes: try chipOptions.attributes(seeds: seeds)
      ).record(),
      to: folder.file("characterization.h5"))
    for (name, figure) in try CharacterizationFigures(
      chip: chips[0], mock: mock, preset: preset
    ).all() {
      for suffix in [".png", ".svg"] { try figure.write(to: folder.file(name + suffix)) }
    }
    if json {
      print(try table.json())
    } else if markdown {
      print(table.markdown, terminator: "")
    } else {
      print(table.text, terminator: "")
      print("record and pictures: \(folder.path)")
    }
  }

  /// One calibrated chip through all protocols.
  static func characterize(
    _ options: ChipOptions, seed: UInt64, _ progress: ProgressLine
  ) throws -> Characterization {
    var options = options
    options.seed = seed
    progress.begin("calibrating \(options.chip)-\(seed)")
    let chip = try options.calibratedChip {
      progress.update($0.fraction, note: $0.step)
    }.chip
    progress.begin("measuring \(options.chip)-\(seed)")
    return Characterization(try Device(chip)) { progress.update($1, note: $0) }
  }

  /// The mock with the gain and noise that were measured on a chip, as a user would set it.
  static func mock(like chip: Characterization, _ options: ChipOptions) throws -> Characterization {
    Characterization(
      try Device(mock: chip.mockParameter(), runSeed: options.runSeed))
  }
}
