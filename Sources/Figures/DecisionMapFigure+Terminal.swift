extension DecisionMapFigure {
  /// The maps as text for a terminal, side by side, each below its title, ending with a newline.
  ///
  /// With colours, one character "▀" shows two points, one above the other. Without, a point shows
  /// its most probable class: "#" yin, "." yang, "o" dot, and a blank where nothing is known. Where
  /// there is room, everything is twice as large.
  public func text(for style: TerminalStyle = .current) -> String {
    let isLarge = width(scale: 2) <= style.width
    let columns = maps.map { map in
      style.hasColor
        ? map.coloredLines(scale: isLarge ? 2 : 1) : map.plainLines(isLarge: isLarge)
    }
    let widths = maps.map { $0.gridSize * (isLarge ? 2 : 1) }
    let titles = zip(maps, widths).map { centered($0.title, in: $1) }
    var lines = [titles.joined(separator: Self.gap)]
    for row in 0..<(columns.map(\.count).max() ?? 0) {
      let cells = zip(columns, widths).map { row < $0.count ? $0[row] : spaces($1) }
      lines.append(cells.joined(separator: Self.gap))
    }
    if !style.hasColor { lines.append("# yin   . yang   o dot") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let gap = "  "

  private func width(scale: Int) -> Int {
    maps.reduce(0) { $0 + $1.gridSize * scale } + max(0, maps.count - 1) * Self.gap.count
  }

  private func centered(_ text: String, in width: Int) -> String {
    let shown = text.prefix(width)
    let left = (width - shown.count) / 2
    return spaces(left) + shown + spaces(width - shown.count - left)
  }
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

extension DecisionMap {
  /// Lines of half blocks, the uppermost first; `scale` characters a point.
  fileprivate func coloredLines(scale: Int) -> [String] {
    let height = gridSize * scale
    return stride(from: 0, to: height, by: 2).map { line in
      let cells = (0..<(gridSize * scale)).map { x in
        let upper = color(x: x / scale, y: gridSize - 1 - line / scale)
        let lowerRow = gridSize - 1 - (line + 1) / scale
        let lower = lowerRow >= 0 ? color(x: x / scale, y: lowerRow) : nil
        return halfBlock(upper, lower)
      }
      return cells.joined() + "\u{1B}[0m"
    }
  }

  private func halfBlock(_ upper: Color, _ lower: Color?) -> String {
    let below = lower.map { "\u{1B}[48;2;\($0.red);\($0.green);\($0.blue)m" } ?? "\u{1B}[49m"
    return "\u{1B}[38;2;\(upper.red);\(upper.green);\(upper.blue)m\(below)▀"
  }

  /// Lines of class letters, the uppermost first.
  ///
  /// Characters are twice as high as wide: a large map doubles the columns, a small one takes the
  /// mean of two rows.
  fileprivate func plainLines(isLarge: Bool) -> [String] {
    stride(from: gridSize - 1, through: 0, by: isLarge ? -1 : -2).map { y in
      (0..<gridSize).map { x in
        let rows = isLarge || y == 0 ? [y] : [y, y - 1]
        return String(repeating: letter(x: x, rows: rows), count: isLarge ? 2 : 1)
      }.joined()
    }
  }

  private func letter(x: Int, rows: [Int]) -> String {
    let known = rows.compactMap { classes(x: x, y: $0) }
    let sums = Self.colors.indices.map { index in
      known.reduce(Float(0)) { $0 + $1[$1.startIndex + index] }
    }
    guard let largest = sums.max(), largest > 0 else { return " " }
    return ["#", ".", "o"][sums.firstIndex(of: largest) ?? 0]
  }
}
