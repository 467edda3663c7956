/// Places of all parts of a figure, in points from the lower left corner.
struct FigureLayout {
  /// Width of the whole figure.
  let width: Int
  /// Height of the whole figure.
  let height: Int
  /// The height of the heading's middle.
  let headingHeight: Int
  /// The height of the note's middle.
  let noteHeight = Style.Margin.note / 2 + 1
  private let insides: [Inside]

  /// The inside of a panel's axes.
  struct Inside {
    let left: Int
    let right: Int
    let bottom: Int
    let top: Int
  }

  init(_ figure: Figure) {
    typealias Margin = Style.Margin
    let panels = figure.panels
    let columns = max(1, min(figure.columns, panels.count))
    let rows = (panels.count + columns - 1) / columns
    let cellHeight =
      Margin.bottom + figure.panelHeight + Margin.top
      + (panels.contains { $0.title != nil } ? Margin.title : 0)
    let below = figure.note == nil ? 0 : Margin.note
    var insides: [Inside] = []
    var lefts: [Int] = [0]
    for column in 0..<columns {
      let members = stride(from: column, to: panels.count, by: columns).map { panels[$0] }
      let colorBar = members.contains { $0.heatMap != nil } ? Margin.colorBar : 0
      lefts.append(lefts[column] + Margin.left + figure.panelWidth + Margin.right + colorBar)
    }
    for index in panels.indices {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let left = lefts[column] + Margin.left
      let bottom = below + (rows - 1 - row) * cellHeight + Margin.bottom
      insides.append(
        Inside(
          left: left, right: left + figure.panelWidth, bottom: bottom,
          top: bottom + figure.panelHeight))
    }
    self.insides = insides
    width = lefts[columns]
    height = below + rows * cellHeight + (figure.title == nil ? 0 : Margin.heading)
    headingHeight = height - Margin.heading * 5 / 8
  }

  /// The inside of a panel's axes, by the panel's number.
  func inside(of index: Int) -> Inside { insides[index] }
}

extension Panel {
  /// The panel's heat map, if it has one.
  var heatMap: HeatMap? {
    for mark in marks { if case .heatMap(let map) = mark.form { return map } }
    return nil
  }

  /// The edges of the panel's first grid, when it has any.
  var gridEdges: (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    for mark in marks {
      switch mark.form {
      case .heatMap(let map): return (map.x, map.y)
      case .image(let image): return (image.x, image.y)
      default: continue
      }
    }
    return nil
  }
}
