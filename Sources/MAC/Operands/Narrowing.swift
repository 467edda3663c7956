/// The rounding of doubles to floats before an operation, so that the narrowing decides no tie.
public enum Narrowing {
  /// Half to even, as the mock rounds its operands.
  case halfToEven
  /// Down, as the digital operations do.
  case down

  /// Rounds doubles to whole floats; what is not finite stays what it is.
  public func callAsFunction(
    _ values: UnsafeBufferPointer<Double>, into out: UnsafeMutablePointer<Float>
  ) {
    let rule: FloatingPointRoundingRule = self == .halfToEven ? .toNearestOrEven : .down
    for (index, value) in values.enumerated() { out[index] = Float(value.rounded(rule)) }
  }
}
