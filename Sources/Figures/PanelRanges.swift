import Foundation

/// The ends of a panel's axes: what the caller says, else what the data need.
struct PanelRanges {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// A Boolean value that tells whether no mark has anything to show.
  let isEmpty: Bool

  init(_ panel: Panel) {
    let visible = panel.marks.filter { $0.isVisible(in: panel) }
    isEmpty = visible.isEmpty
    if let edges = panel.gridEdges {
      x = panel.x.range ?? edges.x
      y = panel.y.range ?? edges.y
      return
    }
    let xs = visible.flatMap(\.xExtent).filter(panel.x.shows)
    let ys = visible.flatMap(\.yExtent).filter(panel.y.shows)
    x = panel.x.range ?? Self.padded(xs, panel.x.scale)
    let padded = Self.padded(ys, panel.y.scale)
    // Bars grow out of zero, so there is no room below them.
    let standsOnZero =
      visible.contains(where: \.isHistogram) && panel.y.scale == .linear && ys.min() == 0
    y = panel.y.range ?? (standsOnZero ? 0...padded.upperBound : padded)
  }

  private init(x: ClosedRange<Double>, y: ClosedRange<Double>, isEmpty: Bool) {
    (self.x, self.y, self.isEmpty) = (x, y, isEmpty)
  }

  /// Returns the ranges with another vertical one.
  func with(y: ClosedRange<Double>) -> PanelRanges { PanelRanges(x: x, y: y, isEmpty: isEmpty) }

  /// The extremes of values with 4 % of room at both ends.
  private static func padded(_ values: [Double], _ scale: Axis.Scale) -> ClosedRange<Double> {
    guard let lower = values.min(), let upper = values.max() else {
      return scale == .linear ? 0...1 : 1...10
    }
    switch scale {
    case .linear:
      let room = flatRoom(lower, upper) ?? (upper - lower) * 0.04
      let ends = (lower - room, upper + room)
      // Near the largest numbers there is no room to give.
      return ends.0.isFinite && ends.1.isFinite ? ends.0...ends.1 : lower...upper
    case .logarithmic:
      let room = lower == upper ? 2 : pow(upper / lower, 0.04)
      let ends = (lower / room, upper * room)
      return ends.0 > 0 && ends.1.isFinite ? ends.0...ends.1 : lower...upper
    }
  }
}

/// Returns the room to add at both ends of a range that is too narrow to be drawn; nil when it is
/// not.
///
/// The plotter cannot tell numbers apart that agree in nearly all digits.
func flatRoom(_ lower: Double, _ upper: Double) -> Double? {
  let largest = max(abs(lower), abs(upper))
  guard upper - lower <= max(largest * 1e-12, 1e-290) else { return nil }
  return largest < 1e-280 ? 0.5 : largest * 0.05
}

extension Mark {
  /// Returns whether the mark has something to show on a panel's axes.
  func isVisible(in panel: Panel) -> Bool {
    switch form {
    case .heatMap(let map): map.values.contains(where: \.isFinite)
    case .image(let image): !image.pixels.isEmpty
    case .horizontalRule: y.contains(where: panel.y.shows)
    case .verticalRule: x.contains(where: panel.x.shows)
    default: zip(x, y).contains { panel.x.shows($0) && panel.y.shows($1) }
    }
  }

  fileprivate var isHistogram: Bool { if case .histogram = form { true } else { false } }

  /// The positions that the axis has to hold.
  fileprivate var xExtent: [Double] {
    if case .histogram(let edges) = form { edges } else { x }
  }

  /// The values that the axis has to hold.
  fileprivate var yExtent: [Double] {
    switch form {
    case .errorBars(let error): zip(y, error).flatMap { [$0 - $1, $0 + $1] } + y
    case .band(let upper): y + upper
    case .histogram: y + [0]
    default: y
    }
  }
}

extension Axis {
  /// The numbers beside a logarithmic axis of less than two decades: 1, 2 and 5 of each, or two
  /// digits when those are too few.
  ///
  /// Nil for a longer one, where powers of ten are enough.
  func fewTics(in range: ClosedRange<Double>) -> [Double]? {
    guard scale == .logarithmic, range.upperBound / range.lowerBound < 100 else { return nil }
    let decade = Int(log10(range.lowerBound).rounded(.down))
    func tics(_ digits: [String]) -> [Double] {
      // Through text, since 2e-06 is a rounder number than 2 * pow(10, -6).
      (decade...(decade + 2)).flatMap { power in digits.compactMap { Double("\($0)e\(power)") } }
        .filter(range.contains)
    }
    let few = tics(["1", "2", "5"])
    return few.count >= 2 ? few : tics((10...99).map { "\(Double($0) / 10)" })
  }
}
