import Characterization
import Statistics
import Testing
import _TestSupport

/// Outputs over weights of one row, published for a chip of revision 2: row 0, x = 12, a hundred sends.
///
/// brainscales2-demos tp_01, `hagen_properties_fig2.png`, digitised to about ± 1 LSB.
@Suite(.fullTier, .serialized)
struct WeightSweepTests {
  private static let linear = -35...35

  /// Published mean of two columns at each weight.
  private static func published() throws -> [Int: Double] {
    Dictionary(
      uniqueKeysWithValues: try GoldenTable.rows("chip_fig2_weight_sweep").map {
        (Int($0[0]), ($0[1] + $0[2]) / 2)
      })
  }

  private static func slope(_ curve: [Int: Double]) throws -> Double {
    let weights = curve.keys.filter(linear.contains).sorted()
    let line = try #require(
      Line(fitting: weights.map { curve[$0] ?? .nan }, at: weights.map(Double.init)))
    return line.slope
  }

  /// Mean curve of the median chip.
  private static func curve() throws -> [Int: Double] {
    let sweeps = try Population.figures(of: .typical, count: 50) { try $0.linearity() }
    let weights = sweeps.first?.weights ?? []
    return Dictionary(
      uniqueKeysWithValues: weights.enumerated().map { index, weight in
        (weight, median(sweeps.map { mean($0.outputs[index]) }))
      })
  }

  // One row draws one driver, so that the drivers must be calibrated as those of the chip were. Medians of
  // fifty chips, seeds fixed: gains of chips differ by a quarter, so that a median has an error of 4 %.

  @Test func `the slope and the course of the mean curve are those of the chip`() throws {
    let (ours, real) = (try Self.curve(), try Self.published())
    let (slope, wanted) = (try Self.slope(ours), try Self.slope(real))
    #expect(abs(slope / wanted - 1) <= 0.08, "\(slope), \(wanted)")
    let squares = Self.linear.compactMap { weight -> Double? in
      guard let a = ours[weight], let b = real[weight] else { return nil }
      return (a - b) * (a - b)
    }
    #expect(mean(squares).squareRoot() <= 4, "\(mean(squares).squareRoot())")
  }

  /// The published scatter is that of two columns around their mean, over all weights.
  @Test func `columns scatter around the mean curve as the chip's do`() throws {
    let real = try GoldenTable.rows("chip_fig2_weight_sweep").filter { abs($0[0]) <= 35 }
    #expect(abs(standardDeviation(real.map { ($0[1] - $0[2]) / 2.0.squareRoot() }) - 3.3) < 0.1)
    let scatters = try Population.figures(of: .typical, count: 50) { chip in
      let sweep = try chip.linearity()
      let used = sweep.weights.indices.filter { (20...35).contains(abs(sweep.weights[$0])) }
      return mean(used.map { standardDeviation(sweep.outputs[$0]) })
    }
    #expect((2.3...4.3).contains(median(scatters)), "\(median(scatters))")
  }

  @Test func `both ends saturate where the chip's do`() throws {
    let ours = try Self.curve()
    let (top, bottom) = (
      mean((58...63).compactMap { ours[$0] }), mean((-63 ... -50).compactMap { ours[$0] })
    )
    #expect(top >= 124, "\(top)")
    #expect((-118 ... -95).contains(bottom), "\(bottom)")
  }
}
