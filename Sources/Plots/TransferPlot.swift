public import Experiments
public import Figures
import Statistics

extension TransferResult {
  /// Draws drop and recovery of the accuracy, and the budget if there is one.
  /// - Parameter preset: The kind of chip, for the title.
  public func figure(preset: String) -> Figure {
    Figure(
      title: "Handwritten digits on \(seeds.count) chips of \(preset)", columns: 1,
      panelWidth: budget == nil ? 520 : 760, panelHeight: 300,
      panels: [accuracies] + (budget.map { [Self.panel(of: $0)] } ?? []))
  }

  private var accuracies: Panel {
    let steps = [
      [100 * accuracyFloat], [100 * accuracyMock], outcomes.map { 100 * $0.moved },
      outcomes.map { 100 * $0.tuned },
    ]
    let x = steps.indices.map(Double.init)
    let single = zip(x, steps).filter { $0.1.count > 1 }
    let points = single.enumerated().map { index, step in
      Mark.points(
        x: step.1.indices.map { step.0 + 0.06 + 0.02 * Double($0) }, y: step.1,
        label: index == 0 ? "single chips" : nil, color: .series(0))
    }
    return Panel(
      title: "Accuracy in float, on the mock, moved to the chip and tuned there",
      x: Axis(names: ["float", "mock", "moved", "tuned"]),
      y: Axis("accuracy", unit: "%"),
      marks: points + [
        .errorBars(
          x: x, y: steps.map { mean($0) }, error: steps.map { standardDeviation($0) },
          label: "mean and standard deviation", color: .series(1))
      ])
  }

  private static func panel(of budget: EffectBudget.Result) -> Panel {
    let places = budget.groups.indices.map(Double.init)
    func bars(_ x: [Double], _ values: [[Double]], _ label: String, _ color: Int) -> Mark {
      .errorBars(
        x: x, y: values.map { 100 * mean($0) }, error: values.map { 100 * standardDeviation($0) },
        label: label, color: .series(color))
    }
    return Panel(
      title: "Accuracy that each group of effects costs", x: Axis(names: budget.groups),
      y: Axis("accuracy", unit: "percentage points"),
      marks: [
        .horizontalRule(at: 0),
        bars(places, budget.leftOut, "gain when the group is left out", 0),
        bars(places.map { $0 + 0.15 }, budget.shapley, "Shapley share", 1),
      ])
  }
}
