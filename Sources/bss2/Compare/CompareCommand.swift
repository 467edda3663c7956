import ArgumentParser
import Characterization
import ChipModel
import Experiments
import Plots
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

  @Option(help: "Temperature of the second device in kelvin, 200 to 450.")
  var kelvin: Temperatures?

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "comparison"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  /// A device that was measured, and the kind of chip that it is.
  private struct Measured {
    let device: Characterization
    /// Name of the configuration, which says what is published of such a chip.
    let preset: String
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    let both = [
      try measure(first, [], nil, progress), try measure(second, effect, kelvin, progress),
    ]
    let table = try ComparisonTable(
      names: [first.description, second.description], presets: both.map(\.preset),
      devices: both.map(\.device))
    progress.clear()
    try write(both, to: folder)
    if json {
      print(try table.json())
    } else {
      print(table.text, terminator: "")
      print("record and pictures: \(folder.path)")
    }
  }

  private func measure(
    _ name: DeviceName, _ effects: [String], _ kelvin: Temperatures?, _ progress: ProgressLine
  ) throws -> Measured {
    var options = try ChipOptions.parse([])
    (options.chip, options.seed, options.runSeed) = (name.chip, name.seed, runSeed)
    (options.effect, options.kelvin) = (effects, kelvin)
    let chip = try options.chip(calibration: name.calibration, progress)
    progress.begin("measuring \(name)")
    return Measured(
      device: Characterization(try Device(chip)) { progress.update($1, note: $0) },
      preset: chip.parameters.name)
  }

  private func write(_ both: [Measured], to folder: OutputFolder) throws {
    let warmth = kelvin.map { ["kelvin_of_second": Attribute.double($0.values[0])] } ?? [:]
    var record = Record(
      attributes: [
        "content": "comparison", "emulator_version": .string(Emulator.build),
        "first": .string(first.description), "second": .string(second.description),
        "effects_of_second": .strings(effect), "run_seed": .uint64(runSeed),
      ].merging(warmth) { own, _ in own })
    for (name, measured) in zip(["first", "second"], both) {
      record.groups[name] = try measured.device.record()
    }
    try HDF5File.write(record, to: folder.file("comparison.h5"))
    let groups = zip([first, second], both).map { name, measured in
      GroupPlots.Group(
        name: name.description, devices: [measured.device], preset: measured.preset)
    }
    for (name, figure) in try GroupPlots(groups).all() { try folder.write(figure, name) }
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
