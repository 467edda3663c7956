import Calib
import Characterization
import ChipConfiguration
import ChipModel
import Statistics
import Testing
import _TestSupport

/// Calibrated chips at other temperatures than their calibration's, as Summ et al. 2026 report of
/// a real one between 40 and 90 °C: directions and which part is the largest.
@Suite(.fullTier)
struct TemperatureTests {
  private static let chips = 5
  /// 40 to 90 °C; the chips are calibrated at the first.
  private static let kelvin: [Double] = [313, 328, 343, 363]

  private static let scans = Result {
    try scan(at: kelvin, ChipConfiguration.load("typical").parameters)
  }

  /// Scans all chips with these parameters.
  private static func scan(at kelvin: [Double], _ parameters: ChipParameters) throws
    -> [TemperatureScan]
  {
    try (0..<UInt64(chips)).map { seed in
      let chip = try Chip(parameters: parameters, seed: seed, threads: 2)
      let calibration = try SharedCalibrations.hagen("typical", seed: seed)
      try calibration.apply(to: chip)
      let others = try kelvin.enumerated().map { index, kelvin in
        let warm = try Chip(
          parameters: parameters.at(kelvin: kelvin), seed: seed, runSeed: UInt64(index) + 1,
          threads: 2)
        try calibration.apply(to: warm)
        return (kelvin: kelvin, device: try Device(warm))
      }
      return try TemperatureScan(reference: Device(chip), others: others)
    }
  }

  /// Median over chips of a figure at each temperature.
  private static func middles(
    _ value: (TemperatureScan, TemperatureScan.Point) -> Double
  ) throws -> [Double] {
    let scans = try scans.get()
    return kelvin.indices.map { index in median(scans.map { value($0, $0.points[index]) }) }
  }

  private static func rises(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }

  // Medians of five chips. Gains differ between chips by less than 0.5 %, noise by 1 %, and each
  // step changes them by 4 and by 2 %: a false alarm is rarer than 1e-3.

  @Test func `gain and absolute noise fall, noise over signal rises slightly`() throws {
    let gain = try Self.middles { $1.gain }
    let noise = try Self.middles { $1.noise }
    let ratio = try Self.middles { $1.noise / $0.referenceNoise / $1.gain }
    #expect(abs(gain[0] - 1) < 0.01, "\(gain)")
    #expect(Self.rises(gain.map(-)), "\(gain)")
    #expect(Self.rises(noise.map(-)), "\(noise)")
    #expect(Self.rises(ratio) && ratio[3] < 1.2, "\(ratio)")
  }

  @Test func `the error is smallest where the chip was calibrated`() throws {
    let error = try Self.middles { $1.error }
    #expect(Self.rises(error), "\(error)")
  }

  @Test func `without a drift between runs only noise is left where the chip was calibrated`()
    throws
  {
    var parameters = try ChipConfiguration.load("typical").parameters
    parameters.effects[.runDrift] = 0
    let error = median(
      try Self.scan(at: [Self.kelvin[0]], parameters).map { $0.points[0].error })
    // The noise of two means over forty repeats, 0.34 LSB.
    #expect(error < 0.5, "\(error)")
  }

  @Test func `most of the error comes from neurons' own shifts to either side`() throws {
    let share = try Self.middles { $1.shiftShare }
    #expect(share.dropFirst().allSatisfy { $0 > 0.5 }, "\(share)")
    // Of 256 columns: 20 % are ten standard deviations away from half.
    for chip in try Self.scans.get() {
      #expect((0.2...0.8).contains(chip.points[3].upwards))
    }
  }
}
