internal import ChipModel
import Statistics

/// Outputs over weights for one row: where columns are linear, and where they saturate.
///
/// brainscales2-demos tp_01: row 0, activation 12, a hundred sends, weights -63…63.
public struct Linearity: Sendable, Equatable {
  /// The weights.
  public let weights: [Int]
  /// Mean over repeats, LSB: one row per weight, one entry per column of the array.
  public let outputs: [[Double]]
  /// Outputs within this are fitted by a line.
  public static let linearRange = -80.0...80.0

  /// Measures with all weights.
  /// - Parameters:
  ///   - device: What is measured.
  ///   - row: The only row with an activation, 0...127.
  ///   - input: Its activation, 1...31.
  ///   - numSends: Repetitions of the vector, 1 or more; enough that large weights saturate.
  ///   - repeats: How often each product is repeated, 1 or more.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the device throws.
  public init(
    _ device: Device, row: Int = 0, input: UInt8 = 12, numSends: Int = 100, repeats: Int = 20,
    progress: (Double) -> Void = { _ in }
  ) throws {
    let weights = Array(MatrixMultiplication.weightRange)
    self.weights = weights
    outputs = try weights.enumerated().map { index, weight in
      defer { progress(Double(index + 1) / Double(weights.count)) }
      return try device.read(
        input: input, rows: row..<row + 1, repeats: repeats, numSends: numSends
      ) { _, _ in Int8(weight) }.means
    }
  }

  /// A column's line through its outputs in the linear range, and what it leaves.
  public struct Fit: Sendable, Equatable {
    /// LSB per weight.
    public let slope: Double
    /// Output at weight 0, LSB.
    public let offset: Double
    /// Root of the mean square distance from the line, LSB.
    public let residual: Double
    /// Largest distance from the line, LSB.
    public let worst: Double
  }

  /// One fit per column; nil for a column that has no linear range.
  public var fits: [Fit?] {
    (0..<(outputs.first?.count ?? 0)).map { column in
      let used = weights.indices.filter { Self.linearRange.contains(outputs[$0][column]) }
      let (x, y) = (used.map { Double(weights[$0]) }, used.map { outputs[$0][column] })
      guard let line = Line(fitting: y, at: x) else { return nil }
      let distances = zip(x, y).map { abs($1 - line.offset - line.slope * $0) }
      let squares = mean(distances.map { $0 * $0 })
      return Fit(
        slope: line.slope, offset: line.offset, residual: squares.squareRoot(),
        worst: distances.max() ?? 0)
    }
  }

  /// Residual of the median column, LSB.
  public var medianResidual: Double { median(fits.compactMap { $0?.residual }) }

  /// The output at which each column leaves its line by 5 LSB, LSB; nil if it never does.
  public func saturation(excitatory: Bool) -> [Double?] {
    zip(fits, 0...).map { fit, column in
      guard let fit else { return nil }
      let order = excitatory ? Array(weights.indices) : weights.indices.reversed()
      let leaving = order.first { index in
        let expected = fit.offset + fit.slope * Double(weights[index])
        let isBeyond = excitatory ? expected > 60 : expected < -60
        return isBeyond && abs(outputs[index][column] - expected) > 5
      }
      return leaving.map { outputs[$0][column] }
    }
  }
}
