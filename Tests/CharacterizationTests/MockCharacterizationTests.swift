import Perceptron
import Testing

@testable import Characterization

/// The mock obeys one linear law, so that every protocol must find its two numbers.
struct MockCharacterizationTests {
  static func device(gain: Double = 0.0024, noise: Double = 0) throws -> Device {
    try Device(mock: MockParameter(noiseStd: noise, gain: gain))
  }

  @Test func `the published mock panel is what our mock gives`() throws {
    // Read from the picture to about 1 %.
    let sweep = try WeightSweep(Self.device(), weights: Array(-22...22), repeats: 1)
    for row in PublishedSweep.rows {
      for excitatory in [true, false] {
        let slope = try #require(sweep.slope(input: row.input, excitatory: excitatory))
        #expect(abs(slope / row.mockSlope - 1) < 0.02, "x = \(row.input)")
      }
    }
  }

  @Test func `a linear device has a straight activation curve without spread`() throws {
    let curve = try InputCurve(Self.device(gain: 0.002), numSends: 1000, repeats: 1)
    for x in 0...31 {
      // The result is rounded down to a whole LSB of 62.
      #expect(abs(curve.ratio(x) - Double(x) / 31) < 1.0 / 62)
      #expect(curve.spread(x) == 0)
    }
  }

  @Test func `noise is found where it is, and nowhere without`() throws {
    let silent = try NoiseScan(Self.device(), repeats: 20)
    #expect(silent.quiet.noise == 0)
    #expect(silent.usual == 0)
    // 256 columns of 200 repeats: the median's error is 1.25 * 0.05 / 16 of the noise, five of
    // which are 2 %; a false alarm once in a million. Rounding adds 1/12 to the variance.
    let noisy = try NoiseScan(Self.device(noise: 2), repeats: 200)
    let expected = (4 + 1.0 / 12).squareRoot()
    #expect(abs(noisy.quiet.noise / expected - 1) < 0.02)
    #expect(noisy.signalDependence < 0.04)
  }

  @Test func `a linear device leaves its line by rounding only, and stops at the rails`() throws {
    let linearity = try Linearity(Self.device(gain: 0.0024), repeats: 1)
    #expect(linearity.medianResidual < 0.5)
    #expect(linearity.saturation(excitatory: true).allSatisfy { $0 == 127 })
    #expect(linearity.saturation(excitatory: false).allSatisfy { $0 == -128 })
  }

  @Test func `a mock neither drifts nor has a pattern`() throws {
    let drift = try Drift(Self.device(), repeats: 1)
    #expect(drift.spread == 0)
    let pattern = try ColumnPattern(Self.device(gain: 0.002))
    #expect(pattern.spread == 0)
    #expect(pattern.mean == 50)
  }

  @Test func `published figures have a source and a range that holds the published value`() {
    for figure in PublishedFigure.typical + PublishedFigure.revision2 {
      #expect(!figure.source.isEmpty)
      if let published = figure.published { #expect(figure.range.contains(published)) }
    }
    let keys = (PublishedFigure.typical + PublishedFigure.revision2).map(\.key)
    #expect(Set(keys).count == keys.count)
  }
}
