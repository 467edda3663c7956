public import Statistics

/// The record of a calibration, step by step, for diagnostics.
public struct CalibrationReport: Equatable, Sendable {
  /// One adjusted parameter.
  public struct Step: Equatable, Sendable {
    /// The step's name.
    public var name: String
    /// The observable with all instances at one setting, the median of the calibrated ones; nil if
    /// not measured.
    public var before: MeanAndDeviation?
    /// The observable at the chosen parameters; nil if not measured.
    public var after: MeanAndDeviation?
    /// The observable before, for each group of instances (quadrants, in order).
    public var groupsBefore: [MeanAndDeviation]
    /// The observable after, for each group of instances.
    public var groupsAfter: [MeanAndDeviation]
    /// The observable of every instance at the common setting.
    public var valuesBefore: [Double] = []
    /// The observable of every instance after; empty if not measured.
    public var valuesAfter: [Double] = []
    /// The median distance of the instances from their targets at each measurement of the search.
    public var path: [Double] = []
    /// The mean target of all instances; nil if there is none.
    public var target: Double?
    /// The chosen parameters.
    public var parameters: MeanAndDeviation?
    /// The number of programs that the chip ran for the step, nested steps included.
    public var runCount: Int
    /// The instances that failed.
    public var failedIndices: [Int]
    /// Warnings.
    public var messages: [String]

    /// Creates the record of a step.
    public init(
      name: String, before: MeanAndDeviation? = nil, after: MeanAndDeviation? = nil,
      groupsBefore: [MeanAndDeviation] = [],
      groupsAfter: [MeanAndDeviation] = [], parameters: MeanAndDeviation? = nil, runCount: Int = 0,
      failedIndices: [Int] = [], messages: [String] = []
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.groupsBefore = groupsBefore
      self.groupsAfter = groupsAfter
      self.parameters = parameters
      self.runCount = runCount
      self.failedIndices = failedIndices
      self.messages = messages
    }
  }

  // MARK: - Steps

  /// The steps in the order in which they ended.
  public var steps: [Step]
  /// Warnings that belong to no step.
  public var messages: [String]
  /// The number of programs that the chip ran in all.
  public var runCount: Int

  /// Creates an empty report.
  public init(steps: [Step] = [], messages: [String] = [], runCount: Int = 0) {
    self.steps = steps
    self.messages = messages
    self.runCount = runCount
  }

  /// The first step of a name.
  public func step(_ name: String) -> Step? { steps.first { $0.name == name } }
}

/// The progress of a calibration.
public struct CalibrationProgress: Equatable, Sendable {
  /// The name of the present step.
  public let step: String
  /// The fraction of the whole calibration that is done, 0...1; never decreases.
  public let fraction: Double

  /// Creates a progress.
  public init(step: String, fraction: Double) {
    self.step = step
    self.fraction = fraction
  }
}

extension CalibrationReport.Step {
  /// The share of instances that is left out at either end of a distribution.
  ///
  /// calix: `test_neuron_distribution`.
  static let trimmedShare = 0.05

  /// The spread of calibrated instances over that at a common setting, both without the outer 5 %
  /// at either end; nil if one of them was not measured or the common setting has no spread.
  ///
  /// Below 1, calibrating every instance is better than giving all the same setting.
  public var spreadRatio: Double? {
    let before = standardDeviation(trimmed(valuesBefore, share: Self.trimmedShare))
    let after = standardDeviation(trimmed(valuesAfter, share: Self.trimmedShare))
    let ratio = after / before
    return ratio.isFinite ? ratio : nil
  }
}
