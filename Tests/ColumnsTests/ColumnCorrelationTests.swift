import Statistics
import Testing
import _TestSupport

@testable import Columns

/// Properties of a column that correlate with each other.
///
/// Over 2048 columns, six standard errors of a correlation are 0.13 or less. Seeds are fixed.
@Suite struct ColumnCorrelationTests {
  private static func correlationOverColumns(
    _ first: (ColumnConstants.Column) -> Double, _ second: (ColumnConstants.Column) -> Double
  ) throws -> Double {
    let all = try (0..<8).flatMap { seed in
      try columns("typical", seed: seed, effects: ["quadrant.difference=0", "chip.difference=0"]) {
        $0.leakBias = 0.1
      }.constants.columns
    }
    return correlation(all.map(first), all.map(second))
  }

  @Test func `strong leaks pull at lower potentials`() throws {
    let p = try preset("typical").columns
    let found = try Self.correlationOverColumns(\.leakSiemens, \.leakVolts)
    // Of the potential, only the part that leak and reset share correlates.
    let own = p.offsetSpread * 1.1.squareRoot()
    let share = p.followerSpread / (p.followerSpread * p.followerSpread + own * own).squareRoot()
    #expect(abs(found - p.leakCorrelation * share) < 0.13, "\(found)")
    #expect(found < -0.1)
  }

  @Test func `weak excitatory inputs have high offsets, inhibitory ones any`() throws {
    let p = try preset("typical").columns
    let up = try Self.correlationOverColumns(\.excitatory.conductance, \.excitatory.offsetVolts)
    let down = try Self.correlationOverColumns(\.inhibitory.conductance, \.inhibitory.offsetVolts)
    #expect(abs(up - p.excitatoryCorrelation) < 0.13, "\(up)")
    #expect(abs(down) < 0.13, "\(down)")
    #expect(up < -0.1)
  }
}
