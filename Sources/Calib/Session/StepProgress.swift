/// The progress of a calibration: the steps to come with their share of the work.
struct StepProgress {
  private var plan: [PlannedStep] = []
  private var plannedWeight = 1.0
  private var doneWeight = 0.0
  private let observer: ((CalibrationProgress) -> Void)?

  /// Creates a progress without steps.
  init(_ observer: ((CalibrationProgress) -> Void)?) { self.observer = observer }

  /// States the steps that will come.
  mutating func setPlan(_ steps: [PlannedStep]) {
    plan = steps
    plannedWeight = max(steps.reduce(0) { $0 + $1.weight }, 1e-9)
    doneWeight = 0
  }

  /// Tells the observer that a step begins.
  func announce(_ step: String) {
    observer?(CalibrationProgress(step: step, fraction: min(doneWeight / plannedWeight, 1)))
  }

  /// Counts the share of a step that has ended.
  mutating func complete(_ step: String) {
    if let index = plan.firstIndex(where: { $0.step == step }) {
      doneWeight += plan.remove(at: index).weight
    }
  }

  /// Tells the observer that all steps have ended.
  func finish() { observer?(CalibrationProgress(step: "done", fraction: 1)) }
}

/// A step that will come, and its share of the work in arbitrary units.
typealias PlannedStep = (step: String, weight: Double)
