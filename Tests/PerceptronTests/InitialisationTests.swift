import Perceptron
import Testing

@Suite struct InitialisationTests {
  static let fanIns = [3, 4, 19, 25, 43, 100, 128, 256, 500, 784]
  static let table: [(Double, [Int])] = [
    (0.0018, [44, 38, 18, 15, 12, 8, 7, 5, 4, 3]),
    (0.0020, [39, 34, 16, 14, 11, 7, 6, 5, 4, 3]),
    (0.0024, [33, 29, 13, 12, 9, 6, 5, 4, 3, 3]),
    (0.0030, [26, 23, 11, 9, 7, 5, 4, 3, 3, 2]),
    (0.0034, [23, 20, 10, 8, 7, 4, 4, 3, 2, 2]),
  ]

  @Test(arguments: table) func `sends follow gain and number of inputs`(
    _ gain: Double, _ expected: [Int]
  ) throws {
    let context = try quietContext(gain: gain)
    let found = try Self.fanIns.map {
      try Linear(inFeatures: $0, outFeatures: 1, context: context).numSends
    }
    #expect(found == expected)
  }

  @Test(arguments: [(0.003366, 21, 4), (0.003368, 20, 4), (0.003543, 20, 4), (0.003546, 19, 4)])
  func `the tutorial's sends hold for its range of gains`(
    _ gain: Double, _ first: Int, _ second: Int
  ) throws {
    let context = try quietContext(gain: gain)
    #expect(try Linear(inFeatures: 4, outFeatures: 128, context: context).numSends == first)
    #expect(try Linear(inFeatures: 128, outFeatures: 3, context: context).numSends == second)
  }

  /// (inputs, standard deviation, bound of the bias) at gain 0.002.
  @Test(arguments: [(4, 20.80, 39.5), (128, 20.83, 6.98), (500, 15.81, 3.53), (100, 20.20, 7.90)])
  func `weights and bias have the original's spread`(
    _ fanIn: Int, _ std: Double, _ bound: Double
  ) throws {
    let context = try quietContext(gain: 0.002)
    let layer = try Linear(inFeatures: fanIn, outFeatures: 40_000 / fanIn + 2000, context: context)
    let weights = layer.weight.value.storage.map(Double.init)
    #expect(weights.allSatisfy { abs($0) <= 63 })
    // Cut off at three standard deviations a normal loses 2.7 % of variance (1.3 % of spread).
    // Five standard errors of 8 000 or more draws: 4 %.
    let square = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
    #expect(abs(square.squareRoot() / std - 0.987) < 0.04)
    #expect(abs(weights.reduce(0, +) / Double(weights.count)) < 5 * std / 89)
    let bias = try #require(layer.bias).value.storage.map(Double.init)
    #expect(bias.allSatisfy { abs($0) <= bound * 1.002 })
    #expect((bias.max() ?? 0) > 0.98 * bound && (bias.min() ?? 0) < -0.98 * bound)
  }

  @Test func `a spread wider than the range is cut off into it`() throws {
    let context = try quietContext(gain: 1e-5)
    let layer = try Linear(
      inFeatures: 1, outFeatures: 4000, options: MACLayerOptions(numSends: 1), context: context)
    let weights = layer.weight.value.storage
    #expect(weights.allSatisfy { abs($0) <= 63 })
    let square = weights.reduce(0) { $0 + Double($1 * $1) } / 4000
    #expect(abs(square.squareRoot() / (63 / 3.0.squareRoot()) - 1) < 0.04)  // uniform
  }

  @Test func `the gain that counts is that of the moment`() throws {
    let context = try quietContext(gain: 0.002)
    let before = try Linear(inFeatures: 4, outFeatures: 1, context: context)
    try context.setMockParameter(MockParameter(noiseStd: 0, gain: 0.0034))
    let after = try Linear(inFeatures: 4, outFeatures: 1, context: context)
    #expect([before.numSends, after.numSends] == [34, 20])
    try before.resetParameters()
    #expect(before.numSends == 34)
  }

  @Test func `the same seed gives the same parameters, another one others`() throws {
    func state(_ seed: UInt64) throws -> StateDict {
      try YinYangModel(mock: true, context: quietContext(trainSeed: seed)).stateDict
    }
    #expect(try state(3) == state(3))
    #expect(try state(3) != state(4))
  }

  @Test func `weights can be centred elsewhere, within their range`() throws {
    let layer = try Linear(inFeatures: 100, outFeatures: 100, context: quietContext())
    try layer.resetParameters(weightMean: 40, reluShift: 0)
    let mean = layer.weight.value.storage.reduce(0, +) / 10_000
    #expect(abs(mean - 39.6) < 1)  // the upper tail is cut off
    #expect(throws: PerceptronError.self) { try layer.resetParameters(weightMean: 64) }
    #expect(throws: PerceptronError.self) { try layer.resetParameters(weightMean: .nan) }
  }
}
