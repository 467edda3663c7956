public import Characterization
public import Recording

extension Characterization {
  /// Returns everything that is measured as the group of an HDF5 record; measures what is missing.
  /// - Throws: what the device throws.
  public func record() throws -> Record {
    try Record(
      attributes: [
        "gain_lsb": .double(mockParameter().gain),
        "noise_std_lsb": .double(mockParameter().noiseStd),
        "effective_bits": .double(effectiveBits()),
        "effective_bits_with_pattern": .double(effectiveBitsWithPattern()),
      ],
      groups: [
        "pattern": Self.record(pattern().readings, "row 0, x = 12, w = 21, 100 sends"),
        "small_input": Self.record(smallInput().readings, "row 0, x = 3, w = 63, 100 sends"),
        "printed": Self.record(printed().readings, "100 rows of x = 15, w = 21"),
        "weights": Self.record(weights()), "inputs": Self.record(inputs()),
        "linearity": Self.record(linearity()), "noise": Self.record(noise()),
        "drift": Self.record(drift()),
      ])
  }

  private static func record(_ readings: Readings, _ summary: String) -> Record {
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

  private static func record(_ sweep: WeightSweep) -> Record {
    Record(datasets: [
      "inputs": Dataset(sweep.inputs.map(Int32.init), unit: "1"),
      "weights": Dataset(sweep.weights.map(Int32.init), unit: "1"),
      "mean": matrix(sweep.means, "LSB", "mean over columns"),
      "spread": matrix(sweep.spreads, "LSB", "standard deviation over columns"),
    ])
  }

  private static func record(_ curve: InputCurve) -> Record {
    Record(datasets: [
      "inputs": Dataset(curve.inputs.map(Int32.init), unit: "1"),
      "ratios": matrix(curve.ratios, "1", "amplitude of each column relative to x = 31"),
      "full_scale": Dataset(curve.fullScale, unit: "LSB", summary: "amplitude at x = 31"),
    ])
  }

  private static func record(_ linearity: Linearity) -> Record {
    Record(datasets: [
      "weights": Dataset(linearity.weights.map(Int32.init), unit: "1"),
      "outputs": matrix(linearity.outputs, "LSB", "repeat mean of each column"),
      "residual": Dataset(
        linearity.fits.map { $0?.residual ?? .nan }, unit: "LSB",
        summary: "distance from a line within ± 80 LSB, root mean square"),
    ])
  }

  private static func record(_ scan: NoiseScan) -> Record {
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

  private static func record(_ drift: Drift) -> Record {
    Record(datasets: [
      "time": Dataset(drift.microseconds, unit: "us"),
      "outputs": matrix(drift.outputs, "LSB", "repeat mean of each column"),
      "slopes": Dataset(drift.slopes, unit: "LSB/us"),
    ])
  }
}
