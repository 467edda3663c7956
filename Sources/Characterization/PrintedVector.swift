import Statistics

/// The first product of the properties tutorial: 100 rows of 15, weights 21, one send.
///
/// brainscales2-demos tp_01.
public struct PrintedVector: Sendable, Equatable {
  /// All results; the tutorial prints the first ten columns of one shot.
  public let readings: Readings

  /// Measures the product on all columns.
  /// - Throws: what the device throws.
  public init(_ device: Device, repeats: Int = 10) throws {
    readings = try device.read(input: 15, rows: 0..<100, repeats: repeats) { _, _ in 21 }
  }

  /// Mean over columns of the first shot, LSB.
  public var mean: Double { Statistics.mean(readings.shot(0)) }
  /// Standard deviation over columns of the first shot, LSB.
  public var spread: Double { standardDeviation(readings.shot(0)) }
}
