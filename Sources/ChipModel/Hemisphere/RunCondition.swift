internal import SimulationCore

/// Condition of a program run: most go well, a few jitter or are noisy. This depends on
/// the run seed and on the chip time at which they start.
struct RunCondition: Equatable {
  /// Standard deviation of the pulses' lengths in seconds.
  var jitterSeconds: Float = 0
  /// Factor of the comparators' noise.
  var noiseFactor: Float = 1

  /// Every run goes well.
  init() {}

  /// The condition of a run that starts at a time.
  init(parameters p: ChipParameters, runSeed: UInt64, start: PPUCycles) {
    var stream = RandomStream(
      seed: runSeed, domain: .runCondition, index: UInt64(bitPattern: start.count))
    let (first, second) = (stream.uniform(), stream.uniform())
    let always = p.synram.jitter * p.effects[.driverJitter]
    let jitters = first < p.run.jitterFraction * p.effects[.runJitter]
    let added = jitters ? p.synram.runJitter : 0
    jitterSeconds = Float((always * always + added * added).squareRoot())
    if second < p.run.noiseFraction * p.effects[.runNoise] {
      noiseFactor = Float(p.run.noiseFactor)
    }
  }
}
