import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Figures
import Foundation
import Perceptron
import Recording

/// The Yin-Yang tutorial as a command.
struct YinYangCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yin-yang",
    abstract: "Calibrate a virtual chip and train the Yin-Yang network on it.",
    discussion: """
      Chip, calibration (cached), measured gain and noise, training on the linear mock, the same \
      weights on the chip, training in the loop on the chip. Writes decision maps as a picture and \
      everything else as an HDF5 record.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Seed of initial weights and training data.")
  var trainSeed: UInt64 = 0

  @Option(help: "Folder for record and pictures; made if missing.")
  var out = "yin-yang"

  @Option(help: "Samples in a training batch.")
  var batch = 350

  @Option(help: "Training steps on the mock.")
  var mockSteps = 201

  @Option(help: "Learning rate on the mock.")
  var mockLr = 1.0

  @Option(help: "Decay of the learning rate at each step on the mock.")
  var mockGamma = 0.99

  @Option(help: "Training steps on the chip.")
  var chipSteps = 16

  @Option(help: "Learning rate on the chip.")
  var chipLr = 0.2

  @Option(help: "Decay of the learning rate at each step on the chip.")
  var chipGamma = 0.9

  @Option(help: "Fresh points for each accuracy.")
  var testPoints = 6000

  @Flag(help: "Print the final figures as JSON and nothing else.")
  var json = false

  func validate() throws {
    try check("--batch", batch, 1...100_000)
    try check("--mock-steps", mockSteps, 0...1_000_000)
    try check("--chip-steps", chipSteps, 0...1_000_000)
    try check("--test-points", testPoints, 1...10_000_000)
    for (name, value) in [("--mock-lr", mockLr), ("--chip-lr", chipLr)] {
      guard value.isFinite, value > 0 else {
        throw ValidationError("\(name) \(value) is out of range; it must be above 0")
      }
    }
    for (name, value) in [("--mock-gamma", mockGamma), ("--chip-gamma", chipGamma)] {
      guard value > 0, value <= 1 else {
        throw ValidationError("\(name) \(value) is out of range; allowed is above 0 up to 1")
      }
    }
  }

  private func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(name) \(value) is out of range; allowed is \(range.lowerBound) to \(range.upperBound)")
    }
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    progress.begin("calibrating")
    let (chip, calibration, wasCached) = try chipOptions.calibratedChip {
      progress.update($0.fraction, note: $0.step)
    }
    progress.clear()
    say(
      "chip \(chip.identity): calibration \(wasCached ? "from the cache" : "made now"), \(summary(calibration))"
    )

    let outcome = try experiment(on: chip, progress).run()
    progress.clear()
    report(outcome)
    let trace = try membraneTrace(chip, outcome)
    let record = YinYangRecord(
      command: self, chip: chip, calibration: calibration, outcome: outcome, trace: trace)
    try HDF5File.write(record.record, to: folder.file("yin-yang.h5"))
    let maps = try decisionMaps(outcome, chip)
    for name in ["decision-maps.png", "decision-maps.svg"] { try maps.write(to: folder.file(name)) }
    if json {
      print(try figures(outcome, seconds: progress.seconds))
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
    func share(_ mask: [Bool]) -> String {
      "\(mask.count { $0 }) of \(mask.count)"
    }
    return "\(share(calibration.neuron.success)) neurons, "
      + "\(share(calibration.synapseDriver.success)) drivers, "
      + "\(share(calibration.cadc.success)) CADC channels succeed"
  }

  private func experiment(on chip: Chip, _ progress: ProgressLine) throws -> YinYangExperiment {
    let context = try PerceptronContext(
      runSeed: chipOptions.runSeed, trainSeed: trainSeed, hardware: HardwareBackend(chip: chip))
    var phase = ""
    return YinYangExperiment(recipe: recipe, context: context, trainSeed: trainSeed) {
      if $0 != phase {
        phase = $0
        progress.begin($0)
      }
      progress.update($1)
    }
  }

  private var recipe: YinYangExperiment.Recipe {
    YinYangExperiment.Recipe(
      batch: batch, mockSteps: mockSteps, mockLearningRate: mockLr, mockGamma: mockGamma,
      chipSteps: chipSteps, chipLearningRate: chipLr, chipGamma: chipGamma, testPoints: testPoints)
  }

  private func report(_ outcome: YinYangExperiment.Outcome) {
    say("gain factor: \(String(format: "%.5f", outcome.measured.gain))")
    say("noise std.: \(String(format: "%.5f", outcome.measured.noiseStd))")
    say(outcome.modelText)
    say("accuracy on \(testPoints) fresh points")
    for (name, value) in [
      ("mock", outcome.accuracyMock), ("moved to the chip", outcome.accuracyBefore),
      ("after \(chipSteps) steps on the chip", outcome.accuracyAfter),
    ] {
      say("  \(name): \(String(format: "%.1f", 100 * value)) %")
    }
  }

  private func decisionMaps(
    _ outcome: YinYangExperiment.Outcome, _ chip: Chip
  ) throws -> DecisionMapFigure {
    let accuracies = [
      ("mock", outcome.accuracyMock), ("moved", outcome.accuracyBefore),
      ("tuned", outcome.accuracyAfter),
    ]
    let maps = try accuracies.map { name, accuracy in
      try DecisionMap(
        title: "\(name): \(String(format: "%.1f", 100 * accuracy)) %", gridSize: recipe.gridSide,
        probabilities: outcome.pictureOrder(of: name, side: recipe.gridSide))
    }
    return DecisionMapFigure(
      maps: maps, title: "Yin-Yang network on chip \(chip.identity)",
      note:
        "run seed \(chipOptions.runSeed), train seed \(trainSeed), bss2-emulator \(Emulator.version)"
    )
  }

  /// The membrane of one column while the first layer multiplies one point.
  private func membraneTrace(
    _ chip: Chip, _ outcome: YinYangExperiment.Outcome
  ) throws -> YinYangRecord.Trace {
    let weights =
      outcome.weightsTuned["classifier.0.weight"] ?? Tensor(repeating: 0, shape: [1, 4])
    let columns = weights.shape[0]
    let matrix = (0..<4).flatMap { i in
      (0..<columns).map { j in
        Int8(clamping: Int(weights.storage[j * 4 + i].rounded(.toNearestOrAwayFromZero)))
      }
    }
    var product = try MatrixMultiplication(weights: matrix, rows: 4, columns: columns)
    product.numSends = outcome.numSends.first ?? 1
    product.stream = YinYangRecord.traceStream
    let inputs: [UInt8] = [8, 16, 23, 15]
    let (results, trace) = try chip.probeProduct(inputs: inputs, product, column: 0)
    return YinYangRecord.Trace(inputs: inputs, result: results[0], probe: trace)
  }

  private func figures(_ outcome: YinYangExperiment.Outcome, seconds: Double) throws -> String {
    let values = FinalFigures(
      gain: outcome.measured.gain, noise_std: outcome.measured.noiseStd,
      num_sends: outcome.numSends, accuracy_mock: outcome.accuracyMock,
      accuracy_chip_before: outcome.accuracyBefore, accuracy_chip_after: outcome.accuracyAfter,
      seconds: seconds, chip: chipOptions.chip, seed: chipOptions.seed,
      run_seed: chipOptions.runSeed, train_seed: trainSeed)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(values), as: UTF8.self)
  }
}

/// Figures that `--json` prints; the names are the keys.
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
