/// The sweep that was published of a chip of revision 2: all 128 rows alike, one send.
///
/// brainscales2-demos `hxtorch_mock_mode.png`, digitised; outputs as read, not yet zero-corrected:
/// the reading at activation 0 is +1.
public enum PublishedSweep {
  /// One activation of the published panel.
  public struct Row: Sendable, Equatable {
    /// The activation.
    public let input: Int
    /// LSB per weight near |w| = 6…22, excitatory and inhibitory.
    public let slopes: (excitatory: Double, inhibitory: Double)
    /// Slope of the mock panel, LSB per weight.
    public let mockSlope: Double
    /// Outputs by weight, LSB.
    public let outputs: [Int: Double]

    /// Equal when all figures are.
    public static func == (a: Row, b: Row) -> Bool {
      a.input == b.input && a.slopes == b.slopes && a.mockSlope == b.mockSlope
        && a.outputs == b.outputs
    }
  }

  /// Reading at activation 0, LSB.
  public static let zero = 1.0

  private static func row(
    _ input: Int, _ up: Double, _ down: Double, _ mock: Double, _ positive: [Double],
    _ negative: [Double]
  ) -> Row {
    let weights = [16, 32, 48, 63]
    let pairs =
      zip(weights, positive).map { ($0, $1) } + zip(weights, negative).map { (-$0, $1) }
    return Row(
      input: input, slopes: (up, down), mockSlope: mock,
      outputs: Dictionary(uniqueKeysWithValues: pairs))
  }

  /// All activations of the panel.
  public static let rows: [Row] = [
    row(2, 1.37, 1.22, 0.62, [22, 41, 56, 72], [-19, -38, -55, -64]),
    row(4, 1.97, 1.79, 1.24, [31, 59, 86, 107], [-29, -56, -80, -95]),
    row(6, 2.46, 2.28, 1.86, [39, 75, 108, 127], [-36, -71, -96, -109]),
    row(8, 2.92, 2.6, 2.47, [45, 89, 127, 127], [-44, -82, -107]),
    row(10, 3.36, 3.14, 3.10, [53, 102, 127], [-50, -92]),
    row(12, 3.75, 3.53, 3.71, [60, 115, 127], [-56, -100]),
    row(14, 4.19, 3.90, 4.34, [66, 127], [-60, -107]),
    row(16, 4.5, 4.21, 4.96, [73, 127], [-67]),
  ]

  /// Half width of the band of columns at (activation, weight), LSB.
  ///
  /// The outputs of the published bands are matched with the weights of ``rows``.
  public static let halfWidths: [(input: Int, weight: Int, halfWidth: Double)] = [
    (2, 24, 5.3), (2, 42, 8.1), (2, 48, 9.7), (2, 59, 11.3), (4, 24, 4.9), (4, 39, 6.9),
    (4, 48, 8.5), (6, 24, 5.3), (6, 39, 7.3),
  ]

  /// Half width of the band without events, LSB.
  public static let quietHalfWidth = 2.4

  /// Returns the tolerance of a mean output: 4 LSB or 8 %.
  public static func tolerance(of output: Double) -> Double { max(4, 0.08 * abs(output)) }
}
