/// A grid of cells that gnuplot can draw: values for its palette, or colours.
protocol CellGrid {
  var columns: Int { get }
  var rows: Int { get }
  var x: ClosedRange<Double> { get }
  var y: ClosedRange<Double> { get }
  /// A cell as one number: its value, or its colour as 0xRRGGBB; nil where nothing is drawn.
  func cell(_ index: Int) -> String?
  /// The plot style for grids that are drawn as one picture.
  static var imageStyle: String { get }
}

extension HeatMap: CellGrid {
  func cell(_ index: Int) -> String? { values[index].isFinite ? number(values[index]) : nil }
  static var imageStyle: String { "using 1:2:3 with image" }
}

extension RGBImage: CellGrid {
  func cell(_ index: Int) -> String? {
    let color = pixels[index]
    return String(Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue))
  }

  static var imageStyle: String {
    "using 1:2:(int($3)/65536):(int($3)/256%256):(int($3)%256) with rgbimage"
  }
}

extension CellGrid {
  /// A Boolean value that tells whether the grid is drawn cell by cell, with sharp edges in every
  /// viewer.
  ///
  /// More cells make files large and are too small to have edges, so they become one picture.
  fileprivate var isSmall: Bool { columns * rows <= 4096 || columns < 2 || rows < 2 }
}

extension Mark {
  /// The data of a grid: the middle of each cell, for small grids its edges, and its content.
  func cellRows(_ grid: some CellGrid) -> [String] {
    let width = (grid.x.upperBound - grid.x.lowerBound) / Double(grid.columns)
    let height = (grid.y.upperBound - grid.y.lowerBound) / Double(grid.rows)
    return (0..<(grid.rows * grid.columns)).compactMap { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: grid.columns)
      let left = grid.x.lowerBound + Double(column) * width
      let lower = grid.y.lowerBound + Double(row) * height
      let middle = [left + width / 2, lower + height / 2]
      let edges = grid.isSmall ? [left, left + width, lower, lower + height] : []
      // A picture needs all its cells, a set of boxes does not.
      guard let cell = grid.cell(index) ?? (grid.isSmall ? nil : "NaN") else { return nil }
      return ((middle + edges).map(number) + [cell]).joined(separator: " ")
    }
  }

  /// The plot style of a grid; boxes have an edge of their own colour, which closes gaps.
  static func cellStyle<Grid: CellGrid>(_ grid: Grid, _ color: String) -> String {
    guard grid.isSmall else { return Grid.imageStyle + " notitle" }
    return """
      using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid border linewidth 0.5 \
      linecolor \(color) notitle
      """
  }
}
