import ArgumentParser
import Characterization
import Experiments
import Foundation
import Plots
import Recording
import Statistics

/// Chips calibrated at one temperature and used at others.
struct TemperatureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "temperature",
    abstract: "Use calibrated chips at temperatures other than that of calibration.",
    discussion: """
      Calibrates every chip as it is configured, then measures random products at each temperature: \
      gain, noise, error of the results, and the fraction of the squared error that a constant shift \
      of each column explains. --kelvin gives the temperatures (default: 313,328,343,363). To use a \
      chip at one other temperature, calibrate it first, then pass its file to 'bss2 mac', 'trace' or \
      'calibration verify' together with --kelvin.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Seeds of the chips, such as 0..4; default: only --seed.")
  var seeds: SeedRange?

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "temperature"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  func validate() throws { try chipOptions.refuseSeed(if: seeds != nil) }

  /// The options of the chips as they are calibrated.
  private var calibrating: ChipOptions {
    var options = chipOptions
    options.kelvin = nil
    return options
  }

  private var kelvin: [Double] { chipOptions.kelvin?.values ?? [313, 328, 343, 363] }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    let chips = seeds?.values ?? [chipOptions.seed]
    let scans = try chips.map { try scan(seed: $0, progress) }
    progress.clear()
    let result = TemperatureResult(seeds: chips, scans: scans)
    let record = result.record(attributes: try calibrating.attributes(seeds: chips))
    try HDF5File.write(record, to: folder.file("temperature.h5"))
    try folder.write(result.figure(preset: chipOptions.chip), "temperature")
    if json {
      print(try jsonText(JSON(chip: chipOptions.chip, result)))
    } else {
      print(text(result), terminator: "")
      print("record and pictures: \(folder.path)")
    }
  }

  private func scan(seed: UInt64, _ progress: ProgressLine) throws -> TemperatureScan {
    let (chip, calibration, _) = try calibrating.calibratedChip(seed: seed, progress)
    progress.begin("measuring \(chipOptions.chip)-\(seed)")
    return try TemperatureScan(of: chip, calibratedBy: calibration, kelvin: kelvin) {
      progress.update($0)
    }
  }

  /// A table: one row per temperature, medians over chips.
  private func text(_ result: TemperatureResult) -> String {
    let columns = TemperatureScan.numbers.map(result.values)
    let header = ["temperature"] + TemperatureScan.numbers.map(\.title)
    let rows = result.kelvin.enumerated().map { index, kelvin in
      [String(format: "%.0f K, %.0f °C", kelvin, kelvin - 273.15)]
        + columns.map { short(median($0[index])) }
    }
    let chips = "\(result.seeds.count) calibrated chip" + (result.seeds.count == 1 ? "" : "s")
    return "median of \(chips) of \(chipOptions.chip); gain and noise/signal are relative "
      + "to their values at the temperature of the calibration\n" + aligned([header] + rows)
  }

  private struct JSON: Encodable {
    let chip: String
    let seeds: [UInt64]
    let kelvin: [Double]
    /// By name: one list per temperature, one number per chip.
    let figures: [String: [[Double]]]

    init(chip: String, _ result: TemperatureResult) {
      self.chip = chip
      (seeds, kelvin) = (result.seeds, result.kelvin)
      figures = Dictionary(
        uniqueKeysWithValues: TemperatureScan.numbers.map { ($0.key, result.values($0)) })
    }
  }
}
