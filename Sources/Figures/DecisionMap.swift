import Foundation

/// Answers of a classifier of the Yin-Yang data set over the unit square.
///
/// The classes are yin (black), yang (white) and dot (orange).
public struct DecisionMap: Sendable, Equatable {
  /// Colours of the classes in order: as translucent layers over grey.
  static let colors: [Color] = [.black, .white, .orange]
  /// Colour below all layers.
  static let background = Color.gray

  /// A word above the map, such as "mock", "moved" or "tuned".
  public let title: String
  /// Points of the grid in each direction.
  public let gridSize: Int
  /// Row-major probabilities: y (upwards), x, class.
  public let probabilities: [Float]

  /// A map of class probabilities on a square grid over 0…1 × 0…1.
  ///
  /// - Parameters:
  ///   - title: a word above the map; a result may follow it, as in "tuned: 89 %".
  ///   - gridSize: points of the grid in each direction, at least 1; the first lies at 0, the last
  ///     at 1.
  ///   - probabilities: gridSize · gridSize · 3 numbers in 0…1 in the order y (upwards), x, class
  ///     (yin, yang, dot). A point with a NaN is shown as plain grey.
  /// - Throws: ``FigureError/probabilityCount(map:count:expected:)``,
  ///   ``FigureError/invalidProbability(map:index:value:)``.
  public init(title: String, gridSize: Int = 16, probabilities: [Float]) throws(FigureError) {
    precondition(gridSize >= 1, "a map needs at least one point")
    let expected = gridSize * gridSize * Self.colors.count
    guard probabilities.count == expected else {
      throw .probabilityCount(map: title, count: probabilities.count, expected: expected)
    }
    // A softmax in single precision may exceed 1 by its rounding.
    if let index = probabilities.firstIndex(where: { $0 < 0 || $0 > 1.0001 }) {
      throw .invalidProbability(map: title, index: index, value: probabilities[index])
    }
    self.title = title
    self.gridSize = gridSize
    self.probabilities = probabilities
  }

  /// The probabilities of the classes at a point of the grid; nil when one of them is NaN.
  func classes(x: Int, y: Int) -> ArraySlice<Float>? {
    let start = (y * gridSize + x) * Self.colors.count
    let classes = probabilities[start..<(start + Self.colors.count)]
    return classes.contains(where: \.isNaN) ? nil : classes
  }

  /// The colour of a point: layers of black, white and orange over grey, as opaque as the classes
  /// are probable.
  func color(x: Int, y: Int) -> Color {
    guard let classes = classes(x: x, y: y) else { return Self.background }
    return zip(Self.colors, classes).reduce(Self.background) { below, layer in
      layer.0.over(below, clampingOpacity: Double(layer.1))
    }
  }

  /// The map as a picture, each point in the middle of its cell: half a cell larger than 0…1 on
  /// each side.
  public var image: RGBImage {
    let pixels = (0..<gridSize).flatMap { y in (0..<gridSize).map { x in color(x: x, y: y) } }
    let half = 0.5 / Double(max(1, gridSize - 1))
    return RGBImage(pixels: pixels, columns: gridSize, x: -half...(1 + half), y: -half...(1 + half))
  }
}

/// Decision maps side by side: the picture of the Yin-Yang demonstration.
public struct DecisionMapFigure: Sendable, Equatable {
  /// The maps from left to right, usually "mock", "moved" and "tuned".
  public var maps: [DecisionMap]
  /// The heading; nil for none.
  public var title: String?
  /// A line of small text below: seeds, preset, version.
  public var note: String?
  /// A Boolean value that tells whether the true borders of the classes are drawn as thin lines.
  public var showsBorders: Bool

  /// Decision maps in a row.
  public init(
    maps: [DecisionMap], title: String? = nil, note: String? = nil, showsBorders: Bool = true
  ) {
    self.maps = maps
    self.title = title
    self.note = note
    self.showsBorders = showsBorders
  }

  /// The figure to be written to a file.
  public var figure: Figure {
    let key = "black: yin · white: yang · orange: dot" + (showsBorders ? " · blue: truth" : "")
    return Figure(
      title: title, note: note.map { "\(key) · \($0)" } ?? key, columns: max(1, maps.count),
      panelWidth: 270, panelHeight: 270,
      panels: maps.map { map in
        Panel(
          title: map.title, x: Axis("x", range: 0...1), y: Axis("y", range: 0...1), legend: .hidden,
          marks: [.image(map.image)] + (showsBorders ? [Self.borders] : []))
      })
  }

  /// Draws the maps into a file; see ``Figure/write(to:)``.
  ///
  /// - Throws: ``FigureError``.
  public func write(to path: String) throws(FigureError) { try figure.write(to: path) }

  /// The borders of the classes: the circle, the S between yin and yang, and the two dots.
  ///
  /// Source: L. Kriener, J. Göltz, M. A. Petrovici, "The Yin-Yang dataset" (arXiv:2102.08211),
  /// radii 0.5 and 0.1 about the centre (0.5, 0.5).
  static var borders: Mark {
    let arcs = [
      arc(0.5, 0.5, radius: 0.5, degrees: 0...360),
      arc(0.25, 0.5, radius: 0.25, degrees: 180...360),
      arc(0.75, 0.5, radius: 0.25, degrees: 0...180), arc(0.25, 0.5, radius: 0.1, degrees: 0...360),
      arc(0.75, 0.5, radius: 0.1, degrees: 0...360),
    ]
    return .line(
      x: arcs.flatMap { $0.x + [.nan] }, y: arcs.flatMap { $0.y + [.nan] },
      color: Color(hex: 0x56B4E9), weight: 0.6)
  }

  private static func arc(
    _ x: Double, _ y: Double, radius: Double, degrees: ClosedRange<Double>
  ) -> (x: [Double], y: [Double]) {
    let angles = stride(from: degrees.lowerBound, through: degrees.upperBound, by: 6)
      .map { $0 * .pi / 180 }
    return (angles.map { x + radius * cos($0) }, angles.map { y + radius * sin($0) })
  }
}
