import Calib
import ChipModel
import Figures
import Foundation
import Perceptron
import Recording
import Statistics

/// Result of the transfer experiment: as text, JSON, record and picture.
struct TransferReport {
  let preset: String
  let seeds: [UInt64]
  let parameter: MockParameter
  let float: Double
  let mock: Double
  let outcomes: [TransferExperiment.Outcome]
  let budget: EffectBudget.Result?
  /// Attributes of the chips and of the recipe in the record.
  let attributes: [String: Attribute]

  private var moved: [Double] { outcomes.map { 100 * $0.moved } }
  private var tuned: [Double] { outcomes.map { 100 * $0.tuned } }

  private static func spread(_ values: [Double]) -> String {
    String(format: "%.1f ± %.1f %%", mean(values), standardDeviation(values))
  }

  var text: String {
    var lines = [
      "accuracy on test pictures, \(seeds.count) chips of \(preset)",
      String(format: "  float: %.1f %%", 100 * float),
      String(format: "  mock: %.1f %%", 100 * mock),
      "  moved to the chip: \(Self.spread(moved))",
      "  tuned on the chip: \(Self.spread(tuned))",
    ]
    if let budget {
      lines.append("points of accuracy: won back by leaving out | Shapley share of the loss")
      for (index, group) in budget.groups.enumerated() {
        lines.append(
          String(
            format: "  %@: %.1f ± %.1f | %.1f ± %.1f", group,
            100 * mean(budget.leftOut[index]), 100 * standardDeviation(budget.leftOut[index]),
            100 * mean(budget.shapley[index]), 100 * standardDeviation(budget.shapley[index])))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct JSON: Encodable {
    let chip: String
    let seeds: [UInt64]
    let gain: Double
    let accuracy_float: Double
    let accuracy_mock: Double
    let accuracy_moved: [Double]
    let accuracy_tuned: [Double]
    let left_out: [String: [Double]]?
    let shapley: [String: [Double]]?
  }

  func json() throws -> String {
    func table(_ rows: [[Double]]?) -> [String: [Double]]? {
      guard let budget, let rows else { return nil }
      return Dictionary(uniqueKeysWithValues: zip(budget.groups, rows))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(
      JSON(
        chip: preset, seeds: seeds, gain: parameter.gain, accuracy_float: float,
        accuracy_mock: mock, accuracy_moved: outcomes.map(\.moved),
        accuracy_tuned: outcomes.map(\.tuned), left_out: table(budget?.leftOut),
        shapley: table(budget?.shapley)))
    return String(decoding: data, as: UTF8.self)
  }

  var record: Record {
    var record = Record(
      attributes: attributes.merging([
        "content": "transfer", "gain_lsb": .double(parameter.gain),
        "noise_std_lsb": .double(parameter.noiseStd),
        "accuracy_float": .double(float), "accuracy_mock": .double(mock),
      ]) { $1 },
      datasets: [
        "accuracy_moved": Dataset(
          outcomes.map(\.moved), unit: "1", summary: "accuracy of each chip without tuning"),
        "accuracy_tuned": Dataset(
          outcomes.map(\.tuned), unit: "1", summary: "accuracy of each chip after tuning there"),
        "course": Dataset(
          outcomes.flatMap(\.course), shape: [outcomes.count, outcomes[0].course.count],
          unit: "1", summary: "accuracy after each epoch on the chip"),
      ])
    if let budget {
      record.groups["budget"] = Record(datasets: [
        "groups": Dataset(budget.groups),
        "left_out": Dataset(
          budget.leftOut.flatMap { $0 }, shape: [budget.groups.count, seeds.count], unit: "1",
          summary: "accuracy won back by leaving a group out"),
        "shapley": Dataset(
          budget.shapley.flatMap { $0 }, shape: [budget.groups.count, seeds.count], unit: "1",
          summary: "share of the loss"),
      ])
    }
    return record
  }

  /// Drop and recovery, and the budget if there is one.
  var figure: Figure {
    let steps = [
      [100 * float], [100 * mock], moved, tuned,
    ]
    let x = steps.indices.map(Double.init)
    let single = zip(x, steps).filter { $0.1.count > 1 }
    let points = single.enumerated().map { index, step in
      Mark.points(
        x: step.1.indices.map { step.0 + 0.06 + 0.02 * Double($0) }, y: step.1,
        label: index == 0 ? "single chips" : nil, color: .series(0))
    }
    var panels = [
      Panel(
        title: "From the mock to the chip and back",
        x: Axis(names: ["float", "mock", "moved", "tuned"]),
        y: Axis("accuracy", unit: "%"), legend: .topRight,
        marks: points + [
          .errorBars(
            x: x, y: steps.map { mean($0) }, error: steps.map { standardDeviation($0) },
            label: "mean and standard deviation", color: .series(1))
        ])
    ]
    if let budget {
      let places = budget.groups.indices.map(Double.init)
      panels.append(
        Panel(
          title: "What it costs", x: Axis(names: budget.groups),
          y: Axis("accuracy", unit: "points of %"),
          marks: [
            .errorBars(
              x: places, y: budget.leftOut.map { 100 * mean($0) },
              error: budget.leftOut.map { 100 * standardDeviation($0) },
              label: "won back by leaving out", color: .series(0)),
            .errorBars(
              x: places.map { $0 + 0.15 }, y: budget.shapley.map { 100 * mean($0) },
              error: budget.shapley.map { 100 * standardDeviation($0) },
              label: "Shapley share", color: .series(1)),
          ]))
    }
    return Figure(
      title: "Handwritten digits on \(seeds.count) chips of \(preset)", columns: 1,
      panelWidth: budget == nil ? 520 : 760, panelHeight: 300, panels: panels)
  }
}
