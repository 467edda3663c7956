import ArgumentParser
import Characterization
import Experiments
import Figures
import Plots
import Recording

/// Measures a calibrated chip as users of the chip do, beside what was published.
struct CharacterizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "characterize",
    abstract: "Measure a calibrated chip with the protocols of the tutorials.",
    discussion: """
      Measures the pattern of the columns, linearity, the activation curve, the noise for several \
      numbers of sends and waiting times, drift, saturation, and gain and noise of the mock model. The \
      table shows published figures and those of the linear mock beside them. With --seeds, it shows \
      the median over the chips and the 5th to 95th percentile.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(
    help: """
      Range of chip seeds, such as 0..9 (at most 10 000 seeds), to measure many chips instead of one.
      """)
  var seeds: SeedRange?

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "characterization"

  @Flag(
    help: """
      Only measure CADC and MADC: what they read when the board's DAC supplies 0.1 V to 1.0 V.
      """)
  var adc = false

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  @Flag(help: "Print the table of docs/fidelity.md and nothing else.")
  var markdown = false

  func validate() throws { try chipOptions.refuseSeed(if: seeds != nil) }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json || markdown)
    if adc { return try characterizeConverters(folder, progress) }
    let seeds = seeds?.values ?? [chipOptions.seed]
    let chips = try seeds.map { try characterize(seed: $0, progress) }
    // The mock with the gain and noise that were measured on a chip, as a user would set it.
    let mock = Characterization(
      try Device(mock: chips[0].mockParameter(), runSeed: chipOptions.runSeed))
    progress.clear()
    let preset = try chipOptions.configuration().parameters.name
    let table = try FigureTable(preset: preset, chips: chips, mock: mock)
    var record = Record(attributes: try chipOptions.attributes(seeds: seeds))
    record.attributes["content"] = "characterization"
    for device in chips + [mock] { record.groups[device.name] = try device.record() }
    record.groups["figures"] = table.record
    try HDF5File.write(record, to: folder.file("characterization.h5"))
    for (name, figure) in try figures(chips, mock, preset) { try folder.write(figure, name) }
    if json {
      print(try table.json())
    } else if markdown {
      print(table.markdown, terminator: "")
    } else {
      print(table.text, terminator: "")
      print("record and pictures: \(folder.path)")
    }
  }

  /// Pictures of a chip beside the mock, or of a population.
  private func figures(
    _ chips: [Characterization], _ mock: Characterization, _ preset: String
  ) throws -> [(name: String, figure: Figure)] {
    guard chips.count > 1 else {
      return try CharacterizationPlots(chip: chips[0], mock: mock, preset: preset).all()
    }
    let name = "\(chips.count) chips of \(preset)"
    return try GroupPlots([.init(name: name, devices: chips, preset: preset)]).all()
  }

  /// One calibrated chip, ready for all protocols.
  private func characterize(seed: UInt64, _ progress: ProgressLine) throws -> Characterization {
    let chip = try chipOptions.calibratedChip(seed: seed, progress).chip
    progress.begin("measuring \(chipOptions.chip)-\(seed)")
    return Characterization(try Device(chip)) { progress.update($1, note: $0) }
  }
}
