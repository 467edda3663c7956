import Characterization
import ChipModel
import Recording

/// The HDF5 record of a characterisation: one group per device, and the table of figures.
struct CharacterizationRecord {
  let chips: [Characterization]
  let mock: Characterization
  let table: FigureTable
  /// Attributes of the chips in the record.
  let attributes: [String: Attribute]

  func record() throws -> Record {
    var record = Record(attributes: attributes)
    record.attributes["content"] = "characterization"
    for device in chips + [mock] { record.groups[device.name] = try Self.group(device) }
    record.groups["figures"] = figures
    return record
  }

  /// Figures have units of their own: those of the dataset `units`.
  private static let mixedUnits = "see units"

  private var figures: Record {
    let rows = table.rows
    return Record(datasets: [
      "keys": Dataset(rows.map(\.figure.key)),
      "titles": Dataset(rows.map(\.figure.title)),
      "units": Dataset(rows.map { $0.figure.unit.isEmpty ? "1" : $0.figure.unit }),
      "sources": Dataset(rows.map(\.figure.source)),
      "median": Dataset(rows.map(\.middle), unit: Self.mixedUnits, summary: "median of the chips"),
      "mock": Dataset(rows.map(\.mock), unit: Self.mixedUnits, summary: "the linear mock"),
      "published": Dataset(
        rows.map { $0.figure.published ?? .nan }, unit: Self.mixedUnits,
        summary: "NaN: only a range"),
      "lower": Dataset(rows.map(\.figure.range.lowerBound), unit: Self.mixedUnits),
      "upper": Dataset(rows.map(\.figure.range.upperBound), unit: Self.mixedUnits),
    ])
  }

  static func group(_ device: Characterization) throws -> Record {
    try Record(
      attributes: [
        "gain_lsb": .double(device.mockParameter().gain),
        "noise_std_lsb": .double(device.mockParameter().noiseStd),
        "effective_bits": .double(device.effectiveBits()),
        "effective_bits_with_pattern": .double(device.effectiveBitsWithPattern()),
      ],
      groups: [
        "pattern": readings(device.pattern().readings, "row 0, x = 12, w = 21, 100 sends"),
        "small_input": readings(device.smallInput().readings, "row 0, x = 3, w = 63, 100 sends"),
        "printed": readings(device.printed().readings, "100 rows of x = 15, w = 21"),
        "weights": weights(device.weights()), "inputs": inputs(device.inputs()),
        "linearity": linearity(device.linearity()), "noise": noise(device.noise()),
        "drift": drift(device.drift()),
      ])
  }

  private static func readings(_ readings: Readings, _ summary: String) -> Record {
    Record(datasets: [
      "results": Dataset(
        readings.values, shape: [readings.repeats, readings.columns], unit: "LSB",
        summary: summary)
    ])
  }

  private static func matrix(_ rows: [[Double]], _ unit: String, _ summary: String) -> Dataset {
    Dataset(
      rows.flatMap { $0 }, shape: [rows.count, rows.first?.count ?? 0], unit: unit,
      summary: summary)
  }

  private static func weights(_ sweep: WeightSweep) -> Record {
    Record(datasets: [
      "inputs": Dataset(sweep.inputs.map(Int32.init), unit: "1"),
      "weights": Dataset(sweep.weights.map(Int32.init), unit: "1"),
      "mean": matrix(sweep.means, "LSB", "mean over columns"),
      "spread": matrix(sweep.spreads, "LSB", "standard deviation over columns"),
    ])
  }

  private static func inputs(_ curve: InputCurve) -> Record {
    Record(datasets: [
      "inputs": Dataset(curve.inputs.map(Int32.init), unit: "1"),
      "ratios": matrix(curve.ratios, "1", "amplitude of each column relative to x = 31"),
      "full_scale": Dataset(curve.fullScale, unit: "LSB", summary: "amplitude at x = 31"),
    ])
  }

  private static func linearity(_ linearity: Linearity) -> Record {
    Record(datasets: [
      "weights": Dataset(linearity.weights.map(Int32.init), unit: "1"),
      "outputs": matrix(linearity.outputs, "LSB", "repeat mean of each column"),
      "residual": Dataset(
        linearity.fits.map { $0?.residual ?? .nan }, unit: "LSB",
        summary: "distance from a line within ± 80 LSB, root mean square"),
    ])
  }

  private static func noise(_ scan: NoiseScan) -> Record {
    func group(_ points: [NoiseScan.Point]) -> Record {
      Record(datasets: [
        "num_sends": Dataset(points.map { Int32($0.numSends) }, unit: "1"),
        "wait": Dataset(points.map { Int32($0.wait) }, unit: "FPGA cycles of 8 ns"),
        "noise": Dataset(points.map(\.noise), unit: "LSB", summary: "median column"),
        "output": Dataset(points.map(\.output), unit: "LSB"),
        "gain": Dataset(points.map(\.gain), unit: "LSB"),
      ])
    }
    return Record(
      attributes: ["quiet_lsb": .double(scan.quiet.noise)],
      groups: [
        "sends": group(scan.overSends), "wait": group(scan.overWait),
        "output": group(scan.overOutput),
      ])
  }

  private static func drift(_ drift: Drift) -> Record {
    Record(datasets: [
      "time": Dataset(drift.microseconds, unit: "us"),
      "outputs": matrix(drift.outputs, "LSB", "repeat mean of each column"),
      "slopes": Dataset(drift.slopes, unit: "LSB/us"),
    ])
  }
}
