import Perceptron
import SimulationCore
import Testing

@Suite struct MockParameterTests {
  @Test func `defaults, order and text are the original's`() {
    #expect(MockParameter() == MockParameter(noiseStd: 2, gain: 0.002))
    #expect(MockParameter().description == "MockParameter(noise_std=2.000000, gain=0.002000)")
    #expect(
      MockParameter(noiseStd: -1.6, gain: 1e300).description
        .hasPrefix("MockParameter(noise_std=-1.600000, gain=10000000000000000525"))
  }

  @Test func `a parameter set is the parameter got`() throws {
    let context = try PerceptronContext()
    try context.setMockParameter(MockParameter(noiseStd: 1, gain: 0.0043))
    #expect(context.mockParameter == MockParameter(noiseStd: 1, gain: 0.0043))
  }

  @Test func `two contexts know nothing of each other`() throws {
    let (a, b) = (try PerceptronContext(), try PerceptronContext())
    try a.setMockParameter(MockParameter(noiseStd: 0, gain: 0.5))
    #expect(b.mockParameter == MockParameter())
  }

  @Test(arguments: [(0.0018, 1.6), (0.0034, 2), (0.001, 1)])
  func `a measurement of the mock finds its parameter`(_ gain: Double, _ noise: Double) throws {
    let mock = try MockBackend(parameter: MockParameter(noiseStd: noise, gain: gain))
    var random = RandomStream(seed: 1, domain: .testing)
    let found = try measureMockParameter(on: mock, random: &random)
    // An input of 15.5 counts as 16 in the backend and as 15.5 in the product. The floor, two
    // chunks of half a step each, lowers a result of about 60 by one: 2 %.
    #expect(abs(found.gain / (gain * 16 / 15.5) - 1) < 0.035)
    // Two chunks add in quadrature, each with 1/12 from the floor. A standard deviation from 50
    // values has 10 % error, the median of 128 of them about 1.1 %.
    let expected = (2 * (noise * noise + 1.0 / 12)).squareRoot()
    #expect(abs(found.noiseStd / expected - 1) < 0.07)
  }

  @Test func `measuring sets nothing and needs a chip unless told otherwise`() throws {
    let context = try PerceptronContext()
    #expect(perceptronError { try context.measureMockParameter() } == .noConnection)
    let found = try context.measureMockParameter(mock: true)
    #expect(found.gain > 0 && found.gain <= 1)
    #expect(context.mockParameter == MockParameter())
  }
}
