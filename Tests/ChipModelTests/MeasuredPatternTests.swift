import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Chips whose pattern is known.
@Suite struct MeasuredPatternTests {
  /// Every row of the pattern that a seed draws, with deviations.
  private func pattern(ofSeed seed: UInt64, deviation: Float) -> KnownPattern {
    var rows: [KnownPattern.Key: KnownPattern.Numbers] = [:]
    for row in PatternRow.allCases {
      for place in PatternPlace.allCases where (place == .chip) == row.details.isOfChip {
        let count = row.details.extent.count(on: .chip)
        rows[.init(row, place)] = .init(
          mean: PatternDraw(seed: seed).normals(row, place, count: count),
          deviation: [Float](repeating: deviation, count: count))
      }
    }
    return KnownPattern(rows)
  }

  /// All mismatch, slow drift and temperature among it, without noise.
  private func parameters(_ pattern: KnownPattern?) throws -> ChipParameters {
    var parameters = try preset(
      "typical",
      effects: silence + [
        "capmem.drift=1", "quadrant.difference=1", "ota.asymmetry=1", "temperature=1",
      ])
    parameters.pattern = pattern
    return parameters
  }

  /// Results on both hemispheres, an hour after the chip's reset.
  private func results(_ pattern: KnownPattern?, seed: UInt64) throws -> [Int8] {
    let chip = try Chip(parameters: parameters(pattern), seed: seed)
    _ = try chip.run(NominalSettings.program())
    _ = try chip.run(PlaybackProgramBuilder().done(), afterHostLatency: 3_600 * 125_000_000)
    let random = RandomProduct(seed: 1, rows: 128, columns: 512, batch: 8)
    return try chip.multiply(inputs: random.inputs, batch: 8, random.product())
  }

  @Test func `a chip all of whose rows are known is that chip, whatever its seed`() throws {
    let wanted = try results(nil, seed: 7)
    let known = pattern(ofSeed: 7, deviation: 0)
    #expect(try results(known, seed: 0) == wanted)
    #expect(try results(known, seed: 3) == wanted)
    #expect(try results(nil, seed: 3) != wanted)
    #expect(Set(wanted).count > 50)
  }

  @Test func `members of a family lie around the best estimate`() throws {
    let wanted = try results(nil, seed: 7).map(Double.init)
    let close = pattern(ofSeed: 7, deviation: 0.1)
    func distance(_ pattern: KnownPattern?, _ seed: UInt64) throws -> Double {
      let found = try results(pattern, seed: seed).map(Double.init)
      return zip(found, wanted).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    }
    #expect(try distance(close, 0) == 0)
    let (near, far) = (try distance(close, 3), try distance(nil, 3))
    #expect(near > 0 && near < 0.1 * far)
    #expect(try results(close, seed: 3) != results(close, seed: 4))
  }

  @Test func `the fingerprint tells chips with known rows apart`() throws {
    let fingerprints = try [
      nil, pattern(ofSeed: 7, deviation: 0), pattern(ofSeed: 8, deviation: 0),
    ]
    .map { try parameters($0).fingerprint }
    #expect(Set(fingerprints).count == 3)
    var heated = try parameters(pattern(ofSeed: 7, deviation: 0))
    heated.columns.temperature = 350
    #expect(
      try heated.dieFingerprint == parameters(pattern(ofSeed: 7, deviation: 0)).dieFingerprint)
  }

  @Test func `rows that no chip has are refused`() throws {
    let wrong = KnownPattern([
      .init(.driverGain, .top): .init(mean: [1, 2], deviation: [0, 0])
    ])
    let error = #expect(throws: ChipError.self) {
      try Chip(parameters: parameters(wrong), seed: 0)
    }
    #expect(
      error?.description
        == "The pattern's row top/synram.driver.gain has 2 means and 2 deviations; 128 are needed; "
        + "write the chip file again.")
  }
}
