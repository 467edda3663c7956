internal import Glibc

/// The law of initial parameters for a gain and a number of inputs (hxtorch: `perceptron.nn`; A.
/// Emmel, Heidelberg 2020; He et al., ICCV 2015).
public struct LayerLaw: Sendable, Equatable {
  /// Standard deviation of weights that are sent once.
  public let std: Double

  /// Derives the law.
  ///
  /// - Parameters:
  ///   - gain: LSB per product of one input and one weight.
  ///   - fanIn: the number of inputs of one output.
  ///   - reluShift: the shift of the converting ReLU that follows.
  public init(gain: Double, fanIn: Int, reluShift: Int) {
    let totalGain = exp2(Double(reluShift)) * 2.0.squareRoot() / gain
    std = totalGain / Double(fanIn).squareRoot()
  }

  /// So many sends that a third of the largest weight is one standard deviation.
  public var numSends: Int {
    let sends = std / (Double(HagenConstants.synapticWeight.upperBound) / 3)
    return Int(min(sends.rounded(.up), 1e9))  // a gain near zero must not overflow
  }

  /// The standard deviation of weights that are sent so often.
  public func weightStd(numSends: Int) -> Double { std / Double(numSends) }

  /// The bias is uniform within ± this bound. It is added to the result, so that sends do not matter;
  /// an input is uniform in 0...31.
  public var biasBound: Double {
    std / (Double(HagenConstants.inputActivation.upperBound) / 3.0.squareRoot())
  }

  /// The factor that scales a largest magnitude to the end of a range; 1 for nothing to scale.
  public static func scale(_ largest: Double, to range: ClosedRange<Int>) -> Double {
    largest > 0 ? Double(range.upperBound) / largest : 1
  }
}
