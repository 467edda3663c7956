import Calib
import SimulationCore
import Testing

@Suite struct LinearSearchTests {
  @Test(arguments: [false, true])
  func `coarse then fine finds every value of the identity plant`(isInverted: Bool) throws {
    let count = 1024
    let range = try ParameterRange(lower: 0, upper: count - 1)
    var plant = IdentityPlant(count: count, mirror: isInverted ? count - 1 : nil)
    var generator = RandomStream(seed: 5, domain: .testing)
    let target = (0..<count).map(Double.init)
    let start = (0..<count).map { _ in Int.random(in: 200...800, using: &generator) }
    let coarse = try LinearSearch(initialParameters: start, stepSize: 20).run(
      on: &plant, range: range, isInverted: isInverted, target: target, using: &generator)
    let fine = try LinearSearch(initialParameters: coarse.parameters, stepSize: 1).run(
      on: &plant, range: range, isInverted: isInverted, target: target, using: &generator)
    #expect(fine.parameters == (0..<count).map { isInverted ? count - 1 - $0 : $0 })
    #expect(plant.configured.last == fine.parameters)
  }

  @Test func `without initial values it starts from the floor of the middle`() throws {
    var plant = IdentityPlant(count: 1)
    var generator = RandomStream(seed: 0, domain: .testing)
    _ = try LinearSearch().run(
      on: &plant, range: try ParameterRange(lower: -3, upper: 0), isInverted: false,
      target: [-2], using: &generator)
    #expect(plant.configured[0] == [-2])
  }

  @Test func `it stops at the step limit`() throws {
    var plant = IdentityPlant(count: 1)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try LinearSearch(initialParameters: [0], maxSteps: 7).run(
      on: &plant, range: .capMem, isInverted: false, target: [1000], using: &generator)
    #expect(outcome.measurementCount == 7)
    #expect(outcome.parameters == [6])
  }

  @Test func `initial values outside the range are clipped`() throws {
    var plant = IdentityPlant(count: 2)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try LinearSearch(initialParameters: [-50, 5000]).run(
      on: &plant, range: .capMem, isInverted: false, target: [1, 1021], using: &generator)
    #expect(plant.configured[0] == [0, 1022])
    #expect(outcome.parameters == [1, 1021])
  }

  @Test func `steps below one are refused`() {
    #expect(throws: AlgorithmError.invalidStepSize(0)) { try LinearSearch(stepSize: 0) }
    #expect(throws: AlgorithmError.invalidStepLimit(0)) { try LinearSearch(maxSteps: 0) }
  }
}
