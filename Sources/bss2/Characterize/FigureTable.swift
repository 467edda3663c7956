import Characterization
import Foundation
import Recording
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
      "\(short(figure.range.lowerBound)) to "
        + short(figure.range.upperBound)
    }

    /// One chip's value, or median and 5 to 95 % of several.
    var chipsText: String {
      let ends = "\(short(low)) to \(short(high))"
      return short(middle) + (chips.count > 1 ? " (\(ends))" : "")
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
        row.title, row.chipsText, short(row.mock),
        row.figure.published.map(short) ?? "-", row.allowed, row.isWithin ? "yes" : "NO",
      ])
    }
    return aligned(lines)
  }

  /// Effects, figure, law, source, published value, chips, mock and test of every figure.
  var markdown: String {
    var text = """
      | effects | figure | law of the first effect | source | published (allowed) \
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
        (figure.published.map(short) ?? "–") + " (\(row.allowed))", row.chipsText,
        short(row.mock), "`\(figure.key)`",
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// The table as a group of a record. Figures have units of their own: those of the dataset `units`.
  var record: Record {
    let mixed = "see units"
    return Record(datasets: [
      "keys": Dataset(rows.map(\.figure.key)),
      "titles": Dataset(rows.map(\.figure.title)),
      "units": Dataset(rows.map { $0.figure.unit.isEmpty ? "1" : $0.figure.unit }),
      "sources": Dataset(rows.map(\.figure.source)),
      "median": Dataset(rows.map(\.middle), unit: mixed, summary: "median of the chips"),
      "mock": Dataset(rows.map(\.mock), unit: mixed, summary: "the linear mock"),
      "published": Dataset(
        rows.map { $0.figure.published ?? .nan }, unit: mixed,
        summary: "published value; NaN where only a range is published"),
      "lower": Dataset(rows.map(\.figure.range.lowerBound), unit: mixed),
      "upper": Dataset(rows.map(\.figure.range.upperBound), unit: mixed),
    ])
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
    return try jsonText(Dictionary(uniqueKeysWithValues: values), .prettyPrinted)
  }
}
