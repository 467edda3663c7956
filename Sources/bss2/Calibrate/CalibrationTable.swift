import Calib
import Foundation
import Plots
import Statistics

/// The steps of a calibration as a table: what each observable is with one setting for all
/// instances and calibrated, the ratio of both spreads, the target, and how many failed.
struct CalibrationTable {
  private let report: CalibrationReport

  init(_ report: CalibrationReport) { self.report = report }

  private static let header = [
    "parameter", "common setting", "calibrated", "ratio", "target", "failed",
  ]

  /// The table with aligned columns.
  var text: String {
    let rows = [Self.header] + report.steps.map(row)
    let widths = Self.header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        column == 0
          ? row[column].padding(toLength: widths[column], withPad: " ", startingAt: 0)
          : String(repeating: " ", count: widths[column] - row[column].count) + row[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private func row(_ step: CalibrationReport.Step) -> [String] {
    let (scale, unit) = step.displayUnit
    func text(_ spread: MeanAndDeviation?) -> String {
      guard let spread else { return "—" }
      return Self.number(spread.mean * scale) + " ± "
        + Self.number(spread.standardDeviation * scale) + " " + unit
    }
    let target = step.target.map { Self.number($0 * scale) + " " + unit } ?? "—"
    let ratio = step.spreadRatio.map(Self.number) ?? "—"
    return [
      step.name, text(step.before), text(step.after), ratio, target, "\(step.failedIndices.count)",
    ]
  }

  private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
