public import ChipModel
import Statistics

/// Outputs over weights for several activations, all 128 rows driven alike, one send.
///
/// brainscales2-demos `hxtorch_mock_mode.png`; hxtorch `test_perceptron_plot_hardware_deviations`.
public struct WeightSweep: Sendable, Equatable {
  /// The activations.
  public let inputs: [Int]
  /// The weights.
  public let weights: [Int]
  /// Mean over columns and repeats, LSB: one row per activation, one column per weight.
  public let means: [[Double]]
  /// Standard deviation over columns and repeats, LSB.
  public let spreads: [[Double]]
  /// Smallest and largest repeat mean of a column, LSB.
  public let extremes: [[ClosedRange<Double>]]

  /// Measures with every activation and weight.
  /// - Parameters:
  ///   - device: What is measured.
  ///   - inputs: Activations 0...31; 0 among them gives the zero of ``output(input:weight:)``.
  ///   - weights: Weights -63...63, ascending.
  ///   - repeats: How often each product is repeated, 1 or more.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the device throws.
  public init(
    _ device: Device, inputs: [Int] = [0, 2, 4, 6, 8, 10, 12, 14, 16, 31],
    weights: [Int] = Array(MatrixMultiplication.weightRange), repeats: Int = 4,
    progress: (Double) -> Void = { _ in }
  ) throws {
    self.inputs = inputs
    self.weights = weights
    var means = [[Double]](), spreads = [[Double]](), extremes = [[ClosedRange<Double>]]()
    for (index, input) in inputs.enumerated() {
      let rows = try weights.map { weight in
        try device.read(input: UInt8(input), repeats: repeats) { _, _ in Int8(weight) }
      }
      means.append(rows.map { mean($0.all) })
      spreads.append(rows.map { standardDeviation($0.all) })
      extremes.append(
        rows.map { row in
          let columns = row.means
          return (columns.min() ?? 0)...(columns.max() ?? 0)
        })
      progress(Double(index + 1) / Double(inputs.count))
    }
    (self.means, self.spreads, self.extremes) = (means, spreads, extremes)
  }

  /// The mean output with the reading at activation 0 subtracted, LSB; nil if not measured.
  public func output(input: Int, weight: Int) -> Double? {
    guard let i = inputs.firstIndex(of: input), let zero = inputs.firstIndex(of: 0),
      let w = weights.firstIndex(of: weight)
    else { return nil }
    return means[i][w] - means[zero][w]
  }

  /// Half the width of the band of columns, two standard deviations, LSB.
  public func halfWidth(input: Int, weight: Int) -> Double? {
    guard let i = inputs.firstIndex(of: input), let w = weights.firstIndex(of: weight)
    else { return nil }
    return 2 * spreads[i][w]
  }

  /// LSB per weight near |w| = 6…22, for excitatory or inhibitory weights.
  public func slope(input: Int, excitatory: Bool) -> Double? {
    guard let i = inputs.firstIndex(of: input) else { return nil }
    let used = weights.indices.filter {
      (6...22).contains(excitatory ? weights[$0] : -weights[$0])
    }
    return Line(fitting: used.map { means[i][$0] }, at: used.map { Double(weights[$0]) })?.slope
  }

  /// Difference of inhibition below excitation, as a fraction, mean over activations.
  public var asymmetry: Double {
    mean(
      inputs.filter { (4...12).contains($0) }.compactMap { input in
        guard let up = slope(input: input, excitatory: true),
          let down = slope(input: input, excitatory: false), up != 0
        else { return nil }
        return 1 - down / up
      })
  }

  /// Mean output at the largest activation and an end of the weights, LSB.
  public func end(excitatory: Bool) -> Double {
    (excitatory ? means.last?.last : means.last?.first) ?? .nan
  }

  /// Smallest and largest column at that end, LSB.
  public func endRange(excitatory: Bool) -> ClosedRange<Double> {
    (excitatory ? extremes.last?.last : extremes.last?.first) ?? 0...0
  }
}
