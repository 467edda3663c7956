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

  /// Returns a number of every chip, in a list for each temperature.
  public func values(_ number: TemperatureScan.Number) -> [[Double]] {
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
    for number in TemperatureScan.numbers {
      record.datasets[number.key] = Dataset(
        values(number).flatMap { $0 }, shape: [kelvin.count, seeds.count], unit: number.unit,
        summary: number.title + "; axes: temperature, chip")
    }
    return record
  }
}
