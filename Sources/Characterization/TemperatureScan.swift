internal import ChipModel
import Perceptron
import SimulationCore
import Statistics

/// Products of a calibrated device at other temperatures than that of its calibration.
///
/// Random vectors and signed random weights, the same at every temperature, each product repeated.
/// A column's repeat means against those at the calibration's temperature are a common factor, a
/// shift of its own, and a rest. Summ et al. 2026 measured a real chip this way between 40 and 90 °C.
public struct TemperatureScan: Sendable, Equatable {
  /// The device at one temperature.
  public struct Point: Sendable, Equatable {
    /// Temperature, K.
    public let kelvin: Double
    /// Common factor of all products against the calibration's temperature.
    public let gain: Double
    /// Standard deviation over repeats, median of products and columns, LSB.
    public let noise: Double
    /// Root mean square of the difference of repeat means to the reference's, LSB.
    ///
    /// It contains the noise of both repeat means: devices that are equal but for noise of standard
    /// deviation s differ by s √(2 / repeats).
    public let error: Double
    /// Part of the squared ``error`` that is each column's own shift, 0…1.
    ///
    /// Noise of the repeat means is in both: it lowers a large share, and of equal devices it is
    /// itself 1 / vectors or a little more.
    public let shiftShare: Double
    /// Shift of each column's products, LSB.
    public let shifts: [Double]

    /// Share of columns that shift upwards.
    public var upwards: Double { Double(shifts.count { $0 > 0 }) / Double(shifts.count) }
  }

  /// Noise at the calibration's temperature, LSB.
  public let referenceNoise: Double
  /// One for each temperature, in the order given.
  public let points: [Point]

  /// Measures a device at its calibration's temperature and at others.
  /// - Parameters:
  ///   - reference: The device at its calibration's temperature.
  ///   - others: The same device at other temperatures, in K.
  ///   - vectors: Number of products, 2 or more.
  ///   - repeats: Repeats of each product, 2 or more.
  ///   - progress: Called with the fraction that is done, 0...1, after each device.
  /// - Throws: what the devices throw.
  public init(
    reference: Device, others: [(kelvin: Double, device: Device)], vectors: Int = 16,
    repeats: Int = 40, progress: (Double) -> Void = { _ in }
  ) throws {
    let products = Products(vectors: vectors, repeats: repeats)
    let steps = Double(others.count + 1)
    let start = try products.read(reference)
    referenceNoise = start.noise
    progress(1 / steps)
    points = try others.enumerated().map { index, other in
      defer { progress(Double(index + 2) / steps) }
      return Point(kelvin: other.kelvin, try products.read(other.device), against: start)
    }
  }

  /// The products of the scan.
  private struct Products {
    let inputs: [[UInt8]]
    let weights: [Int8]
    let repeats: Int

    init(vectors: Int, repeats: Int) {
      var stream = RandomStream(seed: 0, domain: .calibration, index: 1)
      inputs = (0..<vectors).map { _ in
        (0..<Device.rows).map { _ in UInt8(stream.uniform(below: 32)) }
      }
      weights = (0..<Device.rows * Device.columns).map { _ in
        Int8(
          stream.uniform(below: MatrixMultiplication.weightRange.count)
            + MatrixMultiplication.weightRange.lowerBound)
      }
      self.repeats = repeats
    }

    func read(_ device: Device) throws -> Outcome {
      let readings = try inputs.map {
        try device.read(
          $0, weights: weights, columns: Device.columns, repeats: repeats, options: MACOptions())
      }
      return Outcome(
        means: readings.map(\.means), noise: median(readings.flatMap(\.noise)),
        variance: mean(readings.flatMap { $0.noise.map { $0 * $0 } }) / Double(repeats))
    }
  }

  /// Repeat means, one row per product, and their noise, in LSB.
  fileprivate struct Outcome {
    let means: [[Double]]
    let noise: Double
    /// Variance of a repeat mean.
    let variance: Double

    /// The mean over products of every column.
    var middles: [Double] {
      (0..<Device.columns).map { column in mean(means.map { $0[column] }) }
    }
  }
}

extension TemperatureScan.Point {
  fileprivate init(
    kelvin: Double, _ present: TemperatureScan.Outcome, against start: TemperatureScan.Outcome
  ) {
    let (before, after) = (start.middles, present.middles)
    var (product, square, error) = (0.0, 0.0, 0.0)
    for (old, new) in zip(start.means, present.means) {
      for column in old.indices {
        let (x, y) = (old[column] - before[column], new[column] - after[column])
        product += x * y
        square += x * x
        error += (new[column] - old[column]) * (new[column] - old[column])
      }
    }
    // Noise of the repeat means widens what the factor is fitted to.
    let count = Double(start.means.count * before.count)
    let factor = product / (square - start.variance * (count - Double(before.count)))
    self.kelvin = kelvin
    gain = factor
    noise = present.noise
    shifts = zip(before, after).map { $1 - factor * $0 }
    self.error = (error / count).squareRoot()
    let shift = shifts.reduce(0) { $0 + $1 * $1 } * Double(start.means.count)
    shiftShare = error > 0 ? min(1, shift / error) : 0
  }
}
