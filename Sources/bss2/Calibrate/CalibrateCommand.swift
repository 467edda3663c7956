import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Experiments
import Foundation
import Plots

/// The purpose of a calibration.
enum CalibrationTarget: String, ExpressibleByArgument, CaseIterable {
  /// Multiplications on membranes.
  case hagen
  /// Multiplications on synaptic lines.
  case hagenSynin = "hagen_synin"
}

/// Calibrates chips and writes what was found.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Calibrate a virtual chip, or many of them.",
    discussion: """
      Writes the calibration as HDF5 and as the cocolists of the real software, with a provenance \
      file beside them. A single chip also gets pictures and a table; many chips get a folder each \
      and a summary. Chips whose files are there already are not calibrated again.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Target: hagen (sums on membranes) or hagen_synin (sums on lines).")
  var target = CalibrationTarget.hagen

  @Option(help: "Seeds of many chips, such as 0..99.")
  var seeds: SeedRange?

  @Option(help: "Folder for files and pictures; made if missing.")
  var out = "calibration"

  @Flag(help: "Draw no pictures.")
  var noPictures = false

  @Flag(help: "Print the result as JSON and nothing else.")
  var json = false

  func run() throws {
    let folder = try OutputFolder(out)
    if let seeds {
      try CalibrationCampaign(command: self, folder: folder, seeds: seeds.values).run()
    } else {
      try calibrateOne(folder)
    }
  }

  private func calibrateOne(_ folder: OutputFolder) throws {
    let progress = ProgressLine(isQuiet: json)
    progress.begin("calibrating")
    let (chip, result, wasCached) = try calibration(seed: chipOptions.seed) {
      progress.update($0.fraction, note: $0.step)
    }
    progress.clear()
    let files = CalibrationFolder(folder.path, kind: target.rawValue)
    try files.write(result, of: chip)
    if json {
      print(try jsonText(ChipSummary(result, of: chip.identity, seconds: progress.seconds)))
    } else {
      print(
        "chip \(chip.identity), \(target.rawValue), \(wasCached ? "from the cache" : "made now")")
      print(CalibrationTable(result.report).text)
      for line in Self.summary(result) { print(line) }
    }
    if !noPictures {
      progress.begin("measuring for pictures")
      let plots = CalibrationPlots(of: chip, calibration: result)
      for (name, figure) in try plots.all(progress: { progress.update($0) }) {
        try folder.write(figure, "\(target.rawValue)-\(name)")
      }
      progress.clear()
    }
    if !json {
      print("files: \(files.native), \(files.json), \(files.portableBinary), \(files.provenance)")
      print(String(format: "seconds: %.1f", progress.seconds))
    }
  }

  /// Lines for people: the parts that succeeded, and messages.
  private static func summary(_ result: any CalibResult) -> [String] {
    let shares = result.successMasks.map { name, mask in
      "\(mask.count { $0 }) of \(mask.count) \(name)"
    }
    let messages = result.report.messages + result.report.steps.flatMap(\.messages)
    return ["succeed: " + shares.joined(separator: ", ")] + messages.map { "note: \($0)" }
  }

  /// The calibration of one chip, from the cache or made now.
  ///
  /// - Parameter threads: threads for the chip; nil for those of the options.
  func calibration(
    seed: UInt64, threads: Int? = nil, _ progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> (chip: Chip, result: any CalibResult, wasCached: Bool) {
    let cache = chipOptions.cache
    var instance = try chipOptions.instance(seed: seed)
    instance.threads = threads ?? instance.threads
    switch target {
    case .hagen:
      let made = try cache.calibrated(instance, progress: progress)
      return (made.chip, made.calibration, made.wasCached)
    case .hagenSynin:
      let made = try cache.calibratedForLines(instance, progress: progress)
      return (made.chip, made.calibration, made.wasCached)
    }
  }
}
