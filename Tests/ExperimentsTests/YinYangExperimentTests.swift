import ChipModel
import Experiments
import Perceptron
import Testing
import _TestSupport

@Suite(.serialized) struct YinYangExperimentTests {
  private func run(trainSeed: UInt64 = 0) throws -> YinYangResult {
    var recipe = YinYangExperiment.Recipe()
    (recipe.batch, recipe.mockSteps, recipe.chipSteps) = (20, 3, 1)
    (recipe.testPoints, recipe.gridSide, recipe.hidden) = (50, 4, 16)
    return try YinYangExperiment(
      chip: nominalChip("ideal", seed: 2), recipe: recipe, trainSeed: trainSeed
    ).run()
  }

  @Test func `a short run fills every part of the result`() throws {
    let result = try run()
    #expect(result.chip.description == "ideal-2")
    #expect(result.mock.losses.count == 3 && result.tuning.losses.count == 1)
    #expect(result.mock.losses.allSatisfy { $0.isFinite })
    #expect(Set(result.maps.keys) == ["mock", "moved", "tuned"])
    for name in result.maps.keys {
      let map = result.pictureOrder(of: name)
      #expect(map.count == 4 * 4 * 3)
      for point in stride(from: 0, to: map.count, by: 3) {
        #expect(abs(map[point..<point + 3].reduce(0, +) - 1) < 1e-5)
      }
    }
    #expect(result.pictureOrder(of: "other").isEmpty)
    #expect(result.weightsMock != result.weightsTuned)
    #expect(result.trace?.probe.membrane.isEmpty == false)
  }

  @Test func `equal seeds give equal results and another train seed gives others`() throws {
    let (first, second, other) = (try run(), try run(), try run(trainSeed: 1))
    #expect(first.mock == second.mock && first.tuning == second.tuning)
    #expect(first.maps == second.maps && first.weightsTuned == second.weightsTuned)
    #expect(first.mock != other.mock)
  }
}
