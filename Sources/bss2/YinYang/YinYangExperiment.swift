import ChipModel
import Perceptron
import SimulationCore

/// The tutorial's recipe: train the Yin-Yang network on the mock, move it to the chip, tune it there.
///
/// brainscales2-demos tp_02: batch 350 of fresh balanced samples, Adam with a learning rate that
/// decays each step, a 16 × 16 grid evaluated beside each batch.
struct YinYangExperiment {
  /// Numbers of the recipe.
  struct Recipe: Equatable {
    var batch = 350
    var mockSteps = 201
    var mockLearningRate = 1.0
    var mockGamma = 0.99
    var chipSteps = 16
    var chipLearningRate = 0.2
    var chipGamma = 0.9
    var testPoints = 6000
    var gridSide = 16
    var hidden = 128
    var waitBetweenEvents = 5
  }

  /// Result of one training phase.
  struct Phase {
    var losses: [Float] = []
    var accuracies: [Float] = []
  }

  /// Everything that the experiment finds.
  struct Outcome {
    var measured: MockParameter
    var modelText: String
    var numSends: [Int]
    var mock = Phase()
    var chip = Phase()
    var accuracyMock = 0.0
    var accuracyBefore = 0.0
    var accuracyAfter = 0.0
    /// Class probabilities on the grid, entry i * side + j at (x, y) = (i, j) / (side - 1).
    var maps: [String: Tensor] = [:]
    var weightsMock: StateDict = [:]
    var weightsTuned: StateDict = [:]
  }

  let recipe: Recipe
  let context: PerceptronContext
  let trainSeed: UInt64
  /// Called with the phase and the fraction of it that is done.
  let progress: (String, Double) -> Void

  private var grid: Tensor { YinYangDataset.grid(side: recipe.gridSide) }

  /// Runs the whole recipe on the context's chip.
  func run() throws -> Outcome {
    progress("measuring gain and noise", 0)
    let measured = try context.measureMockParameter()
    try context.setMockParameter(measured)
    let mock = try model(mock: true)
    var outcome = Outcome(
      measured: measured, modelText: mock.description, numSends: Self.numSends(of: mock))
    var source = YinYangDataset(size: recipe.batch, seed: trainSeed)
    let test = testData()

    outcome.mock = try train(
      "training on the mock", mock, &source, steps: recipe.mockSteps,
      learningRate: recipe.mockLearningRate, gamma: recipe.mockGamma)
    outcome.accuracyMock = try Trainer.evaluate(mock, on: test).accuracy
    outcome.maps["mock"] = try softmax(mock.forward(grid))
    outcome.weightsMock = mock.stateDict

    progress("moving to the chip", 0)
    let hardware = try model(mock: false)
    try hardware.load(mock.stateDict)
    outcome.accuracyBefore = try Trainer.evaluate(hardware, on: test).accuracy
    outcome.maps["moved"] = try softmax(hardware.forward(grid))

    outcome.chip = try train(
      "training on the chip", hardware, &source, steps: recipe.chipSteps,
      learningRate: recipe.chipLearningRate, gamma: recipe.chipGamma)
    outcome.accuracyAfter = try Trainer.evaluate(hardware, on: test).accuracy
    outcome.maps["tuned"] = try softmax(hardware.forward(grid))
    outcome.weightsTuned = hardware.stateDict
    return outcome
  }

  private func model(mock: Bool) throws -> YinYangModel {
    try YinYangModel(
      mock: mock, hidden: recipe.hidden, waitBetweenEvents: recipe.waitBetweenEvents,
      context: context)
  }

  /// Fresh points that no training step sees: a data set of its own seed.
  private func testData() -> LabelledBatch {
    var source = YinYangDataset(size: recipe.testPoints, seed: trainSeed &+ 0x7e57_0000)
    return source.nextBatch()
  }

  static func numSends(of model: YinYangModel) -> [Int] {
    model.classifier.layers.compactMap { ($0 as? MACLayer)?.numSends }
  }

  private func train(
    _ name: String, _ model: YinYangModel, _ source: inout YinYangDataset, steps: Int,
    learningRate: Double, gamma: Double
  ) throws -> Phase {
    let optimizer = Adam(model.namedParameters.map(\.parameter), learningRate: learningRate)
    let scheduler = StepLR(optimizer, gamma: gamma)
    var phase = Phase()
    for step in 0..<steps {
      progress(name, Double(step) / Double(steps))
      let (loss, accuracy) = try trainStep(model, optimizer, source.nextBatch())
      scheduler.step()
      phase.losses.append(loss)
      phase.accuracies.append(accuracy)
    }
    return phase
  }

  /// One step; the grid runs in front of the batch, as in the tutorial, and earns no gradient.
  private func trainStep(
    _ model: YinYangModel, _ optimizer: Adam, _ batch: LabelledBatch
  ) throws -> (loss: Float, accuracy: Float) {
    optimizer.clearGradients()
    let grid = grid
    let both = try Tensor(
      shape: [grid.shape[0] + batch.inputs.shape[0], 4],
      Array(grid.storage) + Array(batch.inputs.storage))
    let scores = try model.forward(both)
    let own = try scores.rows(grid.shape[0]..<both.shape[0])
    let loss = try crossEntropy(own, labels: batch.labels)
    let padding = [Float](repeating: 0, count: grid.shape[0] * 3)
    _ = try model.backward(
      Tensor(shape: scores.shape, padding + Array(loss.gradient.storage)))
    optimizer.step()
    return (loss.value, accuracy(own, batch.labels))
  }

  private func accuracy(_ scores: Tensor, _ labels: [Int]) -> Float {
    let right = labels.indices.count { row in
      let values = (0..<3).map { scores.storage[row * 3 + $0] }
      return values.indices.max { values[$0] < values[$1] } == labels[row]
    }
    return Float(right) / Float(labels.count)
  }
}
