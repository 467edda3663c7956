import Characterization
import ChipConfiguration
import ChipModel
import Foundation
import Statistics
import Testing
import _TestSupport

/// Moments of columns of a chip of revision 3 over activations and small weights, in the published
/// protocol: 1024 sends, eight program runs of sixteen repeats for each weight.
@Suite(.fullTier, .serialized)
struct MomentsTests {
  private static let chips = 4

  private static let moments = Result {
    let configuration = try ChipConfiguration.load("typical")
    return try (0..<UInt64(chips)).map { seed in
      let chip = try Chip(parameters: configuration.parameters, seed: seed, threads: 2)
      try SharedCalibrations.hagen("typical", seed: seed).apply(to: chip)
      return try Moments(Device(chip))
    }
  }

  /// Median over columns, weights and chips of a figure at an activation.
  private static func middle(_ figure: (Moments, Int) -> [Double]) throws -> Double {
    median(
      try moments.get().flatMap { moments in moments.weights.flatMap { figure(moments, $0) } })
  }

  // 4 chips of 64 columns and 4 weights: a median of 1024 variances, each from 8 runs or 128 repeats,
  // has an error below 3 %. Seeds are fixed.

  @Test func `read at once, a result varies little`() throws {
    let variance = try Self.middle { $0.variances(0, $1) }
    #expect((0.6...1.3).contains(variance), "\(variance)")
  }

  @Test(arguments: [1, 2, 10, 31])
  func `after 41 us it varies by runs and within runs, whatever was sent`(_ input: Int) throws {
    let variance = mean(
      try Self.moments.get().flatMap { m in m.weights.flatMap { m.variances(input, $0) } })
    let white = try Self.middle { $0.white(input, $1) }
    let run = try Self.middle { $0.runPart(input, $1) }
    #expect((14...26).contains(variance), "\(variance)")
    #expect((2.9...4).contains(white), "\(white)")
    #expect((2...3.5).contains(run), "\(run)")
  }

  @Test func `columns differ by their drift, slopes by the elements of synapses`() throws {
    let all = try Self.moments.get()
    let drift = all.map { standardDeviation($0.commonMode(1)) }
    #expect((3...9).contains(median(drift)), "\(drift)")
    for isPositive in [true, false] {
      let spread = median(all.map { standardDeviation($0.slopeRatios(isPositive: isPositive)) })
      let middle = median(all.map { mean($0.slopeRatios(isPositive: isPositive)) })
      // Published standard deviations of the ratio: 0.19 and 0.14, around a mean of 2.
      #expect((0.1...0.25).contains(spread), "\(spread)")
      #expect((1.8...2.2).contains(middle), "\(middle)")
    }
  }

  @Test func `the common mode of both signs jumps at activation 3`() throws {
    for moments in try Self.moments.get() {
      let spread = standardDeviation(moments.jumps)
      #expect((1...7).contains(spread), "\(spread)")
    }
  }

  /// Within a run, noise grows between the root of the time and the time: 1 to 20 sends of 128 rows.
  @Test func `noise over sends grows with the exponent of real chips`() throws {
    let configuration = try ChipConfiguration.load("typical")
    let exponents = try (0..<UInt64(Self.chips)).map { seed in
      let chip = try Chip(parameters: configuration.parameters, seed: seed, threads: 2)
      try SharedCalibrations.hagen("typical", seed: seed).apply(to: chip)
      let scan = try NoiseScan(Device(chip), repeats: 100, waits: [5])
      let (first, last) = (try #require(scan.overSends.first), try #require(scan.overSends.last))
      #expect((3...10).contains(last.noise), "\(last.noise)")
      return log(last.noise / first.noise) / log(Double(last.numSends) / Double(first.numSends))
    }
    #expect((0.4...0.65).contains(median(exponents)), "\(exponents)")
  }

  /// The published columns in the figures that need no runs.
  @Test func `the published moments lie in the ranges that ours must meet`() throws {
    let rows = try GoldenTable.rows("chip_v3_moments")
    #expect(rows.count == 352)
    func variances(_ isQuiet: Bool) -> [Double] {
      rows.filter { ($0[2] == 0) == isQuiet }.map { $0[5] }
    }
    #expect((0.6...1.3).contains(median(variances(true))))
    #expect((14...26).contains(mean(variances(false))))
  }
}
