import Calib
import Characterization
import Foundation
import SimulationCore
import Statistics

/// Published figures beside those of chips and of the mock.
struct FigureTable {
  /// One line of the table.
  struct Row {
    let figure: PublishedFigure
    let chips: [Double]
    let mock: Double

    var middle: Double { median(chips) }
    var low: Double { percentile(chips, 5) }
    var high: Double { percentile(chips, 95) }
    var isWithin: Bool { figure.range.contains(middle) }

    var title: String { figure.title + (figure.unit.isEmpty ? "" : " [\(figure.unit)]") }

    var allowed: String {
      "\(FigureTable.short(figure.range.lowerBound)) to "
        + FigureTable.short(figure.range.upperBound)
    }

    /// One chip's value, or median and 5 to 95 % of several.
    var chipsText: String {
      let ends = "\(FigureTable.short(low)) to \(FigureTable.short(high))"
      return FigureTable.short(middle) + (chips.count > 1 ? " (\(ends))" : "")
    }
  }

  let rows: [Row]
  /// The preset's name, which says what it is compared with.
  private let preset: String

  init(preset: String, chips: [Characterization], mock: Characterization) throws {
    self.preset = preset
    rows = try PublishedFigure.figures(ofPreset: preset).map { figure in
      Row(
        figure: figure, chips: try chips.map(figure.value), mock: try figure.value(mock))
    }
  }

  /// Columns: figure, chip, mock, published, whether the chip lies within.
  var text: String {
    let isPopulation = (rows.first?.chips.count ?? 0) > 1
    var lines = [
      [
        "figure", isPopulation ? "chips: median (5-95 %)" : "this chip", "mock", "published",
        "allowed", "within",
      ]
    ]
    for row in rows {
      lines.append([
        row.title, row.chipsText, Self.short(row.mock),
        row.figure.published.map(Self.short) ?? "-", row.allowed, row.isWithin ? "yes" : "NO",
      ])
    }
    return Self.aligned(lines)
  }

  /// Effects, figure, law, source, published value, chips, mock and test of every figure.
  var markdown: String {
    var text = """
      | effects | figure | law of the first | source | published (allowed) \
      | ours: median (5 to 95 %) | mock | test of `\(preset == "v2" ? "RevisionTwoTests" : "TypicalChipTests")` |
      |---|---|---|---|---|---|---|---|

      """
    var last: [Effect] = []
    for row in rows {
      let figure = row.figure
      let isNew = figure.effects != last
      last = figure.effects
      let cells = [
        isNew ? figure.effects.map { "`\($0.name)`" }.joined(separator: ", ") : "″",
        row.title, isNew ? figure.effects.first?.details.law ?? "" : "″", figure.source,
        (figure.published.map(Self.short) ?? "–") + " (\(row.allowed))", row.chipsText,
        Self.short(row.mock), "`\(figure.key)`",
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// Text in columns.
  static func aligned(_ lines: [[String]]) -> String {
    let widths = (0..<(lines.first?.count ?? 0)).map { column in
      lines.map { $0[column].count }.max() ?? 0
    }
    return lines.map { line in
      zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
        .joined(separator: "  ").trimmingCharacters(in: .whitespaces) + "\n"
    }.joined()
  }

  /// Three digits.
  static func short(_ value: Double) -> String {
    if !value.isFinite { return "-" }
    let digits = abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.3g"
    let text = String(format: digits, value)
    return abs(value) < 5e-7 ? "0" : text
  }

  private struct JSONRow: Encodable {
    let title: String
    let unit: String
    let source: String
    let chips: [Double?]
    let median: Double?
    let mock: Double?
    let published: Double?
    let allowed: [Double]
    let within: Bool
  }

  /// Figures by key.
  func json() throws -> String {
    func number(_ value: Double) -> Double? { value.isFinite ? value : nil }
    let values = rows.map { row in
      (
        row.figure.key,
        JSONRow(
          title: row.figure.title, unit: row.figure.unit, source: row.figure.source,
          chips: row.chips.map(number), median: number(row.middle), mock: number(row.mock),
          published: row.figure.published,
          allowed: [row.figure.range.lowerBound, row.figure.range.upperBound],
          within: row.isWithin)
      )
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let data = try encoder.encode(Dictionary(uniqueKeysWithValues: values))
    return String(decoding: data, as: UTF8.self)
  }
}
