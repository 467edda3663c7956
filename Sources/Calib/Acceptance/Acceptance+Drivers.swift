public import ChipModel
import Statistics

extension Acceptance {
  /// Checks the amplitudes of all drivers over activation, on synaptic lines.
  ///
  /// calix: `test_hagen_input`.
  ///
  /// - Parameters:
  ///   - chip: the chip with a calibration for lines.
  ///   - offsets: the hagen DAC offset of each driver.
  /// - Throws: `ChipError` from the chip.
  public static func hagenInput(_ chip: Chip, offsets: [Int]) throws -> [AcceptanceCheck] {
    hagenInput(try DriverAmplitudes.measure(chip, offsets: offsets))
  }

  /// Judges amplitudes of activations 1...31, one row of 256 drivers each.
  public static func hagenInput(_ amplitudes: [[Double]]) -> [AcceptanceCheck] {
    let means = amplitudes.map { mean($0) }
    let lowest = means.min() ?? .nan
    let highest = means.max() ?? .nan
    let mismatch = mean(amplitudes.map { standardDeviation($0) })
    return [
      .above(0.5, "hagen input: mean step [LSB]", meanStep(means)),
      .above(0.2, "hagen input: first steps [LSB]", meanStep(means.prefix(5))),
      .above(0.2, "hagen input: last steps [LSB]", meanStep(means.suffix(5))),
      .above(-1, "hagen input: smallest amplitude [LSB]", lowest),
      .above(20, "hagen input: largest amplitude [LSB]", highest),
      .above(8, "hagen input: range over smallest", (highest - lowest) / abs(lowest)),
      .below(
        min(4, (highest - lowest) / 8), "hagen input: spread of drivers [LSB]", mismatch),
    ]
  }

  private static func meanStep(_ values: some Collection<Double>) -> Double {
    let values = Array(values)
    guard let first = values.first, let last = values.last, values.count > 1 else { return .nan }
    return (last - first) / Double(values.count - 1)
  }
}
