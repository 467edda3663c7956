import ArgumentParser
import Characterization
import ChipModel
import Figures
import Foundation
import Recording

/// Chips calibrated at one temperature and used at others.
struct TemperatureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "temperature",
    abstract: "Use calibrated chips at other temperatures than their calibration's.",
    discussion: """
      Every chip is calibrated as it is configured; then random products are measured at each \
      temperature: gain, noise, what results are off, and how much of that is each neuron's own \
      shift. To use one temperature in any other command, calibrate first and pass the file, with \
      --effect temperature=S: S times the 50 K between columns.temperature.reference and .chip.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Chips, such as 0..4; default: the one of --seed.")
  var seeds: SeedRange?

  @Option(parsing: .upToNextOption, help: "Temperatures in kelvin, 200 to 450.")
  var kelvin: [Double] = [313, 328, 343, 363]

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "temperature"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  func validate() throws {
    guard !kelvin.isEmpty else { throw ValidationError("--kelvin needs a temperature") }
    for value in kelvin where !(200...450).contains(value) {
      throw ValidationError("--kelvin \(value) is out of range; allowed is 200 to 450")
    }
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    let chips = seeds?.values ?? [chipOptions.seed]
    let scans = try chips.map { try scan(seed: $0, progress) }
    progress.clear()
    let report = TemperatureReport(
      preset: chipOptions.chip, seeds: chips, scans: scans,
      attributes: try chipOptions.attributes(seeds: chips))
    try HDF5File.write(report.record, to: folder.file("temperature.h5"))
    for suffix in [".png", ".svg"] {
      try report.figure.write(to: folder.file("temperature" + suffix))
    }
    if json {
      print(try report.json())
    } else {
      print(report.text, terminator: "")
      print("record and pictures: \(folder.path)")
    }
  }

  private func scan(seed: UInt64, _ progress: ProgressLine) throws -> TemperatureScan {
    var options = chipOptions
    options.seed = seed
    progress.begin("calibrating \(options.chip)-\(seed)")
    let (chip, calibration, _) = try options.calibratedChip {
      progress.update($0.fraction, note: $0.step)
    }
    // The settings stay; only the chip gets warmer. Every temperature has noise of its own.
    let others = try kelvin.enumerated().map { index, kelvin in
      let warm = try Chip(
        parameters: chip.parameters.at(kelvin: kelvin), seed: seed,
        runSeed: options.runSeed &+ UInt64(index) &+ 1, threads: options.threads)
      try calibration.apply(to: warm)
      return (kelvin: kelvin, device: try Device(warm))
    }
    progress.begin("measuring \(options.chip)-\(seed)")
    return try TemperatureScan(
      reference: Device(chip), others: others, progress: { progress.update($0) })
  }
}
