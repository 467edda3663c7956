import Calib
import SimulationCore
import Testing

@Suite struct BinarySearchTests {
  @Test func `0 to 1022 takes twelve measurements with the documented increments`() throws {
    let steps = SearchSteps(range: .capMem)
    #expect(steps.start == 511)
    #expect(steps.increments == [256, 128, 64, 32, 16, 8, 4, 2, 1, 1, 1, 1])
    #expect(steps.bestStepCount == 3)
  }

  @Test func `short ranges take eight and six measurements`() throws {
    let hagenDACOffset = SearchSteps(range: try ParameterRange(lower: 0, upper: 63))
    #expect(hagenDACOffset.increments == [16, 8, 4, 2, 1, 1, 1, 1])
    #expect(hagenDACOffset.start == 32)
    let stpOffset = SearchSteps(range: try ParameterRange(lower: 0, upper: 15))
    #expect(stpOffset.measurementCount == 6)
    #expect(stpOffset.start == 8)
  }

  @Test func `noise inserts its own step in descending order and widens the choice`() throws {
    let full = try SearchSteps(range: .capMem, noiseAmplitude: 5)
    #expect(full.increments == [256, 128, 64, 32, 16, 8, 5, 4, 2, 1, 1, 1, 1])
    #expect(full.bestStepCount == 6)
    let gm = try SearchSteps(range: try ParameterRange(lower: 0, upper: 700), noiseAmplitude: 5)
    #expect(gm.increments == [176, 88, 44, 22, 11, 6, 5, 3, 2, 1, 1, 1, 1])
    #expect(gm.start == 350)
  }

  @Test(arguments: [16, 511, 1024], [false, true])
  func `every value of the identity plant is found`(count: Int, isInverted: Bool) throws {
    var plant = IdentityPlant(count: count, mirror: isInverted ? count - 1 : nil)
    var generator = RandomStream(seed: 1, domain: .testing)
    let outcome = try BinarySearch().run(
      on: &plant, range: try ParameterRange(lower: 0, upper: count - 1), isInverted: isInverted,
      target: (0..<count).map(Double.init), using: &generator)
    #expect(outcome.parameters == (0..<count).map { isInverted ? count - 1 - $0 : $0 })
    #expect(plant.configured.last == outcome.parameters)
    #expect(plant.configured.count == plant.measurementCount + 1)
    #expect(outcome.path.count == plant.measurementCount)
    #expect(abs(outcome.path[0] - Double(count) / 4) < 1)
    #expect(outcome.path.suffix(3).allSatisfy { $0 <= 2 })
    #expect(outcome.results == (0..<count).map(Double.init))
  }

  @Test(arguments: [16, 511, 1024], [false, true])
  func `every value is found at every noise amplitude`(count: Int, isInverted: Bool) throws {
    for amplitude in 1...(count == 16 ? 3 : 29) {
      var plant = IdentityPlant(count: count, mirror: isInverted ? count - 1 : nil)
      var generator = RandomStream(seed: UInt64(amplitude), domain: .calibration)
      let outcome = try NoisyBinarySearch(noiseAmplitude: amplitude).run(
        on: &plant, range: try ParameterRange(lower: 0, upper: count - 1),
        isInverted: isInverted, target: (0..<count).map(Double.init), using: &generator)
      #expect(
        outcome.parameters == (0..<count).map { isInverted ? count - 1 - $0 : $0 },
        "noise amplitude \(amplitude)")
    }
  }

  @Test func `noise spreads the starting values and the seed repeats them`() throws {
    func start(seed: UInt64) throws -> [Int] {
      var plant = IdentityPlant(count: 64)
      var generator = RandomStream(seed: seed, domain: .testing)
      _ = try NoisyBinarySearch().run(
        on: &plant, range: .capMem, isInverted: false,
        target: [Double](repeating: 100, count: 64), using: &generator)
      return plant.configured[0]
    }
    let first = try start(seed: 3)
    #expect(Set(first) == Set(506...516))
    #expect(try start(seed: 3) == first)
    #expect(try start(seed: 4) != first)
  }

  @Test func `noise larger than the first step is refused`() throws {
    var plant = IdentityPlant(count: 1)
    var generator = RandomStream(seed: 0, domain: .testing)
    let range = try ParameterRange(lower: 0, upper: 15)
    #expect(throws: AlgorithmError.excessiveNoise(amplitude: 5, largest: 4)) {
      try NoisyBinarySearch().run(
        on: &plant, range: range, isInverted: false, target: [1], using: &generator)
    }
    #expect(throws: AlgorithmError.insufficientNoise(amplitude: 0)) {
      try NoisyBinarySearch(noiseAmplitude: 0).run(
        on: &plant, range: range, isInverted: false, target: [1], using: &generator)
    }
    #expect(
      AlgorithmError.excessiveNoise(amplitude: 5, largest: 4).description
        == "The noise amplitude 5 is larger than the first search step; choose 1...4.")
  }

  @Test func `of equally close values the latest tested wins`() throws {
    // The last three values tested are 511 steps up: 1022, its neighbour below, and 1022.
    var plant = ClosurePlant(count: 1) { _ in [0] }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try BinarySearch().run(
      on: &plant, range: .capMem, isInverted: false, target: [5], using: &generator)
    #expect(outcome.parameters == [1021])
  }

  @Test func `a result that is not a number counts as low and as infinitely far`() throws {
    var plant = ClosurePlant(count: 2) { parameters in
      [.nan, parameters[1] > 300 ? .nan : Double(parameters[1])]
    }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try BinarySearch().run(
      on: &plant, range: .capMem, isInverted: true, target: [5, 300], using: &generator)
    // Inverted and never high: the first instance walks down to the lower end.
    #expect(outcome.parameters[0] <= 1)
    let both = try BinarySearch().run(
      on: &plant, range: try ParameterRange(lower: 299, upper: 301), isInverted: false,
      target: [5, 300], using: &generator)
    #expect(both.parameters[1] == 300)
  }

  @Test func `wrong lengths are refused`() throws {
    var plant = ClosurePlant(count: 3) { _ in [0, 0] }
    var generator = RandomStream(seed: 0, domain: .testing)
    #expect(throws: CalibError.wrongCount(what: "target", count: 1, expected: 3)) {
      try BinarySearch().run(
        on: &plant, range: .capMem, isInverted: false, target: [1], using: &generator)
    }
    #expect(throws: CalibError.wrongCount(what: "measured results", count: 2, expected: 3)) {
      try BinarySearch().run(
        on: &plant, range: .capMem, isInverted: false, target: [1, 2, 3], using: &generator)
    }
  }
}
