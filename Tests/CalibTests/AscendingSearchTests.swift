import Calib
import SimulationCore
import Testing

@Suite struct AscendingSearchTests {
  @Test(arguments: [1, 7, 64])
  func `every value of the identity plant is found`(stepSize: Int) throws {
    let count = 511
    var plant = IdentityPlant(count: count)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try AscendingSearch(stepSize: stepSize).run(
      on: &plant, range: try ParameterRange(lower: 0, upper: count), isInverted: false,
      target: (0..<count).map(Double.init), using: &generator)
    #expect(outcome.parameters == Array(0..<count))
    #expect(plant.configured.last == outcome.parameters)
    #expect(plant.configured.count == outcome.measurementCount + 1)
  }

  @Test func `falling plants are found as well`() throws {
    var plant = IdentityPlant(count: 100, mirror: 99)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try AscendingSearch(start: 0, stepSize: 10).run(
      on: &plant, range: try ParameterRange(lower: 0, upper: 99), isInverted: true,
      target: (0..<100).map(Double.init), using: &generator)
    #expect(outcome.parameters == (0..<100).map { 99 - $0 })
  }

  @Test func `of a plant that falls again the first crossing is found`() throws {
    // A triangle with its peak of 100 at 500: the target of 80 is met at 480 and at 520.
    var plant = ClosurePlant(count: 1) { [100 - abs(Double($0[0] - 500))] }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try AscendingSearch(start: 255, stepSize: 32, resolution: 4).run(
      on: &plant, range: .capMem, isInverted: false, target: [80], using: &generator)
    #expect(abs(outcome.parameters[0] - 480) <= 4)
    #expect(outcome.measurementCount <= 13)
  }

  @Test func `a target above the peak ends near the peak, and soon`() throws {
    var plant = ClosurePlant(count: 1) { [100 - abs(Double($0[0] - 500))] }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try AscendingSearch(start: 255, stepSize: 32).run(
      on: &plant, range: .capMem, isInverted: false, target: [110], using: &generator)
    #expect(abs(outcome.parameters[0] - 500) <= 16)
    #expect(outcome.measurementCount < 16)
  }

  @Test func `a plant that does not move is given up`() throws {
    var plant = ClosurePlant(count: 1) { _ in [1] }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try AscendingSearch(start: 255, stepSize: 32).run(
      on: &plant, range: .capMem, isInverted: false, target: [2], using: &generator)
    #expect(outcome.parameters == [255])
    #expect(outcome.measurementCount == 5)
  }

  @Test func `steps below one are refused`() {
    #expect(throws: AlgorithmError.invalidStepSize(0)) { try AscendingSearch(stepSize: 0) }
    #expect(throws: AlgorithmError.invalidStepSize(0)) {
      try AscendingSearch(stepSize: 1, resolution: 0)
    }
  }
}
