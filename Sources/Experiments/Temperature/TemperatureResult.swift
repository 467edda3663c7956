public import Characterization
public import Recording

/// Measurements of several chips at other temperatures than their calibration's.
public struct TemperatureResult: Sendable {
  /// The chips, one or more.
  public let seeds: [UInt64]
  /// One for each chip, at the same temperatures.
  public let scans: [TemperatureScan]

  /// Collects the scans of chips.
  public init(seeds: [UInt64], scans: [TemperatureScan]) {
    self.seeds = seeds
    self.scans = scans
  }

  /// The temperatures, K.
  public var kelvin: [Double] { scans.first?.points.map(\.kelvin) ?? [] }

  /// One number of a chip at one temperature.
  public struct Number: Sendable {
    /// A name for files.
    public let key: String
    /// A title for tables.
    public let title: String
    /// The unit; 1 for a ratio.
    public let unit: String
    let value: @Sendable (TemperatureScan, TemperatureScan.Point) -> Double
  }

  /// Gain against the calibration's temperature.
  public static let gain = Number(key: "gain", title: "gain", unit: "1") { $1.gain }
  /// Noise of single results.
  public static let noise = Number(key: "noise", title: "noise [LSB]", unit: "LSB") { $1.noise }
  /// Noise over gain, against the calibration's temperature.
  public static let noiseToSignal = Number(
    key: "noise_to_signal", title: "noise/signal", unit: "1"
  ) { $1.noise / $0.referenceNoise / $1.gain }
  /// Difference of results to those at the calibration's temperature.
  public static let error = Number(key: "error", title: "error [LSB]", unit: "LSB") { $1.error }
  /// All numbers, in the order of tables.
  public static let numbers = [
    gain, noise, noiseToSignal, error,
    Number(key: "shift_share", title: "share of shifts", unit: "1") { $1.shiftShare },
    Number(key: "upwards", title: "shifted up", unit: "1") { $1.upwards },
  ]

  /// Returns a number of every chip, in a list for each temperature.
  public func values(_ number: Number) -> [[Double]] {
    kelvin.indices.map { index in scans.map { number.value($0, $0.points[index]) } }
  }

  /// Returns the HDF5 record.
  /// - Parameter attributes: What it says of the chips.
  public func record(attributes: [String: Attribute]) -> Record {
    var record = Record(
      attributes: attributes.merging(["content": "temperature"]) { $1 },
      datasets: [
        "kelvin": Dataset(kelvin, unit: "K", summary: "temperature of the chip"),
        "shifts": Dataset(
          kelvin.indices.flatMap { index in scans.flatMap { $0.points[index].shifts } },
          shape: [kelvin.count, seeds.count, Device.columns], unit: "LSB",
          summary: "shift of the products of every column; axes: temperature, chip, column"),
      ])
    for number in Self.numbers {
      record.datasets[number.key] = Dataset(
        values(number).flatMap { $0 }, shape: [kelvin.count, seeds.count], unit: number.unit,
        summary: number.title + "; axes: temperature, chip")
    }
    return record
  }
}
