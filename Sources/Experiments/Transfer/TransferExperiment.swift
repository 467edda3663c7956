public import ChipModel
import Perceptron

/// Handwritten digits: trained in float and on the mock, moved to chips, tuned there.
///
/// Weis et al. (arXiv 2006.13177) report the same path for a real chip on MNIST.
public struct TransferExperiment {
  /// Numbers of the recipe, after hxtorch's `examples/perceptron/mnist.py`.
  public struct Recipe: Equatable, Sendable {
    /// Pictures in a training batch.
    public var batch = 100
    /// Epochs of the float network and on the mock.
    public var epochs = 25
    /// Learning rate of both.
    public var learningRate = 1.0
    /// Factor of the learning rate after each of these epochs.
    public var gamma = 0.9
    /// Noise of the mock, LSB; 0 is quantised software.
    public var mockNoise = 0.0
    /// Epochs on the chip.
    public var tuneEpochs = 8
    /// Learning rate on the chip.
    public var tuneLearningRate = 0.5
    /// Factor of the learning rate after each epoch on the chip.
    public var tuneGamma = 0.7

    /// The usual values.
    public init() {}
  }

  private let recipe: Recipe
  private let data: DigitsData
  private let trainSeed: UInt64
  private let progress: PhaseProgress

  /// Prepares the experiment.
  /// - Parameters:
  ///   - data: The pictures.
  ///   - recipe: Numbers of the recipe.
  ///   - trainSeed: Seed of initial weights and batches.
  ///   - progress: Called after every step.
  public init(
    data: DigitsData, recipe: Recipe = Recipe(), trainSeed: UInt64 = 0,
    progress: @escaping PhaseProgress = { _, _ in }
  ) {
    self.recipe = recipe
    self.data = data
    self.trainSeed = trainSeed
    self.progress = progress
  }

  /// Runs the experiment: the mock gets the gain that is measured on the first chip.
  /// - Parameters:
  ///   - seeds: The chips, one or more.
  ///   - permutations: Orders of the groups of effects that the budget samples; nil makes no budget.
  ///   - calibrated: Gives the calibrated chip of a seed without some groups of effects.
  /// - Throws: what the chips and the layers throw.
  public func run(
    seeds: [UInt64], permutations: Int? = nil,
    calibrated: @escaping (_ seed: UInt64, _ without: [EffectGroup]) throws -> Chip
  ) throws -> TransferResult {
    let first = try HardwareBackend(chip: calibrated(seeds[0], []))
    let parameter = try PerceptronContext(hardware: first).measureMockParameter()
    let float = try trainFloat(gain: parameter.gain)
    let mock = try trainMock(
      MockParameter(noiseStd: recipe.mockNoise, gain: parameter.gain))
    let outcomes = try seeds.map { seed in
      try transfer(mock.state, to: calibrated(seed, []), parameter: parameter, tunes: true)
    }
    let budget = EffectBudget { off, chip in
      try accuracyAtOwnGain(mock.state, on: calibrated(seeds[chip], off), parameter: parameter)
    }
    return TransferResult(
      recipe: recipe, trainSeed: trainSeed, seeds: seeds, parameter: parameter,
      accuracyFloat: float, accuracyMock: mock.accuracy, outcomes: outcomes,
      budget: try permutations.map { count in
        try budget.run(chips: seeds.count, permutations: count) { progress("budget", $0) }
      })
  }

  /// The float network: its accuracy is the ceiling.
  private func trainFloat(gain: Double) throws -> Double {
    let context = try PerceptronContext(
      mockParameter: MockParameter(noiseStd: 0, gain: gain), trainSeed: trainSeed,
      hardware: FloatBackend(gain: gain))
    let model = try DigitsModel(
      mock: false, context: context, activation: { FloatRectifier() })
    try train(model, "training in float", recipe.epochs, recipe.learningRate, recipe.gamma)
    return try accuracy(model)
  }

  /// The mock network with measured gain and noise; its parameters go to every chip.
  private func trainMock(_ parameter: MockParameter) throws -> (accuracy: Double, state: StateDict)
  {
    let context = try PerceptronContext(mockParameter: parameter, trainSeed: trainSeed)
    let model = try DigitsModel(mock: true, context: context)
    try train(model, "training on the mock", recipe.epochs, recipe.learningRate, recipe.gamma)
    return (try accuracy(model), model.stateDict)
  }

  /// Moves a network to a calibrated chip and, if asked, tunes it there.
  private func transfer(
    _ state: StateDict, to chip: Chip, parameter: MockParameter, tunes: Bool
  ) throws -> TransferResult.Outcome {
    // Sends were chosen for the mock's gain: the layers must be made with the same numbers.
    let context = try PerceptronContext(
      mockParameter: parameter, trainSeed: trainSeed, hardware: HardwareBackend(chip: chip))
    let model = try DigitsModel(mock: false, context: context)
    try model.load(state)
    var outcome = TransferResult.Outcome(moved: try accuracy(model))
    guard tunes else { return outcome }
    try train(
      model, "tuning \(chip.identity)", recipe.tuneEpochs, recipe.tuneLearningRate,
      recipe.tuneGamma
    ) { outcome.course.append(try accuracy(model)) }
    outcome.tuned = outcome.course.last ?? outcome.moved
    return outcome
  }

  /// Accuracy of a network on a chip whose weights were first scaled from the mock's gain to the
  /// chip's own, as it is measured: what is lost then is not a matter of gain.
  private func accuracyAtOwnGain(
    _ state: StateDict, on chip: Chip, parameter: MockParameter
  ) throws -> Double {
    let own = try PerceptronContext(hardware: HardwareBackend(chip: chip)).measureMockParameter()
    let factor = Float(parameter.gain / own.gain)
    let scaled = try state.mapValues { weights in
      try Tensor(shape: weights.shape, weights.storage.map { $0 * factor })
    }
    return try transfer(scaled, to: chip, parameter: parameter, tunes: false).moved
  }

  private func accuracy(_ model: DigitsModel) throws -> Double {
    try Trainer.evaluate(model, on: data.test).accuracy
  }

  private func train(
    _ model: DigitsModel, _ phase: String, _ epochs: Int, _ rate: Double, _ gamma: Double,
    afterEpoch: () throws -> Void = {}
  ) throws {
    var source = try ShiftedPictures(data.training, size: recipe.batch, seed: trainSeed)
    let optimizer = Adam(model.parameters, learningRate: rate)
    let trainer = Trainer(model: model, optimizer: optimizer)
    let scheduler = StepLR(optimizer, gamma: gamma)
    let steps = source.batchesPerEpoch
    for epoch in 0..<epochs {
      try trainer.run(steps: steps, on: &source) { step in
        progress(phase, (Double(epoch) + Double(step.index + 1) / Double(steps)) / Double(epochs))
      }
      scheduler.step()
      try afterEpoch()
    }
  }
}
