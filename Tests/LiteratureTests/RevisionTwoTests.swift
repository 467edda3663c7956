import Calib
import Characterization
import Testing
import _TestSupport

/// The published sweep over weights and activations of a chip of revision 2.
///
/// brainscales2-demos `hxtorch_mock_mode.png`, digitised to about ± 1 to 2 LSB.
@Suite(.fullTier, .serialized)
struct RevisionTwoTests {
  /// The median over chips of a figure of their sweeps.
  private static func middle(
    _ value: @escaping @Sendable (WeightSweep) -> Double?
  ) throws -> Double {
    median(
      try Population.figures(of: .v2, count: 5) { try value($0.weights()) ?? .nan })
  }

  // Chips differ by about 2 % of gain: the median of five has an error of 1 %, an eighth of the
  // tolerance. A false alarm is rarer than 1e-6 a figure that lies in the middle of its range.

  @Test(arguments: PublishedSweep.rows.map(\.input))
  func `mean outputs lie within the larger of 4 LSB and 8 percent`(_ input: Int) throws {
    let row = try #require(PublishedSweep.rows.first { $0.input == input })
    for (weight, output) in row.outputs where abs(output) < 120 {
      let published = output - PublishedSweep.zero
      let ours = try Self.middle { $0.output(input: input, weight: weight) }
      #expect(
        abs(ours - published) <= PublishedSweep.tolerance(of: published),
        "x = \(input), w = \(weight): \(ours), published \(published)")
    }
  }

  @Test(arguments: PublishedSweep.rows.map(\.input))
  func `slopes lie within 8 percent`(_ input: Int) throws {
    let row = try #require(PublishedSweep.rows.first { $0.input == input })
    for (excitatory, slope) in [(true, row.slopes.excitatory), (false, row.slopes.inhibitory)] {
      let ours = try Self.middle { $0.slope(input: input, excitatory: excitatory) }
      #expect(abs(ours / slope - 1) <= 0.08, "x = \(input): \(ours), published \(slope)")
    }
  }

  @Test(arguments: PublishedSweep.halfWidths.indices)
  func `bands of columns are as wide as published, within 30 percent`(_ index: Int) throws {
    let (input, weight, halfWidth) = PublishedSweep.halfWidths[index]
    let ours = try Self.middle { $0.halfWidth(input: input, weight: weight) }
    #expect(
      abs(ours / halfWidth - 1) <= 0.3,
      "x = \(input), w = \(weight): \(ours), published \(halfWidth)")
  }

  @Test func `the band without events is as wide as published, within 30 percent`() throws {
    let ours = try Self.middle { $0.halfWidth(input: 0, weight: 0) }
    #expect(abs(ours / PublishedSweep.quietHalfWidth - 1) <= 0.3, "\(ours)")
  }

  @Test func `both ends clip where published`() throws {
    let sweeps = try Population.figures(of: .v2, count: 5) { try $0.weights() }
    // The positive side reaches 127 with the weakest columns near 113.
    #expect(median(sweeps.map { $0.endRange(excitatory: true).upperBound }) == 127)
    let weakest = median(sweeps.map { $0.endRange(excitatory: true).lowerBound })
    #expect((108...122).contains(weakest), "\(weakest)")
    // The negative side settles at -92 to -120 by column, in the mean near -110.
    let bottom = median(sweeps.map { $0.end(excitatory: false) })
    #expect((-116 ... -104).contains(bottom), "\(bottom)")
    let range = sweeps.map { $0.endRange(excitatory: false) }
    #expect((-98 ... -86).contains(median(range.map(\.upperBound))))
    #expect((-127 ... -114).contains(median(range.map(\.lowerBound))))
  }
}
