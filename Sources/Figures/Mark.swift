/// Something drawn in a panel: later marks cover earlier ones.
///
/// Values that are not finite, or not positive on a logarithmic axis, leave a gap.
public struct Mark: Sendable, Equatable {
  /// The forms that a mark can have.
  enum Form: Sendable, Equatable {
    case line(dashed: Bool)
    case points
    case linePoints
    case errorBars([Double])
    case band(upper: [Double])
    case histogram(edges: [Double])
    case heatMap(HeatMap)
    case image(RGBImage)
    case horizontalRule
    case verticalRule
  }

  let form: Form
  /// Positions; empty for images.
  let x: [Double]
  /// Values; for a band its lower edge, for a histogram its counts.
  let y: [Double]
  /// The text in the legend; nil for none.
  let label: String?
  /// The colour; nil takes the next one of the palette.
  let color: Color?
  /// Width of lines and size of points relative to the usual ones.
  let weight: Double

  private init(
    _ form: Form, x: [Double] = [], y: [Double] = [], label: String? = nil, color: Color? = nil,
    weight: Double = 1
  ) {
    self.form = form
    self.x = x
    self.y = y
    self.label = label
    self.color = color
    self.weight = weight
  }
}

// MARK: - Curves and points

extension Mark {
  /// A line through points, in order.
  public static func line(
    x: [Double], y: [Double], label: String? = nil, color: Color? = nil, dashed: Bool = false,
    weight: Double = 1
  ) -> Mark {
    Mark(.line(dashed: dashed), x: x, y: y, label: label, color: color, weight: weight)
  }

  /// Separate points.
  public static func points(
    x: [Double], y: [Double], label: String? = nil, color: Color? = nil, weight: Double = 1
  ) -> Mark {
    Mark(.points, x: x, y: y, label: label, color: color, weight: weight)
  }

  /// Points joined by a line.
  public static func linePoints(
    x: [Double], y: [Double], label: String? = nil, color: Color? = nil, weight: Double = 1
  ) -> Mark {
    Mark(.linePoints, x: x, y: y, label: label, color: color, weight: weight)
  }

  /// Points with bars of `error` to both sides, in the unit of y.
  public static func errorBars(
    x: [Double], y: [Double], error: [Double], label: String? = nil, color: Color? = nil
  ) -> Mark {
    Mark(.errorBars(error), x: x, y: y, label: label, color: color)
  }

  /// The area between two curves, translucent.
  public static func band(
    x: [Double], lower: [Double], upper: [Double], label: String? = nil, color: Color? = nil
  ) -> Mark {
    Mark(.band(upper: upper), x: x, y: lower, label: label, color: color)
  }

  /// A straight line at a height, across the panel; in grey unless a colour is given.
  public static func horizontalRule(at y: Double, label: String? = nil, color: Color? = nil) -> Mark
  {
    Mark(.horizontalRule, y: [y], label: label, color: color ?? Style.ruleColor)
  }

  /// A straight line at a position, over the height of the panel; in grey unless a colour is given.
  public static func verticalRule(at x: Double, label: String? = nil, color: Color? = nil) -> Mark {
    Mark(.verticalRule, x: [x], label: label, color: color ?? Style.ruleColor)
  }
}

// MARK: - Areas

extension Mark {
  /// Bars over bins: `counts[i]` between `edges[i]` and `edges[i + 1]`.
  public static func histogram(
    edges: [Double], counts: [Double], label: String? = nil, color: Color? = nil
  ) -> Mark {
    Mark(
      .histogram(edges: edges), x: Array(edges.dropLast()), y: counts, label: label, color: color)
  }

  /// Bars of how many values fall into each of `bins` equal bins.
  ///
  /// - Parameters:
  ///   - values: what is counted; values that are not finite are not.
  ///   - bins: the number of bins, at least 1.
  ///   - range: the ends of the bins, by default the extremes of the values.
  public static func histogram(
    of values: [Double], bins: Int, range: ClosedRange<Double>? = nil, label: String? = nil,
    color: Color? = nil
  ) -> Mark {
    precondition(bins >= 1, "a histogram needs at least one bin")
    let finite = values.filter(\.isFinite)
    let ends = Self.binEnds(finite, bins: bins, range: range)
    let width = ends.upper / Double(bins) - ends.lower / Double(bins)
    var counts = [Double](repeating: 0, count: bins)
    for value in finite where value >= ends.lower && value <= ends.upper {
      counts[min(bins - 1, Int(value / width - ends.lower / width))] += 1
    }
    let edges = (0...bins).map { ends.lower + Double($0) * width }
    return histogram(edges: edges, counts: counts, label: label, color: color)
  }

  /// Bars over bins that suit several lists of values, or whole numbers.
  ///
  /// - Parameters:
  ///   - values: what is counted; values that are not finite are not.
  ///   - all: all values that are drawn with these bins; nil for `values` alone.
  ///   - isWhole: true for whole numbers, of which each bin holds equally many.
  ///   - factor: what each value counts.
  public static func histogram(
    of values: [Double], alike all: [Double]? = nil, isWhole: Bool, factor: Double = 1,
    label: String? = nil, color: Color? = nil
  ) -> Mark {
    let finite = (all ?? values).filter(\.isFinite)
    let (lower, upper) = (finite.min() ?? 0, finite.max() ?? 1)
    let mostBins = 24.0
    let width = isWhole ? max(1, ((upper - lower + 1) / mostBins).rounded(.up)) : 0
    let count = isWhole ? ((upper - lower + 1) / width).rounded(.up) : mostBins
    let ends =
      isWhole
      ? (lower: lower - 0.5, upper: lower - 0.5 + count * width) : (lower: lower, upper: upper)
    let mark = histogram(
      of: values, bins: Int(count), range: ends.lower...ends.upper, label: label, color: color)
    return Mark(
      mark.form, x: mark.x, y: mark.y.map { $0 * factor }, label: label, color: color)
  }

  /// The ends of the bins, moved apart when bins would be narrower than numbers can tell.
  private static func binEnds(
    _ values: [Double], bins: Int, range: ClosedRange<Double>?
  ) -> (lower: Double, upper: Double) {
    let lower = range?.lowerBound ?? values.min() ?? 0
    let upper = range?.upperBound ?? values.max() ?? 1
    let smallest = Double(bins) * 4 * max(abs(lower), abs(upper), 1e-300).ulp
    guard upper / 2 - lower / 2 < smallest else { return (lower, upper) }
    let room = max(0.5, abs(lower) * 1e-3)
    return (lower - room, upper + room)
  }

  /// Values as colours on a grid; one a panel.
  public static func heatMap(_ map: HeatMap) -> Mark { Mark(.heatMap(map)) }

  /// A picture of given colours.
  public static func image(_ image: RGBImage) -> Mark { Mark(.image(image)) }
}

extension Mark {
  /// A Boolean value that tells whether the mark takes a colour of the palette when none is given.
  var usesPalette: Bool {
    switch form {
    case .heatMap, .image: false
    default: color == nil
    }
  }
}
