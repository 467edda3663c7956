import ArgumentParser
import Calib
import ChipModel
import Experiments
import Foundation
import Plots
import Recording

/// The Yin-Yang tutorial as a command.
struct YinYangCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yin-yang",
    abstract: "Calibrate a virtual chip and train the Yin-Yang network on it.",
    discussion: """
      Calibrates the chip (or reads its calibration from the cache), measures its gain and noise, \
      trains the network on the linear mock, tests the same weights on the chip, and trains further \
      with the chip in the loop. Writes decision maps as pictures and everything else as an HDF5 record.
      """)

  private static let usual = YinYangExperiment.Recipe()

  @OptionGroup var chipOptions: ChipOptions

  @Option(parsing: .unconditional, help: "Seed of initial weights and training data.")
  var trainSeed: UInt64 = 0

  @Option(help: "Folder for record and pictures; made if missing.")
  var out = "yin-yang"

  @Option(help: "Samples in a training batch.")
  var batch = usual.batch

  @Option(help: "Training steps on the mock.")
  var mockSteps = usual.mockSteps

  @Option(help: "Learning rate on the mock.")
  var mockLr = usual.mockLearningRate

  @Option(help: "Factor of the learning rate at each step on the mock, above 0 and up to 1.")
  var mockGamma = usual.mockGamma

  @Option(help: "Training steps on the chip.")
  var chipSteps = usual.chipSteps

  @Option(help: "Learning rate on the chip.")
  var chipLr = usual.chipLearningRate

  @Option(help: "Factor of the learning rate at each step on the chip, above 0 and up to 1.")
  var chipGamma = usual.chipGamma

  @Option(
    help: """
      Number of random points with which each accuracy is measured; they are not those of the training.
      """)
  var testPoints = usual.testPoints

  @Flag(help: "Print the final figures as JSON and nothing else.")
  var json = false

  func validate() throws {
    try check("--batch", batch, 1...100_000)
    try check("--mock-steps", mockSteps, 0...1_000_000)
    try check("--chip-steps", chipSteps, 0...1_000_000)
    try check("--test-points", testPoints, 1...10_000_000)
    try checkPositive("--mock-lr", mockLr)
    try checkPositive("--chip-lr", chipLr)
    for (name, value) in [("--mock-gamma", mockGamma), ("--chip-gamma", chipGamma)] {
      guard value > 0, value <= 1 else {
        throw ValidationError("\(name) \(value) is out of range; allowed is above 0 and up to 1.")
      }
    }
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    let (chip, calibration, wasCached) = try chipOptions.calibratedChip(progress)
    progress.clear()
    let origin = wasCached ? "from the cache" : "made now"
    say("chip \(chip.identity): calibration \(origin), \(summary(calibration))")

    let result = try YinYangExperiment(
      chip: chip, recipe: recipe, trainSeed: trainSeed, progress: progress.show
    ).run()
    progress.clear()
    report(result)
    let record = result.record(of: chip, calibration: calibration)
    try HDF5File.write(record, to: folder.file("yin-yang.h5"))
    let maps = try result.decisionMaps()
    try folder.write(maps.figure, "decision-maps")
    if json {
      print(try figures(result, seconds: progress.seconds))
    } else {
      print(maps.text(), terminator: "")
      print(
        "record: \(folder.file("yin-yang.h5"))\npictures: \(folder.file("decision-maps.png")), .svg"
      )
      print("seconds: \(String(format: "%.1f", progress.seconds))")
    }
  }

  private func say(_ text: String) { if !json { print(text) } }

  private func summary(_ calibration: HagenCalibResult) -> String {
    calibration.successMasks.map { name, mask in
      "\(mask.count { $0 }) of \(mask.count) \(name)"
    }.joined(separator: ", ") + " succeed"
  }

  private var recipe: YinYangExperiment.Recipe {
    var recipe = Self.usual
    (recipe.batch, recipe.testPoints) = (batch, testPoints)
    (recipe.mockSteps, recipe.mockLearningRate, recipe.mockGamma) = (mockSteps, mockLr, mockGamma)
    (recipe.chipSteps, recipe.chipLearningRate, recipe.chipGamma) = (chipSteps, chipLr, chipGamma)
    return recipe
  }

  private func report(_ result: YinYangResult) {
    say("gain factor: \(String(format: "%.5f", result.measured.gain))")
    say("noise std.: \(String(format: "%.5f", result.measured.noiseStd))")
    say(result.modelText)
    say("accuracy on \(testPoints) fresh points")
    for (name, value) in [
      ("mock", result.accuracyMock), ("moved to the chip", result.accuracyMoved),
      ("after \(chipSteps) steps on the chip", result.accuracyTuned),
    ] {
      say("  \(name): \(String(format: "%.1f", 100 * value)) %")
    }
  }

  /// The output of `--json`; the names are the keys.
  private struct FinalFigures: Encodable {
    let gain: Double
    let noise_std: Double
    let num_sends: [Int]
    let accuracy_mock: Double
    let accuracy_chip_before: Double
    let accuracy_chip_after: Double
    let seconds: Double
    let chip: String
    let seed: UInt64
    let run_seed: UInt64
    let train_seed: UInt64
  }

  private func figures(_ result: YinYangResult, seconds: Double) throws -> String {
    try jsonText(
      FinalFigures(
        gain: result.measured.gain, noise_std: result.measured.noiseStd,
        num_sends: result.numSends, accuracy_mock: result.accuracyMock,
        accuracy_chip_before: result.accuracyMoved, accuracy_chip_after: result.accuracyTuned,
        seconds: seconds, chip: chipOptions.chip, seed: chipOptions.seed,
        run_seed: chipOptions.runSeed, train_seed: trainSeed))
  }
}
