/// The warnings about parameters that end at a boundary of their range.
public struct BoundaryMessages: Hashable, Sendable {
  /// The sentence for parameters at the lower boundary.
  public let lower: String
  /// The sentence for parameters at the upper boundary.
  public let upper: String

  /// Creates a pair of sentences; indices and the boundary's value are appended to them.
  public init(lower: String, upper: String) {
    self.lower = lower
    self.upper = upper
  }
}

/// The outcome of comparing parameters with the boundaries of their range.
///
/// Reaching a boundary already counts as a failure: the optimum may lie beyond it. The given
/// array is left as it is; the clipped values are part of this outcome. calix:
/// `check_range_boundaries`.
public struct BoundaryCheck: Equatable, Sendable {
  /// The parameters, clipped to the range.
  public let parameters: [Int]
  /// One truth value for each parameter: it has reached the lower or the upper boundary.
  public let isAtBoundary: [Bool]
  /// One message for each boundary that was reached, if messages were asked for.
  public let messages: [String]

  /// Compares parameters with a range.
  public init(_ parameters: [Int], range: ParameterRange, messages: BoundaryMessages? = nil) {
    let low = parameters.indices.filter { parameters[$0] <= range.lower }
    let high = parameters.indices.filter { parameters[$0] >= range.upper }
    var isAtBoundary = [Bool](repeating: false, count: parameters.count)
    for index in low + high { isAtBoundary[index] = true }
    self.parameters = parameters.map(range.clamping)
    self.isAtBoundary = isAtBoundary
    var sentences: [String] = []
    if let messages {
      func note(_ text: String, _ limit: Int, _ found: [Int]) {
        guard !found.isEmpty else { return }
        sentences.append("\(text) (register at its limit \(limit) for the instances \(found))")
      }
      note(messages.lower, range.lower, low)
      note(messages.upper, range.upper, high)
    }
    self.messages = sentences
  }
}
