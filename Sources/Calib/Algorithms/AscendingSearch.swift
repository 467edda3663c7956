/// A search for plants that are monotone only up to where they first meet the target.
///
/// Walks up in coarse steps until the observable crosses its target, then bisects the last step.
/// The search never sees the plant beyond that point. Instances that do not cross end at the
/// closest value that was tested; they stop climbing when they have left the target behind again
/// by half of its size, or when nothing moves.
public struct AscendingSearch: Algorithm {
  /// The first parameter; nil for the lower end of the range.
  public let start: Int?
  /// The width of the coarse steps in LSB.
  public let stepSize: Int
  /// The bisection ends when the interval is this narrow, in LSB.
  public let resolution: Int

  /// Creates a search.
  ///
  /// - Throws: ``AlgorithmError/invalidStepSize(_:)`` for a step size or a resolution below 1.
  public init(start: Int? = nil, stepSize: Int, resolution: Int = 1) throws(AlgorithmError) {
    guard stepSize >= 1 else { throw .invalidStepSize(stepSize) }
    guard resolution >= 1 else { throw .invalidStepSize(resolution) }
    self.start = start
    self.stepSize = stepSize
    self.resolution = resolution
  }

  /// Searches; the result of an instance is the closest of all values it tested.
  ///
  /// See ``Algorithm``.
  public func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome {
    let count = plant.instanceCount
    try requireCount("target", target.count, count)
    let first = range.clamping(start ?? range.lower)
    var climb = Climb(start: first, floor: range.lower, target: target, isInverted: isInverted)
    var firstResults: [Double] = []
    var measurements = 0
    func test() throws {
      try plant.configure(climb.parameters)
      let results = try plant.measureChecked()
      if measurements == 0 { firstResults = results }
      measurements += 1
      climb.record(results)
    }
    try test()
    while climb.climb(stepSize, to: range.upper) { try test() }
    climb.startBisection()
    while climb.bisect(until: resolution) { try test() }
    let best = climb.best
    try plant.configure(best.map(\.parameter))
    return SearchOutcome(
      parameters: best.map(\.parameter), firstResults: firstResults, results: best.map(\.result),
      measurementCount: measurements)
  }
}

/// The state of an ascending search.
private struct Climb {
  struct Tested {
    var parameter: Int
    var result = Double.nan
    var deviation = Double.infinity
  }

  var parameters: [Int]
  private let target: [Double]
  private let isInverted: Bool
  private var low: [Int]
  private var high: [Int?]
  private var hasGivenUp: [Bool]
  private var previous: [Double]
  private var repeats: [Int]

  /// An observable that stays exactly the same for so many steps does not move.
  private static let largestRepeatCount = 4
  private(set) var best: [Tested]

  init(start: Int, floor: Int, target: [Double], isInverted: Bool) {
    parameters = target.map { _ in start }
    self.target = target
    self.isInverted = isInverted
    low = target.map { _ in floor }
    high = target.map { _ in nil }
    hasGivenUp = target.map { _ in false }
    previous = target.map { _ in .nan }
    repeats = target.map { _ in 0 }
    best = target.map { _ in Tested(parameter: start) }
  }

  /// Records the results of the present parameters.
  mutating func record(_ results: [Double]) {
    for index in parameters.indices {
      let deviation = abs(results[index] - target[index])
      if deviation < best[index].deviation {
        best[index] = Tested(
          parameter: parameters[index], result: results[index], deviation: deviation)
      }
      repeats[index] = results[index] == previous[index] ? repeats[index] + 1 : 0
      previous[index] = results[index]
      if deviation > best[index].deviation + abs(target[index]) / 2
        || repeats[index] >= Self.largestRepeatCount
      {
        hasGivenUp[index] = true
      }
      let hasCrossed = isInverted ? results[index] < target[index] : results[index] > target[index]
      if hasCrossed {
        high[index] = min(high[index] ?? parameters[index], parameters[index])
      } else if high[index] == nil || parameters[index] < high[index] ?? 0 {
        low[index] = max(low[index], parameters[index])
      }
    }
  }

  /// Moves all instances that have not crossed; false at the end of the range.
  mutating func climb(_ stepSize: Int, to upper: Int) -> Bool {
    var hasMoved = false
    for index in parameters.indices where high[index] == nil && !hasGivenUp[index] {
      guard parameters[index] < upper else { continue }
      parameters[index] = min(parameters[index] + stepSize, upper)
      hasMoved = true
    }
    return hasMoved
  }

  /// Instances that never crossed stay at their best value.
  mutating func startBisection() {
    for index in parameters.indices where high[index] == nil {
      low[index] = best[index].parameter
      high[index] = best[index].parameter
    }
  }

  /// Goes to the middle of all intervals; false if none is wider than the resolution.
  mutating func bisect(until resolution: Int) -> Bool {
    var isOpen = false
    for index in parameters.indices {
      let upper = high[index] ?? low[index]
      guard upper - low[index] > resolution else {
        parameters[index] = best[index].parameter
        continue
      }
      parameters[index] = (low[index] + upper) / 2
      isOpen = true
    }
    return isOpen
  }
}
