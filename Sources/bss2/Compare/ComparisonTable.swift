import Characterization

/// The figures of two devices, beside what is published of the first one's kind of chip.
struct ComparisonTable {
  /// Names of both devices.
  private let names: [String]
  /// Names of their configurations.
  private let presets: [String]
  private let rows: [(figure: PublishedFigure, values: [Double])]

  init(names: [String], presets: [String], devices: [Characterization]) throws {
    self.names = names
    self.presets = presets
    rows = try PublishedFigure.figures(ofPreset: presets[0]).map { figure in
      (figure: figure, values: try devices.map(figure.value))
    }
  }

  /// Columns: figure, both devices, the difference, and what is published.
  var text: String {
    let published = presets[0] == presets[1] ? "published" : "published for \(presets[0])"
    var lines = [["figure"] + names + ["difference", published]]
    for (figure, values) in rows {
      lines.append([
        figure.title + (figure.unit.isEmpty ? "" : " [\(figure.unit)]"),
        short(values[0]), short(values[1]),
        short(values[1] - values[0]), figure.published.map(short) ?? "-",
      ])
    }
    return aligned(lines)
  }

  /// The values of both devices by the figure's key; null for one that a device does not have.
  func json() throws -> String {
    let values: [String: [Double?]] = Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row.figure.key, row.values.map { $0.isFinite ? $0 : nil })
      })
    return try jsonText(values)
  }
}
