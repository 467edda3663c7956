import Characterization
import Foundation
import SimulationCore
import Statistics
import Testing
import _TestSupport

/// The 256 published values of one row against 256 columns.
///
/// brainscales2-demos tp_01, `hagen_properties_fig1.png`, digitised to about ± 1 LSB.
@Suite(.fullTier)
struct PublishedPatternTests {
  private static func published() throws -> [Double] {
    let url = try #require(
      Bundle.module.url(
        forResource: "chip_fig1_256_columns", withExtension: "csv", subdirectory: "Golden"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix("column") }
      .compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
  }

  /// Values with their rounding undone: uniform within half an LSB, then their mean taken away.
  private static func aligned(_ values: [Double], seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, domain: .testing)
    let spread = values.map { $0 + stream.uniform() - 0.5 }
    let middle = mean(spread)
    return spread.map { $0 - middle }.sorted()
  }

  /// The largest distance of two sorted samples' distributions.
  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    var (i, j, largest) = (0, 0, 0.0)
    while i < a.count && j < b.count {
      if a[i] <= b[j] { i += 1 } else { j += 1 }
      largest = max(largest, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
    }
    return largest
  }

  /// Kolmogorov's distribution: the chance of a larger distance for equal populations.
  private static func chance(_ distance: Double, _ n: Int, _ m: Int) -> Double {
    let size = (Double(n) * Double(m) / Double(n + m)).squareRoot()
    let lambda = (size + 0.12 + 0.11 / size) * distance
    // Below, the series converges slowly, and its sum is 1 within 1e-6.
    guard lambda > 0.3 else { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let exponent: Double = -2 * Double(k * k) * lambda * lambda
      sum += k % 2 == 1 ? exp(exponent) : -exp(exponent)
    }
    return 2 * sum
  }

  /// A false alarm has the chance of 0.05 if both populations are equal; the seed is fixed.
  @Test func `the published columns are drawn from our population`() throws {
    let real = try Self.published()
    #expect(real.count == 256)
    let shots = try Population.figures(of: .v2, count: 50) {
      try $0.pattern().shot
    }
    // Every chip is aligned with its own mean, as the real one is.
    let ours = shots.enumerated().flatMap { Self.aligned($1, seed: UInt64($0)) }.sorted()
    let theirs = Self.aligned(real, seed: 1000)
    let p = Self.chance(Self.distance(theirs, ours), theirs.count, ours.count)
    #expect(p > 0.05, "p = \(p)")
  }

  @Test func `the test tells another spread from the published one`() throws {
    let theirs = Self.aligned(try Self.published(), seed: 1000)
    let wide = theirs.map { $0 * 1.6 }
    #expect(Self.chance(Self.distance(theirs, wide), theirs.count, wide.count) < 0.05)
    #expect(Self.chance(0, 256, 256) == 1)
    // Tables of the distribution: 1.358 is passed in 5 % of cases.
    let size = 128.0.squareRoot()
    #expect(abs(Self.chance(1.358 / (size + 0.12 + 0.11 / size), 256, 256) - 0.05) < 1e-3)
  }
}
