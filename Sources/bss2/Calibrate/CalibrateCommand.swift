import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Experiments
import Foundation
import Plots

/// Calibrates chips and writes what was found.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Calibrate a virtual chip, or many of them.",
    discussion: """
      Writes the calibration as HDF5 (the native file) and as cocolists, the files of the real \
      software, with a provenance file beside them. A single chip also gets pictures and a table. \
      With --seeds, each chip gets a folder; a chip whose native file with the same targets and options \
      is already in its folder is not calibrated again. The summary has all chips of this kind whose \
      folders lie beside them, so that several processes can share a folder.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Target: hagen (sums on membranes) or hagen_synin (sums on lines).")
  var target = CalibrationTarget.hagen

  @OptionGroup var targetOptions: TargetOptions

  @OptionGroup var partOptions: PartOptions

  @Option(
    help: """
      Chip seeds, such as 0..99 or 0,3,7..9 (at most 10 000 seeds), to calibrate many chips instead of \
      the chip of --seed.
      """)
  var seeds: SeedRange?

  @Option(help: "Folder for files and pictures; made if missing.")
  var out = "calibration"

  @Flag(help: "Draw no pictures.")
  var noPictures = false

  @Flag(help: "Print the result as JSON and nothing else.")
  var json = false

  func validate() throws {
    try chipOptions.refuseSeed(if: seeds != nil)
    try partOptions.refuse(if: seeds != nil || target != .hagen)
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: seeds == nil && !noPictures)
    if let seeds {
      try CalibrationCampaign(command: self, folder: folder, seeds: seeds.values).run()
    } else {
      try calibrateOne(folder)
    }
  }

  private func calibrateOne(_ folder: OutputFolder) throws {
    let progress = ProgressLine(isQuiet: json)
    progress.begin("calibrating")
    let made =
      try partOptions.recalibration(of: chipOptions, targetOptions, progress)
      ?? chipOptions.calibration(target, targets: targetOptions) {
        progress.update($0.fraction, note: $0.step)
      }
    let (chip, result) = (made.chip, made.result)
    progress.clear()
    let files = CalibrationFolder(folder.path, kind: target.rawValue)
    try files.write(result, of: chip)
    if json {
      print(try jsonText(ChipSummary(result, of: chip.identity, seconds: progress.seconds)))
    } else {
      print(
        "chip \(chip.identity), \(target.rawValue), \(made.wasCached ? "from the cache" : "made now")"
      )
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
    let messages = result.report.messages + result.report.steps.flatMap(\.messages)
    return ["reached their targets: " + result.yieldText] + messages.map { "note: \($0)" }
  }
}
