import ChipModel
import Perceptron

/// Handwritten digits: trained in float and on the mock, moved to chips, tuned there.
///
/// Weis et al. (arXiv 2006.13177) report the same path for a real chip on MNIST.
struct TransferExperiment {
  /// Numbers of the recipe; hxtorch: `examples/perceptron/mnist.py`.
  struct Recipe: Equatable {
    var batch = 100
    var epochs = 20
    var learningRate = 1.0
    var gamma = 0.9
    var tuneEpochs = 3
    var tuneLearningRate = 0.3
    var tuneGamma = 0.7
  }

  /// Accuracies 0…1 of one chip.
  struct Outcome: Equatable {
    var moved = 0.0
    var tuned = 0.0
    /// After each epoch of tuning.
    var course: [Double] = []
  }

  let recipe: Recipe
  let data: DigitsData
  let trainSeed: UInt64
  /// Told the phase and the fraction of it that is done.
  let progress: (String, Double) -> Void

  /// The float network: its accuracy is the ceiling.
  func trainFloat(gain: Double) throws -> Double {
    let context = try PerceptronContext(
      mockParameter: MockParameter(noiseStd: 0, gain: gain), trainSeed: trainSeed,
      hardware: FloatBackend(gain: gain))
    let model = try DigitsModel(
      mock: false, context: context, activation: { FloatRectifier() })
    try train(model, "training in float", recipe.epochs, recipe.learningRate, recipe.gamma)
    return try accuracy(model)
  }

  /// The mock network with measured gain and noise; its parameters go to every chip.
  func trainMock(_ parameter: MockParameter) throws -> (accuracy: Double, state: StateDict) {
    let context = try PerceptronContext(mockParameter: parameter, trainSeed: trainSeed)
    let model = try DigitsModel(mock: true, context: context)
    try train(model, "training on the mock", recipe.epochs, recipe.learningRate, recipe.gamma)
    return (try accuracy(model), model.stateDict)
  }

  /// Moves a network to a calibrated chip and, if asked, tunes it there.
  func transfer(
    _ state: StateDict, to chip: Chip, parameter: MockParameter, tunes: Bool
  ) throws -> Outcome {
    // Sends were chosen for the mock's gain: the layers must be made with the same numbers.
    let context = try PerceptronContext(
      mockParameter: parameter, trainSeed: trainSeed, hardware: HardwareBackend(chip: chip))
    let model = try DigitsModel(mock: false, context: context)
    try model.load(state)
    var outcome = Outcome(moved: try accuracy(model))
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
  func accuracyAtOwnGain(
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
