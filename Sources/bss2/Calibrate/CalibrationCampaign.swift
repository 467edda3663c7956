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

  /// Calibrates what is missing, several chips at once, and writes `summary.csv` and
  /// `summary.json`.
  func run() throws {
    let progress = ProgressLine(isQuiet: command.json)
    progress.begin("calibrating \(seeds.count) chips")
    let results = CampaignResults(count: seeds.count)
    let workers = max(1, min(command.chipOptions.threads, seeds.count))
    let started = results.start()
    // Touched under the lock of the results only.
    nonisolated(unsafe) let line = progress
    let configuration = try command.chipOptions.configuration()
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while let index = started() {
        let seed = seeds[index]
        let outcome = Result { try summary(of: seed, configuration) }
        results.store(outcome, at: index) { line.update($0) }
      }
    }
    progress.clear()
    let summaries = try results.values()
    try write(summaries)
    report(summaries)
  }

  private func summary(of seed: UInt64, _ configuration: ChipConfiguration) throws -> ChipSummary {
    let files = CalibrationFolder(
      try OutputFolder(folder.file("\(configuration.parameters.name)-\(seed)")).path,
      kind: command.target.rawValue)
    let chip = try Chip(parameters: configuration.parameters, seed: seed)
    if let known = try? known(files, chip, configuration) { return ChipSummary(known) }
    let made = try command.calibration(seed: seed, threads: 1)
    try made.write(to: files)
    return ChipSummary(made)
  }

  /// The calibration in a folder, if it is one of this chip with the present options.
  private func known(
    _ files: CalibrationFolder, _ chip: Chip, _ configuration: ChipConfiguration
  ) throws -> CalibratedChip? {
    let (result, isCurrent): (any CalibResult, Bool)
    switch command.target {
    case .hagen:
      let known = try CalibrationFile.read(files.native, as: HagenCalibResult.self, for: chip)
      (result, isCurrent) = (known, try known.options == configuration.calibOptions)
    case .hagenSynin:
      let known = try CalibrationFile.read(
        files.native, as: HagenSyninCalibResult.self, for: chip)
      (result, isCurrent) = (known, try known.options == configuration.syninCalibOptions)
    }
    return isCurrent ? CalibratedChip(chip: chip, result: result) : nil
  }

  private func write(_ summaries: [ChipSummary]) throws {
    let lines = try summaries.map { try $0.json() }
    try save("[\n" + lines.joined(separator: ",\n") + "\n]\n", "summary.json")
    try save(csv(summaries), "summary.csv")
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

  private func save(_ text: String, _ name: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)), options: .atomic)
    } catch {
      throw OutputError.cannotWrite(folder.file(name), reason: "the file cannot be made")
    }
  }

  private func report(_ summaries: [ChipSummary]) {
    if command.json { return }
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

/// State that the workers of a campaign share.
private final class CampaignResults: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [Result<ChipSummary, any Error>?]
  private var next = 0
  private var done = 0

  init(count: Int) { results = [Result<ChipSummary, any Error>?](repeating: nil, count: count) }

  /// A source of the indices that nobody has taken yet.
  func start() -> @Sendable () -> Int? {
    {
      self.lock.withLock {
        guard self.next < self.results.count else { return nil }
        defer { self.next += 1 }
        return self.next
      }
    }
  }

  /// Keeps a result and tells the fraction that is done, one caller after the other.
  func store(
    _ result: Result<ChipSummary, any Error>, at index: Int, _ report: (Double) -> Void
  ) {
    lock.withLock {
      results[index] = result
      done += 1
      report(Double(done) / Double(max(1, results.count)))
    }
  }

  /// All results, or the first failure.
  func values() throws -> [ChipSummary] {
    try lock.withLock { try results.compactMap { try $0?.get() } }
  }
}
