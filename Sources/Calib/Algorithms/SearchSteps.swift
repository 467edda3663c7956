import Glibc

/// The increments of a binary search and how many of its final steps compete for the result.
///
/// calix: `BinarySearch`, `NoisyBinarySearch`.
public struct SearchSteps: Equatable, Sendable {
  /// The increment that may follow each measurement, descending; as many as measurements.
  ///
  /// The last two are not used as such: the final step mirrors the one before.
  public let increments: [Int]
  /// The number of final steps of which the closest wins.
  public let bestStepCount: Int
  /// The parameter every instance starts from, before noise.
  public let start: Int

  /// The number of measurements of the search.
  public var measurementCount: Int { increments.count }

  /// The steps of a search without noise: the bisection of the range plus two.
  public init(range: ParameterRange) {
    let values = range.count
    let bisection = values.bitWidth - (values - 1).leadingZeroBitCount
    increments = (0..<bisection + 2).map { step in
      let divisor = 1 << (step + 2)
      return (values + divisor - 1) / divisor
    }
    bestStepCount = 3
    start = values / 2 + range.lower
  }

  /// The steps of a search whose starting values are spread by noise: one more step, as large
  /// as the noise, and more final steps to choose from.
  ///
  /// - Throws: ``AlgorithmError`` for an amplitude below 1 or above the first increment.
  public init(range: ParameterRange, noiseAmplitude: Int) throws(AlgorithmError) {
    let silent = SearchSteps(range: range)
    guard noiseAmplitude >= 1 else { throw .insufficientNoise(amplitude: noiseAmplitude) }
    guard noiseAmplitude <= silent.increments[0] else {
      throw .excessiveNoise(amplitude: noiseAmplitude, largest: silent.increments[0])
    }
    increments = (silent.increments + [noiseAmplitude]).sorted(by: >)
    bestStepCount = 3 + Int(ceil(log2(Double(noiseAmplitude))))
    start = silent.start
  }
}
