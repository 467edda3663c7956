import Calib
import SimulationCore
import Testing

@Suite struct PredictiveModelTests {
  @Test func `a wrong constant does not matter to a line`() throws {
    let count = 511
    var plant = IdentityPlant(count: count)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try LinearPrediction(probeParameters: [100], offset: 10).run(
      on: &plant, range: try ParameterRange(lower: 0, upper: count - 1), isInverted: false,
      target: (0..<count).map(Double.init), using: &generator)
    #expect(outcome.parameters == Array(0..<count))
    #expect(plant.configured.last == outcome.parameters)
    #expect(plant.measurementCount == 1)
  }

  @Test func `a fit of degree two to the identity recovers the identity`() throws {
    let values = Array(stride(from: 0, through: 1000, by: 50))
    let prediction = try PolynomialPrediction(
      parameters: values, results: values.map(Double.init), degree: 2)
    let expected = [0.0, 1, 0]
    for (coefficient, wanted) in zip(prediction.coefficients, expected) {
      #expect(abs(coefficient - wanted) < 1e-8)
    }
    #expect(prediction.probeParameters == [500])
    var plant = IdentityPlant(count: 1024)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try prediction.run(
      on: &plant, range: try ParameterRange(lower: 0, upper: 1023), isInverted: false,
      target: (0..<1024).map(Double.init), using: &generator)
    #expect(outcome.parameters == Array(0..<1024))
  }

  @Test func `a falling line inverts the plant`() throws {
    var plant = IdentityPlant(count: 64, mirror: 63)
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try LinearPrediction(probeParameters: [7], slope: -1).run(
      on: &plant, range: try ParameterRange(lower: 0, upper: 63), isInverted: true,
      target: (0..<64).map(Double.init), using: &generator)
    #expect(outcome.parameters == Array((0..<64).reversed()))
  }

  @Test func `predictions are clipped and what is not a number keeps the probe`() throws {
    var plant = ClosurePlant(count: 3) { _ in [0, .nan, 0] }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try LinearPrediction(probeParameters: [1, 2, 3]).run(
      on: &plant, range: try ParameterRange(lower: -128, upper: 127), isInverted: false,
      target: [1e300, 5, -1e300], using: &generator)
    #expect(outcome.parameters == [127, 2, -128])
  }

  @Test func `halves are rounded to even`() throws {
    var plant = ClosurePlant(count: 2) { _ in [0.5, 1.5] }
    var generator = RandomStream(seed: 0, domain: .testing)
    let outcome = try LinearPrediction(probeParameters: [0]).run(
      on: &plant, range: try ParameterRange(lower: -9, upper: 9), isInverted: false,
      target: [1, 3], using: &generator)
    #expect(outcome.parameters == [0, 2])
  }

  @Test func `a model needs coefficients, probes and enough data`() {
    #expect(throws: AlgorithmError.insufficientData(count: 0, needed: 1)) {
      try PolynomialPrediction(probeParameters: [0], coefficients: [])
    }
    #expect(throws: AlgorithmError.insufficientData(count: 0, needed: 1)) {
      try LinearPrediction(probeParameters: [])
    }
    #expect(throws: AlgorithmError.insufficientData(count: 2, needed: 3)) {
      try PolynomialPrediction(parameters: [0, 1], results: [0, 1], degree: 2)
    }
  }
}
