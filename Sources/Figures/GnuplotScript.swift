/// The text of a gnuplot program that draws a figure to its standard output.
///
/// All numbers stand in the text, so that it is all that is needed. Texts of the user are quoted
/// and never interpreted. The same figure gives the same text.
struct GnuplotScript {
  let figure: Figure
  let format: PictureFormat
  private let layout: FigureLayout

  init(_ figure: Figure, format: PictureFormat) {
    self.figure = figure
    self.format = format
    layout = FigureLayout(figure)
  }

  /// The program.
  var text: String {
    var lines = ["set encoding utf8", "set minussign", terminal, "set multiplot"]
    for (index, panel) in figure.panels.enumerated() {
      lines += panelLines(panel, index)
    }
    lines += ["unset multiplot", ""]
    return lines.joined(separator: "\n")
  }

  private var terminal: String {
    let font = Style.plotterFont
    return switch format {
    case .svg:
      """
      set terminal svg enhanced fixed size \(layout.width),\(layout.height) \
      font "\(font),\(Style.textSize + 2)" background "#ffffff"
      """
    case .png:
      // Two pixels a point, for the screens of today.
      """
      set terminal pngcairo enhanced size \(layout.width * 2),\(layout.height * 2) \
      font "\(font),\(Style.textSize)" fontscale 1.85 linewidth 2 pointscale 3 \
      background "#ffffff"
      """
    }
  }

  // MARK: - One panel

  private func panelLines(_ panel: Panel, _ index: Int) -> [String] {
    let drawing = PanelDrawing(panel, height: figure.panelHeight)
    var lines = ["", "reset"] + margins(of: index)
    if index == 0 { lines += headingLines }
    lines += labelLines(panel, layout.inside(of: index)) + frameLines
    lines += axisLines("x", panel.x, drawing.ranges.x) + axisLines("y", panel.y, drawing.ranges.y)
    lines += legendLines(panel, drawing.corner)
    if let map = panel.heatMap { lines += colorLines(map, layout.inside(of: index)) }
    if panel.gridEdges != nil {
      lines.append(
        """
        set object 1 rectangle from graph 0,0 to graph 1,1 behind \
        fillcolor rgb "\(Style.blankColor.gnuplotName)" fillstyle solid noborder
        """)
    }
    return lines + drawing.lines
  }

  private func margins(of index: Int) -> [String] {
    let inside = layout.inside(of: index)
    return [
      "set lmargin at screen \(fraction(inside.left, of: layout.width))",
      "set rmargin at screen \(fraction(inside.right, of: layout.width))",
      "set bmargin at screen \(fraction(inside.bottom, of: layout.height))",
      "set tmargin at screen \(fraction(inside.top, of: layout.height))",
    ]
  }

  private var headingLines: [String] {
    let middle = layout.width / 2
    return [
      figure.title.map {
        label(1, $0, x: middle, y: layout.headingHeight, textStyle(Style.headingSize, bold: true))
      },
      figure.note.map {
        label(
          2, $0, x: middle, y: layout.noteHeight,
          textStyle(Style.noteSize, color: Style.noteColor))
      },
    ].compactMap { $0 }
  }

  /// Title and axis labels at places of our own, since the terminals differ in theirs.
  private func labelLines(_ panel: Panel, _ inside: FigureLayout.Inside) -> [String] {
    let (middleX, middleY) = ((inside.left + inside.right) / 2, (inside.bottom + inside.top) / 2)
    var lines: [String] = []
    if let title = panel.title {
      let style = textStyle(Style.titleSize, bold: true)
      lines.append(label(3, title, x: middleX, y: inside.top + Style.Offset.title, style))
    }
    let style = textStyle(Style.textSize)
    if !panel.x.caption.isEmpty {
      lines.append(
        label(4, panel.x.caption, x: middleX, y: inside.bottom - Style.Offset.xLabel, style))
    }
    if !panel.y.caption.isEmpty {
      let x = inside.left - Style.Offset.yLabel
      lines.append(label(5, panel.y.caption, x: x, y: middleY, "rotate by 90 " + style))
    }
    if let text = panel.heatMap?.label, !text.isEmpty {
      let x = inside.right + Style.Offset.colorLabel
      lines.append(label(6, text, x: x, y: middleY, "rotate by 90 " + style))
    }
    return lines
  }

