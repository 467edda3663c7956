/// The data and the plot command of one panel.
struct PanelDrawing {
  private let panel: Panel
  /// The ends of the axes.
  let ranges: PanelRanges
  /// The place of the legend.
  let corner: Panel.Legend

  /// Prepares a panel of a height in points.
  init(_ panel: Panel, height: Int) {
    self.panel = panel
    let labels = panel.marks.count { $0.label != nil }
    let share = min(0.6, Double(labels * Style.legendLineHeight) / Double(height))
    ranges = panel.withRoomForLegend(PanelRanges(panel), share: share)
    corner =
      panel.legend == .automatic ? panel.emptiestCorner(ranges, share: share) : panel.legend
  }

  /// Data blocks, then one plot command.
  var lines: [String] {
    var blocks: [String] = []
    var elements: [String] = []
    var paletteIndex = 0
    for (index, mark) in panel.marks.enumerated() {
      let color = mark.color ?? Color.series(paletteIndex)
      if mark.usesPalette { paletteIndex += 1 }
      guard mark.isVisible(in: panel) else { continue }
      blocks += ["$d\(index) << EOD"] + mark.rows(in: ranges) + ["EOD"]
      elements.append("$d\(index) \(mark.style(color))")
    }
    if elements.isEmpty {
      blocks.append(
        """
        set label 7 'no finite data' at graph 0.5,0.5 center \
        textcolor rgb "\(Style.noteColor.gnuplotName)"
        """)
      elements = ["NaN notitle"]
    }
    return blocks + ["plot " + elements.joined(separator: ", \\\n  ")]
  }
}

extension Mark {
  /// The rows of the mark's data block.
  fileprivate func rows(in ranges: PanelRanges) -> [String] {
    switch form {
    case .line, .points, .linePoints: zip(x, y).map { row($0, $1) }
    case .errorBars(let error): zip(zip(x, y), error).map { row($0.0, $0.1, $1) }
    case .band(let upper): bandRows(upper)
    case .histogram(let edges):
      zip(zip(edges, edges.dropFirst()), y).map { row(($0.0 + $0.1) / 2, $1, $0.1 - $0.0) }
    case .horizontalRule:
      y.flatMap { [row(ranges.x.lowerBound, $0), row(ranges.x.upperBound, $0)] }
    case .verticalRule: x.flatMap { [row($0, ranges.y.lowerBound), row($0, ranges.y.upperBound)] }
    case .heatMap(let map): cellRows(map)
    case .image(let image): cellRows(image)
    }
  }

  private func row(_ values: Double...) -> String { values.map(number).joined(separator: " ") }

  /// The band's rows; a gap is an empty line, since areas do not break at NaN.
  private func bandRows(_ upper: [Double]) -> [String] {
    zip(zip(x, y), upper).map { point, upper in
      let values = [point.0, point.1, upper]
      return values.allSatisfy(\.isFinite) ? values.map(number).joined(separator: " ") : ""
    }
  }

  /// Returns the text that follows the data block in the plot command.
  fileprivate func style(_ color: Color) -> String {
    let name = color.gnuplotName
    let size = number(Style.pointSize * weight)
    let title = label.map { "title \(quoted($0))" } ?? "notitle"
    let line = "linewidth \(number(Style.lineWidth * weight)) linecolor rgb \"\(name)\""
    let point = "pointtype 7 pointsize \(size)"
    return switch form {
    case .line(let dashed):
      "using 1:2 with lines dashtype \(dashed ? 2 : 1) \(line) \(title)"
    case .points: "using 1:2 with points \(point) linecolor rgb \"\(name)\" \(title)"
    case .linePoints: "using 1:2 with linespoints dashtype 1 \(line) \(point) \(title)"
    case .errorBars:
      "using 1:2:3 with yerrorbars \(point) linewidth 1.2 linecolor rgb \"\(name)\" \(title)"
    case .band:
      """
      using 1:2:3 with filledcurves fillstyle solid noborder \
      fillcolor rgb "\(color.opacity(clamping: Style.bandOpacity).gnuplotName)" \(title)
      """
    case .histogram:
      """
      using 1:2:3 with boxes fillstyle solid border rgb "#ffffff" linewidth 0.6 \
      fillcolor rgb "\(color.opacity(clamping: Style.histogramOpacity).gnuplotName)" \(title)
      """
    case .heatMap(let map): Self.cellStyle(map, "palette")
    case .image(let image): Self.cellStyle(image, "rgb variable")
    case .horizontalRule, .verticalRule:
      "using 1:2 with lines dashtype 4 linewidth 1.2 linecolor rgb \"\(name)\" \(title)"
    }
  }
}
