/// Values on a grid, to be shown as colours.
public struct HeatMap: Sendable, Equatable {
  /// Row-major values; the first row lies at the bottom.
  ///
  /// Values that are not finite stay blank.
  public var values: [Double]
  /// Cells of a row, at least 1.
  public var columns: Int
  /// The horizontal ends of the grid: outer edges of the first and last cell.
  public var x: ClosedRange<Double>
  /// The vertical ends of the grid.
  public var y: ClosedRange<Double>
  /// Law by which values become colours.
  public var colors: ColorMap
  /// The values of the first and the last colour; nil takes them from the data.
  public var range: ClosedRange<Double>?
  /// Name of the values and their unit, beside the colour bar.
  public var label: String

  /// A heat map of rows of `columns` values, by default with cell numbers along the axes.
  ///
  /// - Parameters:
  ///   - values: row-major, the first row at the bottom.
  ///   - columns: cells of a row, at least 1.
  ///   - x: the outer edges of the first and the last column; by default −0.5 … columns − 0.5.
  ///   - y: the outer edges of the first and the last row; by default −0.5 … rows − 0.5.
  ///   - colors: how values become colours.
  ///   - range: the values of the first and the last colour.
  ///   - label: what the values are, with their unit, such as "offset [LSB]".
  public init(
    values: [Double], columns: Int, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    colors: ColorMap = .sequential, range: ClosedRange<Double>? = nil, label: String = ""
  ) {
    precondition(columns >= 1, "a grid needs at least one column")
    self.values = values
    self.columns = columns
    self.x = x ?? -0.5...(Double(columns) - 0.5)
    self.y = y ?? -0.5...(max(1, Double(values.count / columns)) - 0.5)
    self.colors = colors
    self.range = range
    self.label = label
  }

  /// Rows of the grid.
  public var rows: Int { values.count / columns }

  /// The values of the first and the last colour, never an empty interval.
  var shownRange: ClosedRange<Double> {
    if let range, flatRoom(range.lowerBound, range.upperBound) == nil { return range }
    let finite = values.filter(\.isFinite)
    var (lower, upper) = (finite.min() ?? 0, finite.max() ?? 1)
    if colors == .diverging {
      upper = max(abs(lower), abs(upper))
      lower = -upper
    }
    let room = flatRoom(lower, upper) ?? 0
    return (lower - room)...(upper + room)
  }
}

/// A picture of given colours on a grid.
public struct RGBImage: Sendable, Equatable {
  /// Row-major colours; the first row lies at the bottom.
  ///
  /// Opacity does not count.
  public var pixels: [Color]
  /// Pixels of a row, at least 1.
  public var columns: Int
  /// The horizontal ends of the picture: outer edges of the first and last pixel.
  public var x: ClosedRange<Double>
  /// The vertical ends of the picture.
  public var y: ClosedRange<Double>

  /// A picture of rows of `columns` pixels, by default with pixel numbers along the axes.
  public init(
    pixels: [Color], columns: Int, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil
  ) {
    precondition(columns >= 1, "a grid needs at least one column")
    self.pixels = pixels
    self.columns = columns
    self.x = x ?? -0.5...(Double(columns) - 0.5)
    self.y = y ?? -0.5...(max(1, Double(pixels.count / columns)) - 0.5)
  }

  /// Rows of the grid.
  public var rows: Int { pixels.count / columns }
}
