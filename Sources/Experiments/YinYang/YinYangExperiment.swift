public import ChipModel
import Perceptron
import SimulationCore

/// The tutorial's recipe: train the Yin-Yang network on the mock, move it to the chip, tune it there.
///
/// brainscales2-demos tp_02: batch 350 of fresh balanced samples, Adam with a learning rate that
/// decays each step, a 16 × 16 grid evaluated beside each batch.
public struct YinYangExperiment {
  /// Numbers of the recipe.
  public struct Recipe: Equatable, Sendable {
    /// Samples in a training batch.
    public var batch = 350
    /// Training steps on the mock.
    public var mockSteps = 201
    /// Learning rate on the mock.
    public var mockLearningRate = 1.0
    /// Factor of the learning rate after each step on the mock.
    public var mockGamma = 0.99
    /// Training steps on the chip.
    public var chipSteps = 16
    /// Learning rate on the chip.
    public var chipLearningRate = 0.2
    /// Factor of the learning rate after each step on the chip.
    public var chipGamma = 0.9
    /// Number of new points for each accuracy.
    public var testPoints = 6000
    /// Points of the decision maps along one side.
    public var gridSide = 16
    /// Neurons of the hidden layer.
    public var hidden = 128
    /// FPGA cycles of 8 ns between two events.
    public var waitBetweenEvents = 5

    /// The tutorial's values.
    public init() {}
  }

  private let recipe: Recipe
  private let chip: Chip
  private let trainSeed: UInt64
  private let context: PerceptronContext
  private let progress: PhaseProgress

  /// Prepares the experiment on a calibrated chip.
  /// - Parameters:
  ///   - chip: The chip; its run seed is that of the mock's noise, too.
  ///   - recipe: Numbers of the recipe.
  ///   - trainSeed: Seed of initial weights and training data.
  ///   - progress: Called before every step.
  /// - Throws: what the context of the perceptron throws.
  public init(
    chip: Chip, recipe: Recipe = Recipe(), trainSeed: UInt64 = 0,
    progress: @escaping PhaseProgress = { _, _ in }
  ) throws {
    self.recipe = recipe
    self.chip = chip
    self.trainSeed = trainSeed
    self.progress = progress
    context = try PerceptronContext(
      runSeed: chip.identity.runSeed, trainSeed: trainSeed, hardware: HardwareBackend(chip: chip))
  }

  private var grid: Tensor { YinYangDataset.grid(side: recipe.gridSide) }

  /// Runs the whole recipe.
  /// - Throws: what the chip and the layers throw.
  public func run() throws -> YinYangResult {
    progress("measuring gain and noise", 0)
    let measured = try context.measureMockParameter()
    try context.setMockParameter(measured)
    let mock = try model(mock: true)
    var result = YinYangResult(
      recipe: recipe, trainSeed: trainSeed, chip: chip.identity, measured: measured,
      modelText: mock.description, numSends: Self.numSends(of: mock))
    var source = YinYangDataset(size: recipe.batch, seed: trainSeed)
    let test = testData()
    try trainOnMock(mock, &source, test, &result)
    try tune(from: mock.stateDict, &source, test, &result)
    result.trace = try membraneTrace(result)
    return result
  }

  private func trainOnMock(
    _ mock: YinYangModel, _ source: inout YinYangDataset, _ test: LabelledBatch,
    _ result: inout YinYangResult
  ) throws {
    result.mock = try train(
      "training on the mock", mock, &source, steps: recipe.mockSteps,
      learningRate: recipe.mockLearningRate, gamma: recipe.mockGamma)
    result.accuracyMock = try Trainer.evaluate(mock, on: test).accuracy
    result.maps["mock"] = try softmax(mock.forward(grid))
    result.weightsMock = mock.stateDict
  }

  private func tune(
    from state: StateDict, _ source: inout YinYangDataset, _ test: LabelledBatch,
    _ result: inout YinYangResult
  ) throws {
    progress("moving to the chip", 0)
    let hardware = try model(mock: false)
    try hardware.load(state)
    result.accuracyMoved = try Trainer.evaluate(hardware, on: test).accuracy
    result.maps["moved"] = try softmax(hardware.forward(grid))

    result.tuning = try train(
      "training on the chip", hardware, &source, steps: recipe.chipSteps,
      learningRate: recipe.chipLearningRate, gamma: recipe.chipGamma)
    result.accuracyTuned = try Trainer.evaluate(hardware, on: test).accuracy
    result.maps["tuned"] = try softmax(hardware.forward(grid))
    result.weightsTuned = hardware.stateDict
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

  private static func numSends(of model: YinYangModel) -> [Int] {
    model.classifier.layers.compactMap { ($0 as? MACLayer)?.numSends }
  }

  private func train(
    _ name: String, _ model: YinYangModel, _ source: inout YinYangDataset, steps: Int,
    learningRate: Double, gamma: Double
  ) throws -> YinYangResult.Training {
    let optimizer = Adam(model.namedParameters.map(\.parameter), learningRate: learningRate)
    let scheduler = StepLR(optimizer, gamma: gamma)
    var training = YinYangResult.Training()
    for step in 0..<steps {
      progress(name, Double(step) / Double(steps))
      let (loss, accuracy) = try trainStep(model, optimizer, source.nextBatch())
      scheduler.step()
      training.losses.append(loss)
      training.accuracies.append(accuracy)
    }
    return training
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

  /// Stream of the traced product's noise, apart from the experiment's.
  private static let traceStream: UInt32 = 1

  /// The membrane of one column while the first layer multiplies one point.
  private func membraneTrace(_ result: YinYangResult) throws -> YinYangResult.MembraneTrace {
    let weights = result.weightsTuned["classifier.0.weight"] ?? Tensor(repeating: 0, shape: [1, 4])
    let columns = weights.shape[0]
    let matrix = (0..<4).flatMap { i in
      (0..<columns).map { j in
        Int8(clamping: Int(weights.storage[j * 4 + i].rounded(.toNearestOrAwayFromZero)))
      }
    }
    var product = try MatrixMultiplication(weights: matrix, rows: 4, columns: columns)
    product.numSends = result.numSends.first ?? 1
    product.stream = Self.traceStream
    let inputs: [UInt8] = [8, 16, 23, 15]
    let (results, trace) = try chip.probeProduct(inputs: inputs, product, column: 0)
    return YinYangResult.MembraneTrace(inputs: inputs, result: results[0], probe: trace)
  }
}
