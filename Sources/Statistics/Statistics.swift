@preconcurrency import CGSL

/// The arithmetic mean; NaN for no values.
public func mean(_ values: [Double]) -> Double {
  values.isEmpty ? .nan : gsl_stats_mean(values, 1, values.count)
}

/// The standard deviation of the values themselves, not of a population they were drawn from
/// (divides by n, as numpy does by default); NaN for no values.
public func standardDeviation(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  return gsl_stats_sd_with_fixed_mean(values, 1, values.count, mean(values))
}

/// The middle value, or the mean of both middle ones; NaN for no values or if one is NaN.
public func median(_ values: [Double]) -> Double {
  percentile(values, 50)
}

/// The value below which a percentage of the values lies, between two values on the straight
/// line that joins them (numpy: `percentile` with linear interpolation).
///
/// - Parameters:
///   - values: any order; the result is NaN if empty or if one value is NaN.
///   - percentage: in 0...100; clamped.
public func percentile(_ values: [Double], _ percentage: Double) -> Double {
  guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
  let fraction = min(max(percentage / 100, 0), 1)
  let sorted = values.sorted()
  return gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, fraction)
}

/// The finite values in ascending order, without a share of them at either end.
public func trimmed(_ values: [Double], share: Double) -> [Double] {
  let sorted = values.filter(\.isFinite).sorted()
  let count = Int(share * Double(sorted.count))
  return Array(sorted.dropFirst(count).dropLast(count))
}
