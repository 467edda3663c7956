/// One parameter of every instance, adjusted until one observable meets its target.
///
/// A type says how to prepare the chip, how to set the parameters and how to measure; the
/// algorithm that finds the parameters knows nothing of the chip. calix: `Calib`.
public protocol ParameterCalib: Plant {
  /// The name of the step, as it appears in progress and reports.
  var name: String { get }
  /// The range within which the parameter may be set, in LSB.
  var parameterRange: ParameterRange { get }
  /// Whether a larger parameter gives a smaller result.
  var isInverted: Bool { get }
  /// What to say about parameters that end at a boundary; nil for nothing.
  var boundaryMessages: BoundaryMessages? { get }
  /// How far from its target an instance may end, in units of the observable; nil if any end
  /// inside the range is good.
  var tolerance: Double? { get }
  /// The target of each instance, unless given to `run`; a prelude may set it.
  var target: [Double]? { get }

  /// Prepares the chip, and possibly the target.
  mutating func prelude() throws
  /// Cleans up after the search; may measure again and overrule the success mask.
  mutating func postlude(_ result: inout ParameterCalibResult) throws
  /// Measures with the same parameter everywhere and restores the chosen ones.
  mutating func measure(
    atCommonSetting parameter: Int, restoring parameters: [Int]
  ) throws -> [Double]
}

extension ParameterCalib {
  /// Increasing parameters increase the result.
  public var isInverted: Bool { false }
  /// No messages at the boundaries.
  public var boundaryMessages: BoundaryMessages? { nil }
  /// Whatever lies inside the range is good.
  public var tolerance: Double? { nil }
  /// No target but the one given to `run`.
  public var target: [Double]? { nil }
  /// Nothing to prepare.
  public mutating func prelude() throws {}
  /// Nothing to clean up.
  public mutating func postlude(_ result: inout ParameterCalibResult) throws {}
  /// Sets, measures and sets again.
  public mutating func measure(
    atCommonSetting parameter: Int, restoring parameters: [Int]
  ) throws -> [Double] {
    try configure([Int](repeating: parameter, count: instanceCount))
    let results = try measureChecked()
    try configure(parameters)
    return results
  }

  /// Prepares, searches, checks the boundaries and cleans up.
  ///
  /// - Parameters:
  ///   - algorithm: how to search.
  ///   - target: one value for each instance; takes precedence over ``target``.
  ///   - comparesCommonSetting: whether the result's `before` is measured with the median of the
  ///     chosen parameters everywhere, to tell what calibrating every instance gains; without, it
  ///     is what the search measured first.
  ///   - generator: where an algorithm with noise takes its random numbers from.
  /// - Throws: ``CalibError/missingTarget(step:)`` without any target,
  ///   ``CalibError/wrongCount(what:count:expected:)`` for a target of a wrong length, and
  ///   whatever the algorithm or the chip throw.
  public mutating func run(
    _ algorithm: some Algorithm, target explicitTarget: [Double]? = nil,
    comparesCommonSetting: Bool = false, using generator: inout some RandomNumberGenerator
  ) throws -> ParameterCalibResult {
    try prelude()
    guard let goal = explicitTarget ?? target else { throw CalibError.missingTarget(step: name) }
    let outcome = try algorithm.run(
      on: &self, range: parameterRange, isInverted: isInverted, target: goal, using: &generator)
    let check = BoundaryCheck(
      outcome.parameters, range: parameterRange, messages: boundaryMessages)
    var result = ParameterCalibResult(
      calibratedParameters: check.parameters, success: check.isAtBoundary.map { !$0 },
      messages: check.messages.map { "\(name): \($0)" }, before: outcome.firstResults,
      after: outcome.results, measurementCount: outcome.measurementCount)
    failDistant(&result, from: goal)
    if comparesCommonSetting {
      let chosen = result.calibratedParameters.map(Double.init).living(result.success)
      result.before = try measure(
        atCommonSetting: Int(median(chosen).rounded()), restoring: result.calibratedParameters)
    }
    try postlude(&result)
    return result
  }
}

extension ParameterCalib {
  /// Fails instances that have ended further from their target than tolerated: a single bad run
  /// sends a search astray without an end at a boundary.
  private func failDistant(_ result: inout ParameterCalibResult, from goal: [Double]) {
    guard let tolerance, let reached = result.after else { return }
    let distant = reached.indices.filter {
      result.success[$0] && !(abs(reached[$0] - goal[$0]) <= tolerance)
    }
    guard !distant.isEmpty else { return }
    for index in distant { result.success[index] = false }
    result.messages.append("\(name): further than \(tolerance) from the target: \(distant)")
  }
}

/// What a ``ParameterCalib`` found.
public struct ParameterCalibResult: Equatable, Sendable {
  /// The parameter of each instance, in LSB.
  public var calibratedParameters: [Int]
  /// Whether each instance met its target without running into a boundary.
  public var success: [Bool]
  /// Warnings for people, in order.
  public var messages: [String]
  /// The observable at one setting for all: the median of the chosen parameters, or where the
  /// search began.
  public var before: [Double]
  /// The observable at the parameters that were chosen; nil if it was not measured.
  public var after: [Double]?
  /// How many times the search measured.
  public var measurementCount: Int

  /// Creates a result.
  public init(
    calibratedParameters: [Int], success: [Bool], messages: [String] = [],
    before: [Double] = [], after: [Double]? = nil, measurementCount: Int = 0
  ) {
    self.calibratedParameters = calibratedParameters
    self.success = success
    self.messages = messages
    self.before = before
    self.after = after
    self.measurementCount = measurementCount
  }

  /// The instances that failed, ascending.
  public var failedIndices: [Int] { success.indices.filter { !success[$0] } }
}
