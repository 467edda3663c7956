import Calib
import CalibrationStore
import ChipConfiguration
import ChipModel
import Foundation
import Statistics

/// Many calibrations, one folder each, and a summary of all.
///
/// A chip whose native file is there and fits is not calibrated again, so that a killed campaign
/// goes on where it was.
struct CalibrationCampaign {
  let command: CalibrateCommand
  let folder: OutputFolder
  let seeds: [UInt64]

  /// Calibrates what is missing, several chips at once, and writes `summary.csv` and `summary.json`
  /// of these chips and of all others whose folders are there.
  func run() throws {
    let progress = ProgressLine(isQuiet: command.json)
    progress.begin("calibrating \(seeds.count) chips")
    let configuration = try command.chipOptions.configuration()
    let summaries = try concurrentMap(
      seeds, threads: command.chipOptions.threads,
      progress: { progress.update(Double($0) / Double(seeds.count)) }
    ) { try summary(of: $0, configuration) }
    progress.clear()
    try write(summaries + others(than: Set(seeds), configuration))
    try report(summaries)
  }

  private func summary(
    of seed: UInt64, _ configuration: ChipConfiguration
  ) throws -> ChipSummary {
    if let known = try? known(seed, configuration) { return known }
    let files = CalibrationFolder(
      try OutputFolder(folder.file("\(configuration.parameters.name)-\(seed)")).path,
      kind: command.target.rawValue)
    let made = try command.chipOptions.calibration(
      command.target, targets: command.targetOptions, seed: seed, threads: 1)
    try files.write(made.result, of: made.chip)
    return ChipSummary(made.result, of: made.chip.identity)
  }

  /// The calibration in a folder, if it is one of this chip with the present options.
  private func known(
    _ files: CalibrationFolder, _ chip: Chip, _ configuration: ChipConfiguration
  ) throws -> (any CalibResult)? {
    switch command.target {
    case .hagen:
      let known = try CalibrationFile.read(files.native, as: HagenCalibResult.self, for: chip)
      let isWanted =
        try known.options == configuration.calibOptions
        && known.target == command.targetOptions.hagen(configuration)
      return isWanted ? known : nil
    case .hagenSynin:
      let known = try CalibrationFile.read(
        files.native, as: HagenSyninCalibResult.self, for: chip)
      let isWanted =
        try known.options == configuration.syninCalibOptions
        && known.target == command.targetOptions.synin()
      return isWanted ? known : nil
    }
  }

  /// Summaries of chips of the same kind, targets and options that other processes have calibrated.
  private func others(
    than own: Set<UInt64>, _ configuration: ChipConfiguration
  ) -> [ChipSummary] {
    let prefix = configuration.parameters.name + "-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.compactMap { UInt64($0.dropFirst(prefix.count)) }
      .filter { !own.contains($0) }.compactMap { try? known($0, configuration) }
  }

  /// The summary of a chip that is calibrated already; nil if it is not, or for other targets.
  private func known(_ seed: UInt64, _ configuration: ChipConfiguration) throws -> ChipSummary? {
    let chip = try Chip(parameters: configuration.parameters, seed: seed)
    let name = "\(configuration.parameters.name)-\(seed)"
    let files = CalibrationFolder(folder.file(name), kind: command.target.rawValue)
    return try known(files, chip, configuration).map { ChipSummary($0, of: chip.identity) }
  }

  private func write(_ unsorted: [ChipSummary]) throws {
    let summaries = unsorted.sorted { $0.seed < $1.seed }
    let lines = try summaries.map { try jsonText($0) }
    try OutputFile(folder.file("summary.json")).write(
      "[\n" + lines.joined(separator: ",\n") + "\n]\n")
    try OutputFile(folder.file("summary.csv")).write(csv(summaries))
  }

  private func csv(_ summaries: [ChipSummary]) -> String {
    guard let first = summaries.first else { return "" }
    let parts = first.yields.keys.sorted()
    let steps = first.steps.enumerated().map {
      "\($0)_" + $1.name.replacingOccurrences(of: " ", with: "_")
    }
    let header =
      ["seed", "runs"] + parts.map { "yield_\($0)" }
      + steps.flatMap { ["before_\($0)", "after_\($0)", "ratio_\($0)", "failed_\($0)"] }
    let rows = summaries.map { summary in
      ["\(summary.seed)", "\(summary.runs)"] + parts.map { "\(summary.yields[$0] ?? .nan)" }
        + summary.steps.flatMap {
          [
            "\($0.spread_before ?? .nan)", "\($0.spread_after ?? .nan)",
            "\($0.spread_ratio ?? .nan)", "\($0.failed)",
          ]
        }
    }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private func report(_ summaries: [ChipSummary]) throws {
    if command.json {
      print(try jsonText(summaries))
      return
    }
    for part in summaries.first?.yields.keys.sorted() ?? [] {
      let yields = summaries.compactMap { $0.yields[part] }
      print(
        String(
          format: "%@: %.2f %% succeed on average, %.2f %% on the worst chip", part,
          100 * mean(yields), 100 * (yields.min() ?? 0)))
    }
    print("summary: \(folder.file("summary.csv")), \(folder.file("summary.json"))")
  }
}
