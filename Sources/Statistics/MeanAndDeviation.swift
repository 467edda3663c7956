/// Mean and standard deviation of some values.
public struct MeanAndDeviation: Equatable, Sendable {
  /// The arithmetic mean.
  public let mean: Double
  /// The standard deviation (divided by n).
  public let standardDeviation: Double

  /// Creates a pair from its numbers.
  public init(mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Measures the finite ones among some values; nil if there are none.
  public init?(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    guard !finite.isEmpty else { return nil }
    mean = Statistics.mean(finite)
    standardDeviation = Statistics.standardDeviation(finite)
  }
}
