/// Compares values with the range within which a calibration is known to work on the chip.
///
/// Values outside are not an error: the calibration runs, but imperfect results are to be
/// expected. NaN stands for "not given" and is ignored. calix: `check_values`.
///
/// - Returns: a warning, or nil if all values are feasible.
func feasibilityWarning(
  _ name: String, _ values: some Sequence<Double>, feasible: ClosedRange<Double>
) -> String? {
  var outside: (lowest: Double, highest: Double)?
  for value in values where !value.isNaN && !feasible.contains(value) {
    outside = (
      min(outside?.lowest ?? value, value), max(outside?.highest ?? value, value)
    )
  }
  guard let outside else { return nil }
  let found =
    outside.lowest == outside.highest
    ? "\(outside.lowest)" : "\(outside.lowest)...\(outside.highest)"
  return "\(name): \(found) is outside the feasible range "
    + "\(feasible.lowerBound)...\(feasible.upperBound); expect imperfect results"
}

/// Throws if a value lies outside the range within which it has a meaning.
func requireInRange(
  _ what: String, _ values: some Sequence<Double>, _ range: ClosedRange<Double>
) throws(CalibError) {
  for value in values where !range.contains(value) {
    throw .outOfRange(
      what: what, value: value, lower: range.lowerBound, upper: range.upperBound)
  }
}

/// Throws if an array does not hold one value for each instance.
func requireCount(_ what: String, _ count: Int, _ expected: Int) throws(CalibError) {
  guard count == expected else {
    throw .wrongCount(what: what, count: count, expected: expected)
  }
}
