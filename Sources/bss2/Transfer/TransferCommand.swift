import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Figures
import Foundation
import Perceptron
import Recording

/// Handwritten digits from the mock to virtual chips and back to full accuracy.
struct TransferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer",
    abstract: "Move a digit network from the mock to chips, and tune it there.",
    discussion: """
      Float, mock, moved and tuned accuracy on several chips; with --budget, which non-ideality \
      costs how much. scripts/fetch-digits fetches the pictures.
      """)

  @OptionGroup var chipOptions: ChipOptions

  @Argument(help: "Pictures: 784 pixels and the digit in each line (CSV).")
  var images: String

  @Option(help: "Chips, such as 0..4.")
  var seeds = SeedRange(0...4)

  @Option(help: "Seed of initial weights and batches.")
  var trainSeed: UInt64 = 0

  @Option(help: "Epochs on the mock.")
  var epochs = 25

  @Option(help: "Learning rate on the mock.")
  var lr = 1.0

  @Option(help: "Learning rate on the chip.")
  var tuneLr = 0.5

  @Option(help: "Noise of the mock in LSB; 0 is quantised software.")
  var mockNoise = 0.0

  @Option(help: "Epochs on the chip.")
  var tuneEpochs = 8

  @Flag(help: "Also leave groups of effects out, and estimate Shapley values.")
  var budget = false

  @Option(help: "Orders of the groups that the Shapley estimate samples.")
  var permutations = 3

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "transfer"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  func validate() throws {
    try checkRates()
    for (name, value) in [
      ("--epochs", epochs), ("--tune-epochs", tuneEpochs), ("--permutations", permutations),
    ] {
      guard (1...1000).contains(value) else {
        throw ValidationError("\(name) \(value) is out of range; allowed is 1 to 1000")
      }
    }
  }

  private func checkRates() throws {
    guard (0...100).contains(mockNoise) else {
      throw ValidationError("--mock-noise \(mockNoise) is out of range; allowed is 0 to 100")
    }
    for (name, value) in [("--lr", lr), ("--tune-lr", tuneLr)] {
      guard value.isFinite, value > 0 else {
        throw ValidationError("\(name) \(value) is out of range; it must be above 0")
      }
    }
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    var phase = ""
    var recipe = TransferExperiment.Recipe()
    (recipe.epochs, recipe.tuneEpochs) = (epochs, tuneEpochs)
    (recipe.learningRate, recipe.tuneLearningRate) = (lr, tuneLr)
    let experiment = TransferExperiment(
      recipe: recipe, data: try DigitsData(file: images), trainSeed: trainSeed
    ) {
      if $0 != phase {
        phase = $0
        progress.begin($0)
      }
      progress.update($1)
    }
    let chips = seeds.values
    let first = try calibrated(chips[0], effects: [], progress)
    let parameter = try PerceptronContext(hardware: HardwareBackend(chip: first))
      .measureMockParameter()
    let float = try experiment.trainFloat(gain: parameter.gain)
    let mock = try experiment.trainMock(
      MockParameter(noiseStd: mockNoise, gain: parameter.gain))
    let outcomes = try chips.map { seed in
      try experiment.transfer(
        mock.state, to: try calibrated(seed, effects: [], progress), parameter: parameter,
        tunes: true)
    }
    var shares: EffectBudget.Result?
    if budget {
      progress.begin("budget")
      shares = try EffectBudget(
        accuracy: { groups, chip in
          try experiment.accuracyAtOwnGain(
            mock.state, on: try calibrated(chips[chip], groups: groups), parameter: parameter)
        }, chips: chips.count, progress: { progress.update($0) }
      ).run(permutations: permutations)
    }
    progress.clear()
    let report = TransferReport(
      preset: chipOptions.chip, seeds: chips, parameter: parameter, float: float,
      mock: mock.accuracy, outcomes: outcomes, budget: shares,
      attributes: try chipOptions.attributes(seeds: chips).merging(recipeAttributes) { $1 })
    try HDF5File.write(report.record, to: folder.file("transfer.h5"))
    for suffix in [".png", ".svg"] {
      try report.figure.write(to: folder.file("transfer" + suffix))
    }
    print(json ? try report.json() : report.text, terminator: json ? "\n" : "")
  }

  /// Attributes of the training in the record.
  private var recipeAttributes: [String: Attribute] {
    [
      "train_seed": .uint64(trainSeed), "epochs": .int64(Int64(epochs)),
      "learning_rate": .double(lr),
      "tune_epochs": .int64(Int64(tuneEpochs)), "tune_learning_rate": .double(tuneLr),
      "mock_noise_lsb": .double(mockNoise), "permutations": .int64(Int64(permutations)),
    ]
  }

  private func calibrated(
    _ seed: UInt64, effects: [String], _ progress: ProgressLine
  ) throws -> Chip {
    var options = chipOptions
    options.seed = seed
    options.effect += effects
    progress.begin("calibrating \(options.chip)-\(seed)")
    return try options.calibratedChip { progress.update($0.fraction, note: $0.step) }.chip
  }

  /// A chip with some groups of effects on, calibrated as it is.
  private func calibrated(_ seed: UInt64, groups: Int) throws -> Chip {
    var options = chipOptions
    options.seed = seed
    for (index, group) in EffectBudget.groups.enumerated() where groups >> index & 1 == 0 {
      options.effect += group.effects.map { "\($0.name)=0" }
    }
    return try options.calibratedChip().chip
  }
}
