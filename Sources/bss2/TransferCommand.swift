import ArgumentParser
import Experiments
import Foundation
import Plots
import Recording
import Statistics

/// Handwritten digits from the mock to virtual chips and back to full accuracy.
struct TransferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer",
    abstract: "Move a digit network from the mock to chips, and tune it there.",
    discussion: """
      Measures the accuracy in float, on the mock, after the move to several chips, and after training \
      on each chip ("tuned"). With --budget, it also measures how much accuracy each group of effects \
      costs. scripts/fetch-digits FILE downloads the pictures.
      """)

  private static let usual = TransferExperiment.Recipe()

  @OptionGroup var chipOptions: ChipOptions

  @Argument(help: "Pictures: 784 pixels and the digit in each line (CSV).")
  var images: String

  @Option(help: "Seeds of the chips, such as 0..4.")
  var seeds = SeedRange(0...4)

  @Option(parsing: .unconditional, help: "Seed of initial weights and batches.")
  var trainSeed: UInt64 = 0

  @Option(help: "Epochs on the mock.")
  var epochs = usual.epochs

  @Option(help: "Learning rate on the mock.")
  var lr = usual.learningRate

  @Option(help: "Learning rate on the chip.")
  var tuneLr = usual.tuneLearningRate

  @Option(help: "Noise of the mock in LSB; 0 trains with rounding only.")
  var mockNoise = usual.mockNoise

  @Option(help: "Epochs on the chip.")
  var tuneEpochs = usual.tuneEpochs

  @Flag(help: "Also leave groups of effects out, and estimate Shapley values.")
  var budget = false

  @Option(help: "Random orders of leaving groups out for the Shapley values (with --budget).")
  var permutations = 3

  @Option(help: "Folder for the record and the pictures; made if missing.")
  var out = "transfer"

  @Flag(help: "Print the figures as JSON and nothing else.")
  var json = false

  func validate() throws {
    try chipOptions.refuseSeed(if: true)
    try check("--mock-noise", mockNoise, 0...100)
    try checkPositive("--lr", lr)
    try checkPositive("--tune-lr", tuneLr)
    for (name, value) in [
      ("--epochs", epochs), ("--tune-epochs", tuneEpochs), ("--permutations", permutations),
    ] {
      try check(name, value, 1...1000)
    }
  }

  func run() throws {
    let folder = try OutputFolder(out, draws: true)
    let progress = ProgressLine(isQuiet: json)
    let experiment = TransferExperiment(
      data: try DigitsData(file: images), recipe: recipe, trainSeed: trainSeed,
      progress: progress.show)
    let result = try experiment.run(
      seeds: seeds.values, permutations: budget ? permutations : nil
    ) { seed, without in
      // The budget's calibrations are many; the line shows the budget.
      let line = without.isEmpty ? progress : nil
      return try chipOptions.calibratedChip(seed: seed, without: without, line).chip
    }
    progress.clear()
    let attributes = try chipOptions.attributes(seeds: seeds.values).merging([
      "permutations": .int64(Int64(permutations))
    ]) { $1 }
    try HDF5File.write(result.record(attributes: attributes), to: folder.file("transfer.h5"))
    try folder.write(result.figure(preset: chipOptions.chip), "transfer")
    let report = TransferReport(preset: chipOptions.chip, result: result)
    print(json ? try report.json() : report.text, terminator: json ? "\n" : "")
  }

  private var recipe: TransferExperiment.Recipe {
    var recipe = Self.usual
    (recipe.epochs, recipe.learningRate, recipe.mockNoise) = (epochs, lr, mockNoise)
    (recipe.tuneEpochs, recipe.tuneLearningRate) = (tuneEpochs, tuneLr)
    return recipe
  }
}

/// The result of the experiment for people and for machines.
private struct TransferReport {
  let preset: String
  let result: TransferResult

  /// Mean and standard deviation of accuracies, in per cent.
  private static func spread(_ values: [Double]) -> String {
    let percent = values.map { 100 * $0 }
    return String(format: "%.1f ± %.1f %%", mean(percent), standardDeviation(percent))
  }

  var text: String {
    let lines = [
      "accuracy on test pictures; chips of \(preset): \(result.seeds.count)",
      String(format: "  float: %.1f %%", 100 * result.accuracyFloat),
      String(format: "  mock: %.1f %%", 100 * result.accuracyMock),
      "  moved to the chip: \(Self.spread(result.outcomes.map(\.moved)))",
      "  tuned on the chip: \(Self.spread(result.outcomes.map(\.tuned)))",
    ]
    return (lines + (result.budget.map(Self.lines) ?? [])).map { $0 + "\n" }.joined()
  }

  private static func lines(of budget: EffectBudget.Result) -> [String] {
    [
      "percentage points of accuracy, for each group of effects: gain when it is left out | Shapley share "
        + "of the loss"
    ]
      + budget.groups.enumerated().map { index, group in
        String(
          format: "  %@: %.1f ± %.1f | %.1f ± %.1f", group,
          100 * mean(budget.leftOut[index]), 100 * standardDeviation(budget.leftOut[index]),
          100 * mean(budget.shapley[index]), 100 * standardDeviation(budget.shapley[index]))
      }
  }

  private struct JSON: Encodable {
    let chip: String
    let seeds: [UInt64]
    let gain: Double
    let accuracy_float: Double
    let accuracy_mock: Double
    let accuracy_moved: [Double]
    let accuracy_tuned: [Double]
    let left_out: [String: [Double]]?
    let shapley: [String: [Double]]?
  }

  func json() throws -> String {
    func table(_ rows: [[Double]]?) -> [String: [Double]]? {
      guard let budget = result.budget, let rows else { return nil }
      return Dictionary(uniqueKeysWithValues: zip(budget.groups, rows))
    }
    return try jsonText(
      JSON(
        chip: preset, seeds: result.seeds, gain: result.parameter.gain,
        accuracy_float: result.accuracyFloat, accuracy_mock: result.accuracyMock,
        accuracy_moved: result.outcomes.map(\.moved),
        accuracy_tuned: result.outcomes.map(\.tuned), left_out: table(result.budget?.leftOut),
        shapley: table(result.budget?.shapley)))
  }
}
