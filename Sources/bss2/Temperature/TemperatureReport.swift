import Calib
import Characterization
import ChipModel
import Figures
import Foundation
import Recording
import Statistics

/// Report on chips at other temperatures: as text, JSON, record and picture.
struct TemperatureReport {
  let preset: String
  let seeds: [UInt64]
  /// One for each chip.
  let scans: [TemperatureScan]
  /// Attributes of the chips in the record.
  let attributes: [String: Attribute]

  private var kelvin: [Double] { scans[0].points.map(\.kelvin) }

  /// A figure of every chip at one temperature.
  private func values(
    _ index: Int, _ value: (TemperatureScan, TemperatureScan.Point) -> Double
  ) -> [Double] {
    scans.map { value($0, $0.points[index]) }
  }

  private typealias Column = (
    key: String, title: String, unit: String,
    value: @Sendable (TemperatureScan, TemperatureScan.Point) -> Double
  )

  private static let columns: [Column] = [
    ("gain", "gain", "1", { $1.gain }),
    ("noise", "noise [LSB]", "LSB", { $1.noise }),
    ("noise_to_signal", "noise/signal", "1", { $1.noise / $0.referenceNoise / $1.gain }),
    ("error", "error [LSB]", "LSB", { $1.error }),
    ("shift_share", "of which shifts", "1", { $1.shiftShare }),
    ("upwards", "shifted up", "1", { $1.upwards }),
  ]

  /// A table: one row per temperature, medians over chips.
  var text: String {
    let header = ["temperature"] + Self.columns.map(\.title)
    let rows = kelvin.indices.map { index in
      [String(format: "%.0f K, %.0f °C", kelvin[index], kelvin[index] - 273.15)]
        + Self.columns.map { FigureTable.short(median(values(index, $0.value))) }
    }
    let chips = "\(seeds.count) calibrated chip" + (seeds.count == 1 ? "" : "s")
    return "median of \(chips) of \(preset); gain and noise/signal against the calibration's "
      + "temperature\n" + FigureTable.aligned([header] + rows)
  }

  private struct JSON: Encodable {
    let chip: String
    let seeds: [UInt64]
    let kelvin: [Double]
    /// By figure: one list per temperature, one number per chip.
    let figures: [String: [[Double]]]
  }

  func json() throws -> String {
    let figures = Self.columns.map { column in
      (column.key, kelvin.indices.map { values($0, column.value) })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(
      JSON(
        chip: preset, seeds: seeds, kelvin: kelvin,
        figures: Dictionary(uniqueKeysWithValues: figures)))
    return String(decoding: data, as: UTF8.self)
  }

  var record: Record {
    var record = Record(
      attributes: attributes.merging(["content": "temperature"]) { $1 },
      datasets: [
        "kelvin": Dataset(kelvin, unit: "K", summary: "temperature of the chip"),
        "shifts": Dataset(
          kelvin.indices.flatMap { index in scans.flatMap { $0.points[index].shifts } },
          shape: [kelvin.count, seeds.count, Device.columns], unit: "LSB",
          summary: "shift of every column's products: temperature, chip, column"),
      ])
    for column in Self.columns {
      record.datasets[column.key] = Dataset(
        kelvin.indices.flatMap { values($0, column.value) },
        shape: [kelvin.count, seeds.count], unit: column.unit,
        summary: column.title + ": temperature, chip")
    }
    return record
  }

  /// Gain and noise over temperature, what results are off, and the shifts of one chip's columns.
  var figure: Figure {
    let x = Axis("temperature", unit: "K")
    func bars(_ index: Int, _ label: String, _ color: Int) -> Mark {
      let column = Self.columns[index]
      let all = kelvin.indices.map { values($0, column.value) }
      return .errorBars(
        x: kelvin, y: all.map { mean($0) }, error: all.map { standardDeviation($0) },
        label: label, color: .series(color))
    }
    let warmest = scans[0].points.max { $0.kelvin < $1.kelvin }
    return Figure(
      title: "Calibrated chips of \(preset) (\(seeds.count)) at other temperatures", columns: 3,
      panels: [
        Panel(
          title: "relative to the calibration", x: x, y: Axis("ratio"),
          marks: [bars(0, "gain", 0), bars(2, "noise/signal", 1)]),
        Panel(
          title: "products", x: x, y: Axis("error and noise", unit: "LSB"),
          marks: [bars(3, "error of repeat means", 0), bars(1, "noise", 1)]),
        Panel(
          title: "columns of the first chip, warmest", x: Axis("shift", unit: "LSB"),
          y: Axis("columns"), legend: .hidden,
          marks: [.histogram(of: warmest?.shifts ?? [], bins: 20, color: .series(0))]),
      ])
  }
}
