import ArgumentParser
import Characterization
import ChipModel
import Figures
import Foundation
import Recording

/// Two chips, presets or calibrations side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Measure two chips, presets or calibrations side by side.",
    discussion: """
      A device is PRESET[:SEED][@CALIBRATION], such as typical:3, v2, typical:3@hagen.h5 or \
      mychip.yaml:0. Writes a record and pictures; prints both columns of figures.
      """)

  @Argument(help: "First device.")
  var first: DeviceName

  @Argument(help: "Second device.")
  var second: DeviceName

  @Option(help: "Seed of the temporal noise.")
  var runSeed: UInt64 = 0

  @Option(help: "Scale an effect on the second device only, such as cadc.noise=0; repeatable.")
  var effect: [String] = []

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "comparison"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  func run() throws {
    let folder = try OutputFolder(out)
    let progress = ProgressLine(isQuiet: json)
    let devices = [
      try characterize(first, [], progress), try characterize(second, effect, progress),
    ]
    let rows = try PublishedFigure.typical.map { figure in
      (figure: figure, values: try devices.map(figure.value))
    }
    progress.clear()
    var record = Record(attributes: [
      "content": "comparison", "emulator_version": .string(Emulator.version),
      "first": .string(first.description), "second": .string(second.description),
    ])
    for (name, device) in zip(["first", "second"], devices) {
      record.groups[name] = try CharacterizationRecord.group(device)
    }
    try HDF5File.write(record, to: folder.file("comparison.h5"))
    for (name, figure) in try CharacterizationFigures(chip: devices[0], mock: devices[1])
      .comparison()
    {
      for suffix in [".png", ".svg"] { try figure.write(to: folder.file(name + suffix)) }
    }
    try report(rows, folder)
  }

  private func characterize(
    _ name: DeviceName, _ effects: [String], _ progress: ProgressLine
  ) throws -> Characterization {
    var options = try ChipOptions.parse([])
    (options.chip, options.seed, options.runSeed) = (name.chip, name.seed, runSeed)
    options.effect = effects
    progress.begin("calibrating \(name)")
    let chip = try options.chip(calibration: name.calibration) { progress.update($0) }
    progress.begin("measuring \(name)")
    return Characterization(try Device(chip)) { progress.update($1, note: $0) }
  }

  private func report(
    _ rows: [(figure: PublishedFigure, values: [Double])], _ folder: OutputFolder
  ) throws {
    if json {
      let values = Dictionary(
        uniqueKeysWithValues: rows.map { ($0.figure.key, $0.values.map { $0.isFinite ? $0 : 0 }) })
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      print(String(decoding: try encoder.encode(values), as: UTF8.self))
      return
    }
    var lines = [["figure", first.description, second.description, "difference", "published"]]
    for (figure, values) in rows {
      lines.append([
        figure.title + (figure.unit.isEmpty ? "" : " [\(figure.unit)]"),
        FigureTable.short(values[0]), FigureTable.short(values[1]),
        FigureTable.short(values[1] - values[0]), figure.published.map(FigureTable.short) ?? "-",
      ])
    }
    print(FigureTable.aligned(lines), terminator: "")
    print("record and pictures: \(folder.path)")
  }
}

/// A device on the command line: PRESET[:SEED][@CALIBRATION].
struct DeviceName: ExpressibleByArgument, CustomStringConvertible, Equatable {
  let chip: String
  let seed: UInt64
  let calibration: String?

  init?(argument: String) {
    let parts = argument.split(separator: "@", maxSplits: 1).map(String.init)
    guard let device = parts.first else { return nil }
    calibration = parts.count > 1 ? parts[1] : nil
    let pieces = device.split(separator: ":", omittingEmptySubsequences: false)
    if pieces.count == 2 {
      guard let number = UInt64(pieces[1]), !pieces[0].isEmpty else { return nil }
      (chip, seed) = (String(pieces[0]), number)
    } else {
      guard pieces.count == 1 else { return nil }
      (chip, seed) = (device, 0)
    }
  }

  var description: String { "\(chip):\(seed)" + (calibration.map { "@" + $0 } ?? "") }
}
