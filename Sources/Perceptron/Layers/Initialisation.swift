import Glibc
import SimulationCore

/// The law of initial parameters for a gain and a number of inputs.
struct Initialisation {
  /// Standard deviation of weights that are sent once.
  let std: Double

  init(gain: Double, weightShape: [Int], reluShift: Int) {
    let fanIn = weightShape.dropFirst().reduce(1, *)
    let totalGain = exp2(Double(reluShift)) * 2.0.squareRoot() / gain
    std = totalGain / Double(fanIn).squareRoot()
  }

  /// So often that a third of the largest weight is one standard deviation.
  var numSends: Int {
    let sends = std / (Double(HagenConstants.synapticWeight.upperBound) / 3)
    return Int(min(sends.rounded(.up), 1e9))  // a gain near zero must not overflow
  }

  /// The bias is added to the result, so that sends do not matter; an input is uniform in 0...31.
  var biasBound: Double {
    std / (Double(HagenConstants.inputActivation.upperBound) / 3.0.squareRoot())
  }
}

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
