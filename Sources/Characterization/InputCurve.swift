internal import ChipModel
import Statistics

/// Amplitude over activation at a small weight: the pulse law of the drivers.
///
/// One row, a thousand sends, the drift (the same product with weight 0) subtracted, relative to
/// activation 31. A run takes all activations, so that they share its drift, and many runs are averaged.
public struct InputCurve: Sendable, Equatable {
  /// The activations 0…31.
  public let inputs: [Int]
  /// Amplitude of each column relative to its own at 31; one row per activation.
  public let ratios: [[Double]]
  /// Amplitude of each column at 31, LSB.
  public let fullScale: [Double]

  /// Measures the curve.
  /// - Parameters:
  ///   - device: What is measured.
  ///   - row: The only row with an activation, 0...127.
  ///   - columns: How many columns are measured, 1...256, from the first.
  ///   - weight: Weight of the row in these columns, 1...63; small, so that activation 31 does not
  ///     saturate.
  ///   - numSends: Repetitions of the vector, 1 or more.
  ///   - runs: How many runs are averaged, 1 or more.
  ///   - repeats: How often each run repeats each vector, 1 or more.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the device throws.
  public init(
    _ device: Device, row: Int = 0, columns: Int = 16, weight: Int8 = 1, numSends: Int = 1000,
    runs: Int = 50, repeats: Int = 4, progress: (Double) -> Void = { _ in }
  ) throws {
    let inputs = Array(MatrixMultiplication.inputRange)
    var amplitudes = [[Double]](
      repeating: [Double](repeating: 0, count: columns), count: inputs.count)
    for run in 0..<runs {
      for (weight, sign) in [(weight, 1.0), (0, -1)] {
        let means = try device.means(
          of: inputs.map(UInt8.init), row: row, weight: weight, columns: columns,
          repeats: repeats, numSends: numSends)
        for (input, row) in means.enumerated() {
          for column in row.indices {
            amplitudes[input][column] += sign * row[column] / Double(runs)
          }
        }
      }
      progress(Double(run + 1) / Double(runs))
    }
    let full = amplitudes[amplitudes.count - 1]
    self.inputs = inputs
    fullScale = full
    ratios = amplitudes.map { row in zip(row, full).map { $0 / $1 } }
  }

  /// Mean over columns of the relative amplitude.
  public func ratio(_ input: Int) -> Double { mean(ratios[input]) }

  /// Standard deviation over columns of the relative amplitude.
  public func spread(_ input: Int) -> Double { standardDeviation(ratios[input]) }
}
