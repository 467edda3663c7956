import Statistics

/// Results of a device for one vector that is sent several times.
public struct Readings: Sendable, Equatable {
  /// Number of columns.
  public let columns: Int
  /// Results in LSB, one row per repeat.
  public let values: [Int8]

  /// Number of repeats.
  public var repeats: Int { values.count / columns }

  /// The results of one column.
  public func column(_ column: Int) -> [Double] {
    stride(from: column, to: values.count, by: columns).map { Double(values[$0]) }
  }

  /// The results of one repeat.
  public func shot(_ index: Int) -> [Double] {
    values[index * columns..<(index + 1) * columns].map(Double.init)
  }

  /// The mean over repeats of every column, LSB.
  public var means: [Double] { (0..<columns).map { mean(column($0)) } }

  /// The standard deviation over repeats of every column, LSB (divided by n - 1).
  public var noise: [Double] {
    let correction = (Double(repeats) / Double(max(1, repeats - 1))).squareRoot()
    return (0..<columns).map { standardDeviation(column($0)) * correction }
  }

  /// All results, in LSB.
  public var all: [Double] { values.map(Double.init) }
}
