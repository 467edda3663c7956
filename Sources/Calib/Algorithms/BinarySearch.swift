/// Bisection of the range, ended by testing both neighbours of the last value.
///
/// Needs `ceil(log2(range.count)) + 2` measurements. A result equal to the target, or not a
/// number, counts as "not too high". calix: `BinarySearch`.
public struct BinarySearch: Algorithm {
  /// Creates a search without noise.
  public init() {}

  /// Searches from the middle of the range; see ``Algorithm``.
  public func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome {
    let steps = SearchSteps(range: range)
    let start = [Int](repeating: steps.start, count: plant.instanceCount)
    return try bisect(
      plant: &plant, from: start, steps: steps, range: range, isInverted: isInverted,
      target: target)
  }
}

/// A binary search that starts from randomly spread parameters and forgives a few noisy steps.
///
/// Many CapMem cells at one value disturb each other; the spread keeps them apart, and choosing
/// among more final steps keeps the search from driving all of them to one value. calix:
/// `NoisyBinarySearch`.
public struct NoisyBinarySearch: Algorithm {
  /// The largest deviation of a starting value from the middle of the range, in LSB.
  public let noiseAmplitude: Int

  /// Creates a search; calix uses an amplitude of 5.
  public init(noiseAmplitude: Int = 5) {
    self.noiseAmplitude = noiseAmplitude
  }

  /// Searches from the middle of the range plus a random integer in ±`noiseAmplitude` for each
  /// instance; see ``Algorithm``.
  public func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome {
    let steps = try SearchSteps(range: range, noiseAmplitude: noiseAmplitude)
    var start: [Int] = []
    for _ in 0..<plant.instanceCount {
      let noise = Int.random(in: -noiseAmplitude...noiseAmplitude, using: &generator)
      start.append(range.clamping(steps.start + noise))
    }
    return try bisect(
      plant: &plant, from: start, steps: steps, range: range, isInverted: isInverted,
      target: target)
  }
}

/// The loop both binary searches share.
private func bisect(
  plant: inout some Plant, from start: [Int], steps: SearchSteps, range: ParameterRange,
  isInverted: Bool, target: [Double]
) throws -> SearchOutcome {
  try requireCount("target", target.count, plant.instanceCount)
  var parameters = start
  var best = BestSteps(count: min(steps.bestStepCount, steps.measurementCount))
  var firstResults: [Double] = []
  var path: [Double] = []
  for (step, increment) in steps.increments.enumerated() {
    let stepsLeft = steps.measurementCount - step - 1
    try plant.configure(parameters)
    let results = try plant.measureChecked()
    if step == 0 { firstResults = results }
    path.append(medianDistance(results, from: target))
    if stepsLeft < best.slots.count {
      best.remember(slot: stepsLeft, parameters: parameters, results: results, target: target)
    }
    if stepsLeft > 1 {
      for index in parameters.indices {
        let decreases = (results[index] > target[index]) != isInverted
        parameters[index] += decreases ? -increment : increment
      }
    } else if stepsLeft == 1 {
      parameters = mirrored(best, range: range)
    }
    parameters = parameters.map(range.clamping)
  }
  let chosen = best.best()
  try plant.configure(chosen.parameters)
  return SearchOutcome(
    parameters: chosen.parameters, firstResults: firstResults, results: chosen.results,
    path: path)
}

/// The value on the other side of the second-last one, so that both neighbours get tested.
private func mirrored(_ best: BestSteps, range: ParameterRange) -> [Int] {
  guard let last = best.slots[1], let center = best.slots[2] else { return [] }
  return zip(last.parameters, center.parameters).map { last, center in
    guard last == center else { return 2 * center - last }
    // Clipping made both equal: the only untested neighbour is the inner one.
    return center == range.lower ? center + 1 : center - 1
  }
}
