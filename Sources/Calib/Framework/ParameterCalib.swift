import Statistics

/// One parameter of every instance, adjusted until one observable meets its target.
///
/// A conforming type prepares the chip, sets the parameters and measures; the search algorithm
/// uses only parameters and results. calix: `Calib`.
public protocol ParameterCalib: Plant {
  /// The name of the step, as it appears in progress and reports.
  var name: String { get }
  /// The range within which the parameter may be set, in LSB.
  var parameterRange: ParameterRange { get }
  /// A Boolean value that is true when a larger parameter gives a smaller result.
  var isInverted: Bool { get }
  /// The warnings about parameters that end at a boundary; nil for none.
  var boundaryMessages: BoundaryMessages? { get }
  /// The largest accepted distance from the target, in units of the observable; nil for any.
  var tolerance: Double? { get }
  /// The target of each instance, unless given to `run`; a prelude may set it.
  var target: [Double]? { get }

  /// Prepares the chip, and possibly the target.
  mutating func prelude() throws
  /// Restores the chip after the search; may measure again and replace the success mask.
  mutating func postlude(_ result: inout ParameterCalibResult) throws
  /// Measures with the same parameter everywhere and restores the chosen ones.
  mutating func measure(
    atCommonSetting parameter: Int, restoring parameters: [Int]
  ) throws -> [Double]
}

extension ParameterCalib {
  /// False: a larger parameter gives a larger result.
  public var isInverted: Bool { false }
  /// Nil: no warnings at the boundaries.
  public var boundaryMessages: BoundaryMessages? { nil }
  /// Nil: any distance from the target is accepted.
  public var tolerance: Double? { nil }
  /// Nil: the target is the one given to `run`.
  public var target: [Double]? { nil }
  /// Does nothing.
  public mutating func prelude() throws {}
  /// Does nothing.
  public mutating func postlude(_ result: inout ParameterCalibResult) throws {}
  /// Sets the same parameter everywhere, measures, and restores the chosen parameters.
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
  ///   - algorithm: the search.
  ///   - target: one value for each instance; takes precedence over ``target``.
  ///   - comparesCommonSetting: true to measure the result's `before` with the median of the chosen
  ///     parameters everywhere, which shows the gain of calibrating every instance; otherwise it
  ///     is the first measurement of the search.
  ///   - generator: the source of random numbers of an algorithm with noise.
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
      after: outcome.results, path: outcome.path)
    failDistant(&result, from: goal)
    if comparesCommonSetting {
      let chosen = result.calibratedParameters.map(Double.init).working(result.success)
      result.before = try measure(
        atCommonSetting: Int(median(chosen).rounded()), restoring: result.calibratedParameters)
    }
    try postlude(&result)
    return result
  }
}

extension ParameterCalib {
  /// Marks instances further from their target than tolerated as failed: a single bad run can
  /// mislead a search that does not end at a boundary.
  private func failDistant(_ result: inout ParameterCalibResult, from goal: [Double]) {
    guard let tolerance, let reached = result.after else { return }
    let distant = reached.indices.filter {
      result.success[$0] && !(abs(reached[$0] - goal[$0]) <= tolerance)
    }
    guard !distant.isEmpty else { return }
    for index in distant { result.success[index] = false }
    result.messages.append(
      "\(name): these are more than \(tolerance) LSB from their target and fail: \(distant)")
  }
}

/// The result of a ``ParameterCalib``.
public struct ParameterCalibResult: Equatable, Sendable {
  /// The parameter of each instance, in LSB.
  public var calibratedParameters: [Int]
  /// One truth value for each instance: it met its target without reaching a boundary.
  public var success: [Bool]
  /// Warnings, in order.
  public var messages: [String]
  /// The observable at one setting for all: the median of the chosen parameters, or the first
  /// parameters of the search.
  public var before: [Double]
  /// The observable at the parameters that were chosen; nil if it was not measured.
  public var after: [Double]?
  /// The median distance of the instances from their targets at each measurement of the search.
  public var path: [Double]

  /// The number of measurements of the search.
  public var measurementCount: Int { path.count }

  /// Creates a result.
  public init(
    calibratedParameters: [Int], success: [Bool], messages: [String] = [],
    before: [Double] = [], after: [Double]? = nil, path: [Double] = []
  ) {
    self.calibratedParameters = calibratedParameters
    self.success = success
    self.messages = messages
    self.before = before
    self.after = after
    self.path = path
  }

  /// The instances that failed, ascending.
  public var failedIndices: [Int] { success.indices.filter { !success[$0] } }
}
