/// A picture of panels in a grid, described by values and drawn by gnuplot.
///
///     let figure = Figure(panels: [
///       Panel(
///         title: "Transfer", x: Axis("weight", unit: "LSB"), y: Axis("output", unit: "LSB"),
///         marks: [.line(x: weights, y: mean, label: "chip"), .band(x: weights, lower: a, upper: b)])
///     ])
///     try figure.write(to: "transfer.svg")
public struct Figure: Sendable, Equatable {
  /// The heading above all panels; nil for none.
  public var title: String?
  /// A line of small text below all panels; nil for none.
  public var note: String?
  /// The panels, row by row.
  public var panels: [Panel]
  /// Panels of a row, at least 1.
  public var columns: Int
  /// Width of the inside of each panel's axes, in points (a PNG has two pixels a point).
  public var panelWidth: Int
  /// Height of the inside of each panel's axes, in points.
  public var panelHeight: Int

  /// A figure of panels.
  ///
  /// - Parameters:
  ///   - title: the heading above all panels.
  ///   - note: a line of small text below all panels: seeds, versions, a source.
  ///   - columns: panels of a row, at least 1; by default all side by side up to three.
  ///   - panelWidth: width of the inside of the axes, 50…2000 points.
  ///   - panelHeight: height of the inside of the axes, 50…2000 points.
  ///   - panels: the panels, row by row.
  public init(
    title: String? = nil, note: String? = nil, columns: Int? = nil, panelWidth: Int = 360,
    panelHeight: Int = 260, panels: [Panel]
  ) {
    precondition(columns ?? 1 >= 1, "a figure needs at least one column")
    precondition((50...2000).contains(panelWidth), "panelWidth must be 50…2000 points")
    precondition((50...2000).contains(panelHeight), "panelHeight must be 50…2000 points")
    self.title = title
    self.note = note
    self.panels = panels
    self.columns = columns ?? min(3, max(1, panels.count))
    self.panelWidth = panelWidth
    self.panelHeight = panelHeight
  }
}

/// One pair of axes and what is drawn in it.
public struct Panel: Sendable, Equatable {
  /// Place of the legend.
  public enum Legend: String, Sendable, CaseIterable {
    /// There is none.
    case hidden
    /// In the corner that holds the fewest data.
    case automatic
    /// In the upper left corner.
    case topLeft = "top left"
    /// In the upper right corner.
    case topRight = "top right"
    /// In the lower left corner.
    case bottomLeft = "bottom left"
    /// In the lower right corner.
    case bottomRight = "bottom right"
  }

  /// The heading of the panel; nil for none.
  public var title: String?
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// Marks of the panel; later ones are drawn over earlier ones.
  public var marks: [Mark]
  /// Place of the legend; it shows the marks that have a label.
  public var legend: Legend

  /// A panel of marks on two axes.
  public init(
    title: String? = nil, x: Axis = Axis(), y: Axis = Axis(), legend: Legend = .automatic,
    marks: [Mark]
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.legend = legend
    self.marks = marks
  }
}
