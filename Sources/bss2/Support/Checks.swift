import ArgumentParser

/// Refuses an option that is out of range.
/// - Throws: `ValidationError` with the option's name and the range.
func check<Value: Comparable>(
  _ name: String, _ value: Value, _ range: ClosedRange<Value>
) throws {
  guard range.contains(value) else {
    throw ValidationError(
      "\(name) \(value) is out of range; allowed is \(range.lowerBound) to \(range.upperBound).")
  }
}

/// Refuses an option that is not a finite number above 0.
/// - Throws: `ValidationError` with the option's name.
func checkPositive(_ name: String, _ value: Double) throws {
  guard value.isFinite, value > 0 else {
    throw ValidationError("\(name) \(value) is out of range; it must be finite and above 0.")
  }
}
