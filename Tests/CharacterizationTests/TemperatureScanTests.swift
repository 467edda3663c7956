import Perceptron
import Testing

@testable import Characterization

/// A machine that multiplies with a known gain, shifts its columns and scatters its repeats.
private final class ShiftedMultiplier: HagenMultiplier {
  let gain: Double
  let shifts: [Double]
  /// Added to even repeats and subtracted from odd ones, LSB.
  let scatter: Double
  /// Products before shifts and rounding, one entry for each product and column.
  private(set) var exact: [Double] = []

  init(gain: Double = 1, shifts: [Double]? = nil, scatter: Double = 0) {
    self.gain = gain
    self.shifts = shifts ?? [Double](repeating: 0, count: Device.columns)
    self.scatter = scatter
  }

  func multiply(
    inputs: [UInt8], batch: Int, rows: Int, weights: [Int8], columns: Int, options: MACOptions
  ) -> [Int8] {
    // All vectors of a batch are equal.
    let products = (0..<columns).map { column in
      (0..<rows).reduce(0.0) { $0 + Double(inputs[$1]) * Double(weights[$1 * columns + column]) }
        * 0.003 * gain
    }
    exact += products
    return (0..<batch).flatMap { index in
      let scatter = index % 2 == 0 ? scatter : -scatter
      return zip(products, shifts).map { product, shift in
        Int8(max(-128, min(127, (product + shift + scatter).rounded())))
      }
    }
  }
}

/// Scans of devices whose change is known.
struct TemperatureScanTests {
  private func scan(
    _ reference: ShiftedMultiplier, _ others: [ShiftedMultiplier], repeats: Int = 4
  ) throws -> TemperatureScan {
    try TemperatureScan(
      reference: try Device(name: "reference") { _ in reference },
      others: try others.enumerated().map { index, other in
        (kelvin: 300 + Double(index), device: try Device(name: "other") { _ in other })
      }, repeats: repeats)
  }

  /// From -6 to 6 LSB, two thirds of the columns upwards.
  private static let shifts = (0..<Device.columns).map { $0 % 3 == 0 ? -6.0 : 3.0 }

  private func rootMeanSquare(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
  }

  @Test func `a gain is a gain and no shift`() throws {
    let reference = ShiftedMultiplier()
    let point = try scan(reference, [ShiftedMultiplier(gain: 0.85)]).points[0]
    // 4096 results of some 22 LSB, each rounded to 0.3 LSB.
    #expect(abs(point.gain - 0.85) < 0.002)
    let expected = 0.15 * rootMeanSquare(reference.exact)
    #expect(abs(point.error / expected - 1) < 0.03)
    // Rounding leaves 0.4 LSB in a difference, a quarter of it in the mean of 16 products.
    #expect(rootMeanSquare(point.shifts) < 0.15)
    #expect(point.shiftShare < 0.01)
  }

  @Test func `shifts are found column by column, and are the whole error`() throws {
    let point = try scan(ShiftedMultiplier(), [ShiftedMultiplier(shifts: Self.shifts)]).points[0]
    #expect(abs(point.gain - 1) < 0.002)
    // Whole numbers survive rounding but for results at the rails.
    for (found, shift) in zip(point.shifts, Self.shifts) { #expect(abs(found - shift) < 0.3) }
    #expect(abs(point.error / rootMeanSquare(Self.shifts) - 1) < 0.01)
    #expect(point.shiftShare > 0.98)
    #expect(point.upwards == Double(Self.shifts.count { $0 > 0 }) / Double(Device.columns))
  }

  @Test func `gain and shifts are told apart`() throws {
    let reference = ShiftedMultiplier()
    let point = try scan(
      reference, [ShiftedMultiplier(gain: 1.1, shifts: Self.shifts)]
    ).points[0]
    #expect(abs(point.gain - 1.1) < 0.003)
    for (found, shift) in zip(point.shifts, Self.shifts) { #expect(abs(found - shift) < 0.7) }
    let byGain = 0.1 * rootMeanSquare(reference.exact)
    let byShift = rootMeanSquare(Self.shifts)
    let share = byShift * byShift / (byShift * byShift + byGain * byGain)
    #expect(abs(point.shiftShare - share) < 0.03)
  }

  @Test func `every temperature has a point in the order given, and progress ends at 1`() throws {
    var fractions: [Double] = []
    let scan = try TemperatureScan(
      reference: try Device(name: "a") { _ in ShiftedMultiplier() },
      others: try [350.0, 310.0].map { kelvin in
        (kelvin, try Device(name: "b") { _ in ShiftedMultiplier(gain: kelvin / 350) })
      }, vectors: 4, repeats: 2, progress: { fractions.append($0) })
    #expect(scan.points.map(\.kelvin) == [350, 310])
    #expect(scan.points[0].gain > scan.points[1].gain)
    #expect(fractions == [1.0 / 3, 2.0 / 3, 1])
  }

  @Test func `noise is the deviation of repeats and leaves the gain alone`() throws {
    let scan = try scan(
      ShiftedMultiplier(scatter: 1), [ShiftedMultiplier(scatter: 3)], repeats: 4)
    // Two repeats of +s and two of -s deviate by s √(4/3).
    #expect(abs(scan.referenceNoise - (4.0 / 3).squareRoot()) < 1e-9)
    #expect(abs(scan.points[0].noise - 3 * (4.0 / 3).squareRoot()) < 1e-9)
    #expect(abs(scan.points[0].gain - 1) < 0.01)
  }

  @Test func `of equal devices, error and share are those of the repeat means' noise`() throws {
    let parameter = MockParameter(noiseStd: 2, gain: 0.003)
    let scan = try TemperatureScan(
      reference: Device(mock: parameter, runSeed: 1),
      others: [(kelvin: 330, device: Device(mock: parameter, runSeed: 2))])
    let point = scan.points[0]
    // Rounding adds 1/12 to the variance; 4096 differences give the error to 1.1 %, five of which
    // are 5.5 %: a false alarm once in a million.
    let expected = (2 * (4 + 1.0 / 12) / 40).squareRoot()
    #expect(abs(point.error / expected - 1) < 0.055)
    // 256 columns of 16 products: one part in 16, known to 9 %; five of these.
    #expect(abs(point.shiftShare * 16 - 1) < 0.45)
    // The factor of 4096 results of 22 LSB, each off by 0.45: 0.0003; five of these.
    #expect(abs(point.gain - 1) < 0.002)
  }
}