  private var frameLines: [String] {
    [
      "set border 3 linewidth 1 linecolor rgb \"\(Style.axisColor.gnuplotName)\"",
      """
      set tics nomirror out scale 0.6 font ",\(size(Style.textSize - 1))" \
      textcolor rgb "\(Style.textColor.gnuplotName)"
      """,
      // The SVG terminal sets numbers lower than the other.
      "set xtics offset 0,\(format == .svg ? "0.4" : "0")",
      "set format \"%h\"",
      "set grid back linetype 1 linewidth 0.8 linecolor rgb \"\(Style.gridColor.gnuplotName)\"",
    ]
  }

  private func axisLines(
    _ name: String, _ axis: Axis, _ range: ClosedRange<Double>
  ) -> [String] {
    let ends = "[\(number(range.lowerBound)):\(number(range.upperBound))]"
    if let names = axis.names {
      let tics = names.enumerated().map { "\(words($1)) \($0)" }.joined(separator: ", ")
      return ["set \(name)tics (\(tics)) noenhanced", "set \(name)range \(ends)"]
    }
    let scale =
      switch (axis.scale, axis.fewTics(in: range)) {
      case (.linear, _): [String]()
      case (.logarithmic, nil): ["set logscale \(name)", "set format \(name) \"10^{%L}\""]
      case (.logarithmic, let tics?):
        ["set logscale \(name)", "set \(name)tics (\(tics.map(number).joined(separator: ", ")))"]
      }
    return scale + ["set \(name)range \(ends)"]
  }

  /// A name with a line for each word, as there is little room beside an axis.
  private func words(_ name: String) -> String {
    name.split(separator: " ").map { quoted(String($0)) }.joined(separator: ".\"\\n\".")
  }

  private func legendLines(_ panel: Panel, _ corner: Panel.Legend) -> [String] {
    guard panel.legend != .hidden, panel.marks.contains(where: { $0.label != nil }) else {
      return ["unset key"]
    }
    // Nearly transparent, so that a legend over data does not hide them.
    return [
      """
      set key \(corner.rawValue) inside opaque fillcolor rgb "#a0ffffff" noenhanced Left reverse \
      samplen 1.6 spacing 1.1 font ",\(size(Style.textSize - 1))" \
      textcolor rgb "\(Style.textColor.gnuplotName)"
      """
    ]
  }

  private func colorLines(_ map: HeatMap, _ inside: FigureLayout.Inside) -> [String] {
    let stops = map.colors.stops
    let palette = stops.indices.map { "\($0) \"\(stops[$0].gnuplotName)\"" }
    let range = map.shownRange
    let left = fraction(inside.right + 12, of: layout.width)
    let bottom = fraction(inside.bottom, of: layout.height)
    let width = fraction(12, of: layout.width)
    let height = fraction(inside.top - inside.bottom, of: layout.height)
    return [
      "set palette defined (\(palette.joined(separator: ", ")))",
      "set cbrange [\(number(range.lowerBound)):\(number(range.upperBound))]",
      "set colorbox user origin screen \(left),\(bottom) size screen \(width),\(height) noborder",
    ]
  }

  // MARK: - Spelling

  /// A text centred at a place, in points.
  private func label(_ tag: Int, _ text: String, x: Int, y: Int, _ style: String) -> String {
    let place = "\(fraction(x, of: layout.width)),\(fraction(y, of: layout.height))"
    return "set label \(tag) \(quoted(text)) at screen \(place) center \(style)"
  }

  private func textStyle(_ points: Int, bold: Bool = false, color: Color = Style.textColor)
    -> String
  {
    let name = bold ? "\(Style.plotterFont):Bold" : ""
    return """
      font "\(name),\(size(points))" textcolor rgb "\(color.gnuplotName)" noenhanced
      """
  }

  /// Font sizes of the SVG terminal are pixels, those of the PNG terminal points.
  private func size(_ points: Int) -> Int { format == .svg ? points + 2 : points }
}

/// A text that gnuplot takes as it is: nothing is interpreted within single quotes.
func quoted(_ text: String) -> String {
  let visible = String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  return "'"
    + visible.split(separator: "'", omittingEmptySubsequences: false)
    .joined(separator: "''") + "'"
}

/// A number in gnuplot's spelling, exact; "NaN" for what is not finite.
func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "NaN" }

/// A part of a whole with five digits, enough for every pixel.
private func fraction(_ part: Int, of whole: Int) -> String {
  let digits = String((part * 100_000 + whole / 2) / whole)
  return digits.count > 5
    ? "1" : "0." + String(repeating: "0", count: 5 - digits.count) + digits
}
