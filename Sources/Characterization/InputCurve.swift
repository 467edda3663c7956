internal import ChipModel
import Statistics

/// Amplitude over activation at a small weight: the pulse law of the drivers.
///
/// One row, a thousand sends, the drift (the same product with weight 0) subtracted, relative to
/// activation 31.
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
  ///   - repeats: How often each product is repeated, 1 or more.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the device throws.
  public init(
    _ device: Device, row: Int = 0, columns: Int = 16, weight: Int8 = 1, numSends: Int = 1000,
    repeats: Int = 200, progress: (Double) -> Void = { _ in }
  ) throws {
    let inputs = Array(MatrixMultiplication.inputRange)
    let amplitudes = try inputs.map { input in
      func means(_ weight: Int8) throws -> [Double] {
        try device.read(
          input: UInt8(input), rows: row..<row + 1, columns: columns, repeats: repeats,
          numSends: numSends
        ) { _, _ in weight }.means
      }
      let (signal, drift) = (try means(weight), try means(0))
      progress(Double(input + 1) / Double(inputs.count))
      return zip(signal, drift).map { $0 - $1 }
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
