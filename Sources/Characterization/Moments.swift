internal import ChipModel
internal import Statistics

/// Means and variances of one row over activations and small weights, in several program runs: noise
/// within a run, offsets between runs, steps of the common mode.
///
/// Protocol of the published moments: 1024 sends, eight runs of sixteen repeats for each weight.
public struct Moments: Sendable, Equatable {
  /// The activations.
  public let inputs: [Int]
  /// The weights.
  public let weights: [Int]
  /// One point: means of the runs and the mean of the variances within them, one for each column.
  struct Point: Sendable, Equatable {
    var runMeans: [[Double]]
    var white: [Double]
  }

  /// The largest activation.
  public static let largest = MatrixMultiplication.inputRange.upperBound
  private let points: [Point]
  private let repeats: Int

  /// Measures all points.
  /// - Parameters:
  ///   - device: What is measured.
  ///   - inputs: The activations 0…31, among them 0 to 4 and 31.
  ///   - columns: How many columns are measured, from the first.
  ///   - runs: Runs for each weight, 2 or more.
  ///   - repeats: Repeats of each activation in a run, 2 or more.
  ///   - numSends: Repetitions of the vector, 1 or more.
  /// - Throws: what the device throws.
  public init(
    _ device: Device, inputs: [Int] = [0, 1, 2, 3, 4, 10, 20, largest], columns: Int = 64,
    runs: Int = 8,
    repeats: Int = 16, numSends: Int = 1 << 10
  ) throws {
    let weights = [-2, -1, 1, 2]
    self.inputs = inputs
    self.weights = weights
    self.repeats = repeats
    points = try weights.flatMap { weight -> [Point] in
      let all = try (0..<runs).map { _ in
        try device.outputs(
          of: inputs.map(UInt8.init), row: 0, weight: Int8(weight), columns: columns,
          repeats: repeats, numSends: numSends)
      }
      return inputs.indices.map { input in Self.point(all.map { $0[input] }, columns: columns) }
    }
  }

  /// The moments of one point from the results of all runs.
  private static func point(_ runs: [[[Int8]]], columns: Int) -> Point {
    func values(_ run: [[Int8]], _ column: Int) -> [Double] { run.map { Double($0[column]) } }
    return Point(
      runMeans: runs.map { run in (0..<columns).map { mean(values(run, $0)) } },
      white: (0..<columns).map { column in
        mean(runs.map { run in variance(values(run, column)) })
      })
  }

  private static func square(_ x: Double) -> Double { x * x }

  /// Variance of values, divided by n - 1.
  private static func variance(_ values: [Double]) -> Double {
    square(standardDeviation(values)) * Double(values.count) / Double(max(1, values.count - 1))
  }

  private func point(_ input: Int, _ weight: Int) -> Point? {
    guard let x = inputs.firstIndex(of: input), let w = weights.firstIndex(of: weight) else {
      return nil
    }
    return points[w * inputs.count + x]
  }

  /// Mean over all repeats of each column, LSB.
  public func means(_ input: Int, _ weight: Int) -> [Double] {
    let rows = point(input, weight)?.runMeans ?? []
    return (rows.first ?? []).indices.map { column in mean(rows.map { $0[column] }) }
  }

  /// Standard deviation within a run of each column, LSB.
  public func white(_ input: Int, _ weight: Int) -> [Double] {
    (point(input, weight)?.white ?? []).map { $0.squareRoot() }
  }

  /// Standard deviation between runs of each column, without what the noise within runs contributes,
  /// LSB.
  public func runPart(_ input: Int, _ weight: Int) -> [Double] {
    guard let point = point(input, weight) else { return [] }
    return point.white.enumerated().map { column, white in
      let between = Self.variance(point.runMeans.map { $0[column] })
      return max(0, between - white / Double(repeats)).squareRoot()
    }
  }

  /// Variance over all repeats of all runs of each column, LSB².
  public func variances(_ input: Int, _ weight: Int) -> [Double] {
    let (white, run) = (white(input, weight), runPart(input, weight))
    return zip(white, run).map { Self.square($0) + Self.square($1) }
  }

  /// Mean over weights of each column: the common mode of both signs, LSB.
  public func commonMode(_ input: Int) -> [Double] {
    let rows = weights.map { means(input, $0) }
    return (rows.first ?? []).indices.map { column in mean(rows.map { $0[column] }) }
  }

  /// Step of the common mode at x = 3 against its neighbours, LSB.
  public var jumps: [Double] {
    let (before, at, after) = (commonMode(2), commonMode(3), commonMode(4))
    return at.indices.map { at[$0] - (before[$0] + after[$0]) / 2 }
  }

  /// Ratio of the slopes of weights 2 and 1 of each column, from x = 1 to 31.
  public func slopeRatios(isPositive: Bool) -> [Double] {
    func rise(_ weight: Int) -> [Double] {
      let signed = isPositive ? weight : -weight
      return zip(means(Self.largest, signed), means(1, signed)).map { $0 - $1 }
    }
    return zip(rise(2), rise(1)).map { $0 / $1 }
  }
}
