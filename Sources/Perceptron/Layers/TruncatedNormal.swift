internal import Glibc
internal import SimulationCore

/// A normal distribution cut off at ± limit; the mean lies within.
struct TruncatedNormal {
  let mean: Double
  let std: Double
  let limit: Double

  /// Draws by rejection.
  ///
  /// Proposals come from the normal itself or, if that is wider than the interval, from the uniform
  /// distribution; about one in seven is accepted in the worst case.
  func draw(_ random: inout RandomStream) -> Double {
    while true {
      if std < limit {
        let value = mean + std * Double(random.normal())
        if abs(value) <= limit { return value }
      } else {
        let value = (2 * random.uniform() - 1) * limit
        let z = (value - mean) / std
        if random.uniform() < exp(-z * z / 2) { return value }
      }
    }
  }
}
