import Calib
import ChipModel
import Experiments
import Foundation
import Perceptron
import Recording
import Testing
import _TestSupport

/// Trainings on the mock and on the chip, with every weight, compared with recorded ones.
///
/// OpenBLAS rounds sums differently on other processors; the recorded ones are of its kernels for Haswell.
@Suite(
  .serialized,
  .enabled(
    if: ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == "Haswell",
    "needs OPENBLAS_CORETYPE=Haswell"))
struct TrainingDigestTests {
  private let golden = GoldenDigests("trainings")

  @Test func `a short Yin-Yang training keeps its bytes`() throws {
    let chip = try nominalChip("typical", runSeed: 1, effects: [NominalKind.smallOffsets])
    var recipe = YinYangExperiment.Recipe()
    (recipe.batch, recipe.mockSteps, recipe.chipSteps) = (40, 3, 2)
    (recipe.testPoints, recipe.gridSide, recipe.hidden) = (50, 4, 32)
    let result = try YinYangExperiment(chip: chip, recipe: recipe, trainSeed: 2).run()
    var digest = Digest(result.mock.losses)
    digest.add(result.tuning.losses)
    for state in [result.weightsMock, result.weightsTuned] { digest.add(state) }
    try golden.expect(digest, "yin-yang, nominal typical-0")
  }

  @Test(.fullTier) func `the tutorial's recipe keeps its bytes on a calibrated chip`() throws {
    let kind = CalibratedKind(preset: "typical")
    let calibration = try kind.hagen()
    let chip = try kind.chip(threads: 2)
    try calibration.apply(to: chip)
    var recipe = YinYangExperiment.Recipe()
    (recipe.mockSteps, recipe.chipSteps, recipe.testPoints) = (4, 2, 600)
    let record = try YinYangExperiment(chip: chip, recipe: recipe).run()
      .record(of: chip, calibration: calibration)
    for name in ["training", "weights", "maps", "trace"] {
      var digest = Digest()
      digest.add(try #require(record.groups[name]))
      try golden.expect(digest, "yin-yang, \(kind.testDescription): \(name)")
    }
  }

  @Test func `a short training with pictures keeps its bytes`() throws {
    let parameter = MockParameter(noiseStd: 2, gain: 0.0019)
    let chip = try nominalChip("typical", effects: [NominalKind.smallOffsets])
    let context = try PerceptronContext(
      mockParameter: parameter, runSeed: 1, trainSeed: 2, hardware: HardwareBackend(chip: chip))
    let mock = try DigitsModel(mock: true, context: context)
    try train(mock, steps: 3)
    let hardware = try DigitsModel(mock: false, context: context)
    try hardware.load(mock.stateDict)
    try train(hardware, steps: 1)
    var digest = Digest()
    for state in [mock.stateDict, hardware.stateDict] { digest.add(state) }
    try golden.expect(digest, "digits, nominal typical-0")
  }

  private func train(_ model: DigitsModel, steps: Int) throws {
    let side = DigitsModel.side
    let pictures = try LabelledBatch(
      inputs: Tensor.spread([20, 1, side, side], 0...255), labels: (0..<20).map { $0 % 10 })
    var source = try ShuffledBatches(pictures, size: 10, seed: 3)
    try Trainer(model: model, optimizer: Adam(model.parameters, learningRate: 1))
      .run(steps: steps, on: &source)
  }
}

extension Digest {
  /// Adds all parameters of a model in the order of their names.
  fileprivate mutating func add(_ state: StateDict) {
    for (name, tensor) in state.sorted(by: { $0.key < $1.key }) {
      add(name)
      add(tensor.storage)
    }
  }
}
