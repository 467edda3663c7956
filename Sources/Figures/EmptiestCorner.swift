import Foundation

extension Panel {
  /// The corner of the panel that holds the fewest points and the shortest pieces of lines.
  /// - Parameter share: Height of a corner, in parts of the panel.
  func emptiestCorner(_ ranges: PanelRanges, share: Double = 0.38) -> Legend {
    emptiest(ranges, share).corner
  }

  /// Ranges with room above the data for a legend, if it would lie over data in every corner.
  ///
  /// Ranges that the caller gives stay, and so do logarithmic axes.
  /// - Parameter share: Height of the legend, in parts of the panel.
  func withRoomForLegend(_ ranges: PanelRanges, share: Double) -> PanelRanges {
    let canGrow = legend == .automatic && y.range == nil && y.scale == .linear
    guard canGrow, share > 0, gridEdges == nil, emptiest(ranges, share).count > 0 else {
      return ranges
    }
    let (lower, upper) = (ranges.y.lowerBound, ranges.y.upperBound)
    let end = lower + (upper - lower) / (1 - share)
    return end.isFinite ? ranges.with(y: lower...end) : ranges
  }

  /// Corners are wider than half of the panel, as legends in narrow panels are.
  private func emptiest(_ ranges: PanelRanges, _ share: Double) -> (corner: Legend, count: Int) {
    let places = marks.flatMap { $0.places(self, ranges) }
    func count(_ isInside: (Double, Double) -> Bool) -> Int {
      places.count { isInside($0.x, $0.y) }
    }
    let corners: [(Legend, Int)] = [
      (.topRight, count { $0 > 0.42 && $1 > 1 - share }),
      (.topLeft, count { $0 < 0.58 && $1 > 1 - share }),
      (.bottomRight, count { $0 > 0.42 && $1 < share }),
      (.bottomLeft, count { $0 < 0.58 && $1 < share }),
    ]
    return corners.min { $0.1 < $1.1 } ?? (.topRight, 0)
  }
}

extension Mark {
  /// Places where the mark leaves ink, in parts of the panel; eight places between two points of a
  /// line.
  fileprivate func places(_ panel: Panel, _ ranges: PanelRanges) -> [(x: Double, y: Double)] {
    func points(_ xs: [Double], _ ys: [Double]) -> [(x: Double, y: Double)] {
      zip(xs, ys).map {
        (panel.x.place(of: $0, in: ranges.x), panel.y.place(of: $1, in: ranges.y))
      }.filter { $0.0.isFinite && $0.1.isFinite }
    }
    switch form {
    case .points: return points(x, y)
    case .errorBars(let error): return bars(error).flatMap { filled(points($0.x, $0.y)) }
    case .line, .linePoints: return filled(points(x, y))
    case .band(let upper): return filled(points(x, y)) + filled(points(x, upper))
    case .histogram(let edges):
      let ends = points(Array(edges.dropFirst()), y) + points(x, y)
      return ends.flatMap { bar in (1...8).map { (bar.x, bar.y * Double($0) / 8) } }
    case .heatMap, .image, .horizontalRule, .verticalRule: return []
    }
  }

  /// The ends and the middle of each bar of an error.
  private func bars(_ error: [Double]) -> [(x: [Double], y: [Double])] {
    zip(zip(x, y), error).map { point, error in
      ([Double](repeating: point.0, count: 3), [-1, 0, 1].map { point.1 + $0 * error })
    }
  }

  private func filled(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    zip(points, points.dropFirst()).flatMap { start, end in
      (0..<8).map { step in
        let part = Double(step) / 8
        return (start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
      }
    }
  }
}

extension Axis {
  /// The place of a value: 0 at the lower end of the axis, 1 at the upper one.
  fileprivate func place(of value: Double, in range: ClosedRange<Double>) -> Double {
    func linear(_ value: Double) -> Double { scale == .linear ? value : log(value) }
    let (lower, upper) = (linear(range.lowerBound), linear(range.upperBound))
    return shows(value) ? (linear(value) - lower) / (upper - lower) : .nan
  }
}
