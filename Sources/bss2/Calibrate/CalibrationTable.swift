import Calib
import Foundation
import Plots
import Statistics

/// The steps of a calibration as a table: what each observable is with one setting for all
/// instances and calibrated, the ratio of both spreads, the target, how many failed, and how the
/// search came close to its target.
struct CalibrationTable {
  private let report: CalibrationReport

  init(_ report: CalibrationReport) { self.report = report }

  private static let header = [
    "parameter", "common setting", "calibrated", "ratio", "target", "failed",
    "search: median distance",
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
      Self.course(step.path.map { $0 * scale }, unit),
    ]
  }

  /// The first and the last distance of a search from its target, and a bar for each measurement.
  private static func course(_ path: [Double], _ unit: String) -> String {
    guard let first = path.first, let last = path.last, path.count > 1 else { return "—" }
    return "\(number(first)) → \(number(last)) \(unit)  \(bars(path))"
  }

  /// Bars whose heights follow the logarithms of numbers.
  private static func bars(_ values: [Double]) -> String {
    let levels = Array("▁▂▃▄▅▆▇█")
    let logarithms = values.map { $0.isFinite ? log(max($0, 1e-3)) : nil }
    let finite = logarithms.compactMap(\.self)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    return String(
      logarithms.map { value in
        guard let value else { return levels[levels.count - 1] }
        let part = high > low ? (value - low) / (high - low) : 0
        return levels[Int((part * Double(levels.count - 1)).rounded())]
      })
  }

  private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
