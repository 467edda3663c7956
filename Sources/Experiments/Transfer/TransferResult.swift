public import Perceptron
public import Recording

/// The result of a ``TransferExperiment``.
public struct TransferResult {
  /// Accuracies 0...1 of one chip.
  public struct Outcome: Equatable, Sendable {
    /// With the mock's parameters.
    public internal(set) var moved = 0.0
    /// After the training on the chip.
    public internal(set) var tuned = 0.0
    /// After each epoch on the chip.
    public internal(set) var course: [Double] = []
  }

  /// The recipe that was run.
  public let recipe: TransferExperiment.Recipe
  /// The seed of initial weights and batches.
  public let trainSeed: UInt64
  /// The chips.
  public let seeds: [UInt64]
  /// Gain and noise of the first chip, as hxtorch's `measure_mock_parameter` finds them.
  public let parameter: MockParameter
  /// Accuracy of the float network, 0...1.
  public let accuracyFloat: Double
  /// Accuracy on the mock, 0...1.
  public let accuracyMock: Double
  /// One for each chip.
  public let outcomes: [Outcome]
  /// The cost of each group of effects, if it was asked for.
  public let budget: EffectBudget.Result?
}

extension TransferResult {
  /// Returns the HDF5 record of the experiment.
  /// - Parameter attributes: The chips and their settings.
  public func record(attributes: [String: Attribute]) -> Record {
    var record = Record(
      attributes: attributes.merging(ownAttributes) { $1 },
      datasets: [
        "accuracy_moved": Dataset(
          outcomes.map(\.moved), unit: "1", summary: "accuracy of each chip without tuning"),
        "accuracy_tuned": Dataset(
          outcomes.map(\.tuned), unit: "1", summary: "accuracy of each chip after tuning there"),
        "course": Dataset(
          outcomes.flatMap(\.course), shape: [outcomes.count, recipe.tuneEpochs],
          unit: "1", summary: "accuracy after each epoch on the chip"),
      ])
    if let budget { record.groups["budget"] = Self.record(of: budget, chips: seeds.count) }
    return record
  }

  private var ownAttributes: [String: Attribute] {
    [
      "content": "transfer", "gain_lsb": .double(parameter.gain),
      "noise_std_lsb": .double(parameter.noiseStd),
      "accuracy_float": .double(accuracyFloat), "accuracy_mock": .double(accuracyMock),
      "train_seed": .uint64(trainSeed), "epochs": .int64(Int64(recipe.epochs)),
      "learning_rate": .double(recipe.learningRate),
      "tune_epochs": .int64(Int64(recipe.tuneEpochs)),
      "tune_learning_rate": .double(recipe.tuneLearningRate),
      "mock_noise_lsb": .double(recipe.mockNoise),
    ]
  }

  private static func record(of budget: EffectBudget.Result, chips: Int) -> Record {
    Record(datasets: [
      "groups": Dataset(budget.groups),
      "left_out": Dataset(
        budget.leftOut.flatMap { $0 }, shape: [budget.groups.count, chips], unit: "1",
        summary: "accuracy won back by leaving a group out"),
      "shapley": Dataset(
        budget.shapley.flatMap { $0 }, shape: [budget.groups.count, chips], unit: "1",
        summary: "share of the loss"),
    ])
  }
}
