import Statistics

/// The time constant of a synaptic line from a MADC trace of its answer to a few events.
///
/// calix: `SynTimeConstantCalib`, with the fit of ``exponentialFit(_:interval:bounds:)``.
struct DecayEvaluation: Sendable {
  /// The time between two samples in seconds.
  var samplePeriod: Double
  /// The number of samples at the beginning, before the MADC has settled.
  var invalidCount: Int
  /// The number of samples at the end that are left out.
  var droppedAtEnd: Int
  /// The smallest height of a decay, in MADC LSB; a line with less is floating.
  var smallestHeight = 10.0
  /// The range of time constants, in seconds.
  ///
  /// calix: `tau_syn_range`.
  var tauRange: ClosedRange<Double> = 0.1e-6...100e-6
  /// The largest distance of the fitted end from the mean of the last ten samples, in MADC LSB.
  var offsetTolerance = 10.0

  /// Returns the time constant in seconds; infinite for a line that does not come back.
  ///
  /// - Throws: ``CalibError/tooFewSamples(step:count:expected:)`` for a trace that is too short.
  func tau(_ samples: [UInt16], step: String) throws(CalibError) -> Double {
    let end = samples.count - droppedAtEnd
    guard end - invalidCount >= 20 else {
      throw .tooFewSamples(
        step: step, count: samples.count, expected: invalidCount + droppedAtEnd + 20)
    }
    let valid = samples[invalidCount..<end]
    guard let lowest = valid.min(), let start = valid.firstIndex(of: lowest) else { return .nan }
    let offset = Double(valid.suffix(10).reduce(0) { $0 + Int($1) }) / 10
    let height = Double(lowest) - offset
    guard height <= -smallestHeight else { return .infinity }
    let fit = exponentialFit(
      valid[start...].map(Double.init), interval: samplePeriod * 1e6,
      bounds: ExponentialDecayBounds(
        scale: -max(offset, 1)...0, tau: tauRange.lowerBound * 1e6...tauRange.upperBound * 1e6,
        offset: offset - offsetTolerance...offset + offsetTolerance))
    guard let fit else { return .infinity }
    return fit.tau * 1e-6
  }
}
