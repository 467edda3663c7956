/// A walk in equal steps until the observable crosses its target.
///
/// To search coarse to fine, run it repeatedly with decreasing step size from the parameters of
/// the run before. calix: `LinearSearch`.
public struct LinearSearch: Algorithm {
  /// The first parameters; nil for the middle of the range.
  public let initialParameters: [Int]?
  /// The width of a step in LSB.
  public let stepSize: Int
  /// The largest number of measurements.
  public let maxSteps: Int

  /// Creates a search.
  ///
  /// - Throws: ``AlgorithmError`` for a step size or a step limit below 1.
  public init(
    initialParameters: [Int]? = nil, stepSize: Int = 1, maxSteps: Int = 50
  ) throws(AlgorithmError) {
    guard stepSize >= 1 else { throw .invalidStepSize(stepSize) }
    guard maxSteps >= 1 else { throw .invalidStepLimit(maxSteps) }
    self.initialParameters = initialParameters
    self.stepSize = stepSize
    self.maxSteps = maxSteps
  }

  /// Searches; the result of an instance is the better of the last two values it tested.
  ///
  /// See ``Algorithm``.
  public func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome {
    let count = plant.instanceCount
    try requireCount("target", target.count, count)
    let middle = Int((Double(range.lower + range.upper) / 2).rounded(.down))
    let start = initialParameters ?? [Int](repeating: middle, count: count)
    try requireCount("initial parameters", start.count, count)

    var walk = Walk(start: start.map(range.clamping), target: target)
    var firstResults: [Double] = []
    var path: [Double] = []
    while path.count < maxSteps && walk.isRunning.contains(true) {
      try plant.configure(walk.parameters)
      let results = try plant.measureChecked()
      if path.isEmpty { firstResults = results }
      path.append(medianDistance(results, from: target))
      walk.advance(results, stepSize: stepSize, range: range, isInverted: isInverted)
    }
    try plant.configure(walk.best.map(\.parameter))
    return SearchOutcome(
      parameters: walk.best.map(\.parameter), firstResults: firstResults,
      results: walk.best.map(\.result), path: path)
  }
}

/// The state of a linear search.
private struct Walk {
  /// One tested value.
  struct Tested {
    var parameter: Int
    var result: Double
    var deviation: Double
  }

  var parameters: [Int]
  let target: [Double]
  var isRunning: [Bool]
  private var wasHigh: [Bool?]
  private var previous: [Tested?]
  private var latest: [Tested]

  init(start: [Int], target: [Double]) {
    parameters = start
    self.target = target
    isRunning = start.map { _ in true }
    wasHigh = start.map { _ in nil }
    previous = start.map { _ in nil }
    latest = start.map { Tested(parameter: $0, result: .nan, deviation: .infinity) }
  }

  /// Books the results of the present parameters and moves on where the target is still ahead.
  mutating func advance(
    _ results: [Double], stepSize: Int, range: ParameterRange, isInverted: Bool
  ) {
    for index in parameters.indices where isRunning[index] {
      let deviation = abs(results[index] - target[index])
      let isFirst = wasHigh[index] == nil
      previous[index] = isFirst ? nil : latest[index]
      latest[index] = Tested(
        parameter: parameters[index], result: results[index],
        deviation: deviation.isNaN ? .infinity : deviation)
      let isHigh = results[index] > target[index]
      let direction = isHigh != isInverted ? -1 : 1
      let next = parameters[index] + direction * stepSize
      let crossed = wasHigh[index].map { $0 != isHigh } ?? false
      if isFirst { wasHigh[index] = isHigh }
      if crossed || !range.contains(next) {
        isRunning[index] = false
      } else {
        parameters[index] = next
      }
    }
  }

  /// The better of the last two tested values of each instance, of equals the latest.
  var best: [Tested] {
    latest.indices.map { index in
      guard let previous = previous[index], previous.deviation < latest[index].deviation else {
        return latest[index]
      }
      return previous
    }
  }
}
