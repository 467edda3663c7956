@preconcurrency import CGSL

/// Returns the correlation of two series (Pearson), -1...1.
///
/// - Precondition: Both have the same number of values.
public func correlation(_ x: [Double], _ y: [Double]) -> Double {
  precondition(x.count == y.count, "both series must have the same number of values")
  return gsl_stats_correlation(x, 1, y, 1, x.count)
}

/// Returns the correlation of each value of a series with its neighbour, -1...1.
public func neighbourCorrelation(_ values: [Double]) -> Double {
  gsl_stats_lag1_autocorrelation(values, 1, values.count)
}
