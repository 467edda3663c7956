/// A statistic of the registers of a real calibrated chip, and the same of virtual chips.
///
/// The chip is cube 66, of revision 2, calibrated by calix of 2021: `experiments/mnist/cube_66.npz` of
/// fmi-basel/brainscales-2-surrogate-gradients, of whose neurons one hemisphere is used here. Values
/// contain the resolution of the searches.
public struct RegisterFigure: Sendable {
  /// A short name, such as `v_leak.spread`.
  public let key: String
  /// Meaning of the figure.
  public let title: String
  /// The published value.
  public let published: Double
  /// Range in which the median of a population of chips must lie.
  public let range: ClosedRange<Double>
  /// Value of a sample of registers.
  public let value: @Sendable (RegisterSample, ChannelSample) -> Double
  /// Reason why virtual chips miss the range; nil where they do not.
  public let cause: String?
}

extension RegisterFigure {
  /// All figures of the chip.
  public static let cube66: [RegisterFigure] =
    NeuronRegister.allCases.flatMap(figures) + correlations + channels

  /// Statistics of one register of the published chip.
  private struct Row {
    let mean: Double
    let spread: Double
    /// Spread between quadrants; the first two are of the whole chip, others of one hemisphere.
    let share: Double
    let skew: Double
    let neighbours: Double
  }

  private static func row(_ register: NeuronRegister) -> Row {
    switch register {
    case .excTau: Row(mean: 94.7, spread: 0.182, share: 0.19, skew: -0.05, neighbours: 0.01)
    case .excShift: Row(mean: 303, spread: 0.387, share: 0.04, skew: 0.6, neighbours: 0.04)
    case .excGm: Row(mean: 563, spread: 0.057, share: 0.27, skew: 0.05, neighbours: 0)
    case .inhTau: Row(mean: 88.9, spread: 0.177, share: 0.19, skew: 0.03, neighbours: -0.13)
    case .inhShift: Row(mean: 287, spread: 0.36, share: 0, skew: 0.54, neighbours: 0.03)
    case .inhGm: Row(mean: 631, spread: 0.052, share: 0.27, skew: -0.56, neighbours: -0.01)
    case .vLeak: Row(mean: 645, spread: 0.054, share: 0.028, skew: -0.04, neighbours: 0.07)
    case .iBiasLeak: Row(mean: 166, spread: 0.115, share: 0.008, skew: 0.29, neighbours: 0.01)
    case .vReset: Row(mean: 645, spread: 0.051, share: 0.025, skew: -0.05, neighbours: 0.07)
    }
  }

  private static func around(_ value: Double, _ tolerance: Double) -> ClosedRange<Double> {
    value - tolerance...value + tolerance
  }

  /// Mean, spread, share between quadrants, skew and whiteness of a register.
  ///
  /// Chips differ in their means; one chip gives its own. Spreads and shares are held to 30 %, those
  /// shares to their error that sampling alone explains. The skew of 128 values has an error of 0.2.
  private static func figures(_ register: NeuronRegister) -> [RegisterFigure] {
    let (row, name) = (row(register), register.rawValue)
    let sampling = row.share < row.spread / 8
    return [
      .init(
        name + ".mean", "\(name): mean [LSB]", row.mean, around(row.mean, 0.25 * row.mean)
      ) { neurons, _ in neurons.mean(register) },
      .init(
        name + ".spread", "\(name): spread within a quadrant over the mean", row.spread,
        around(row.spread, 0.3 * row.spread)
      ) { neurons, _ in neurons.spread(register) },
      .init(
        name + ".share", "\(name): spread of quadrants over the mean", row.share,
        sampling ? 0...(row.spread / 4) : around(row.share, 0.3 * row.share)
      ) { neurons, _ in neurons.share(register) },
      .init(
        name + ".skew", "\(name): skewness within a quadrant", row.skew, around(row.skew, 0.4),
        cause: row.skew < -0.4 ? "the published chip reaches the upper end of the search" : nil
      ) { neurons, _ in neurons.skew(register) },
      .init(
        name + ".neighbours", "\(name): correlation of neighbours", row.neighbours,
        around(row.neighbours, 0.2)
      ) { neurons, _ in neurons.neighbours(register) },
    ]
  }

  private static func correlation(
    _ a: NeuronRegister, _ b: NeuronRegister, _ published: Double
  ) -> RegisterFigure {
    .init(
      "\(a.rawValue).\(b.rawValue)", "correlation of \(a.rawValue) and \(b.rawValue)", published,
      around(published, 0.2)
    ) { neurons, _ in neurons.correlation(a, b) }
  }

  private static let correlations: [RegisterFigure] = [
    correlation(.vLeak, .vReset, 0.62), correlation(.excGm, .inhGm, 0.38),
    correlation(.excShift, .inhShift, 0.05), correlation(.excTau, .inhTau, 0.05),
    correlation(.excTau, .excGm, 0.06),
    correlation(.excShift, .excGm, -0.35), correlation(.inhShift, .inhGm, 0.08),
    correlation(.vLeak, .iBiasLeak, -0.3), correlation(.vReset, .iBiasLeak, -0.23),
  ]

  private static let channels: [RegisterFigure] = [
    .init("cadc.spread", "CADC channel_offset: spread [counts]", 9.8, around(9.8, 2.9)) {
      $1.spread
    },
    .init("cadc.skew", "CADC channel_offset: skewness", 0.13, around(0.13, 0.3)) { $1.skew },
    .init(
      "cadc.neighbours", "CADC channel_offset: correlation of neighbours", 0.04, around(0.04, 0.2)
    ) { $1.correlation(atDistance: 1) },
    .init(
      "cadc.second", "CADC channel_offset: correlation of the next but one", 0.03,
      around(0.03, 0.2)
    ) { $1.correlation(atDistance: 2) },
    .init(
      "cadc.kinds", "CADC channel_offset: correlation of causal and acausal", 0.1, around(0.1, 0.2)
    ) { $1.kinds },
    .init("cadc.largest", "CADC channel_offset: largest [counts]", 28, around(28, 8.4)) {
      $1.largest
    },
    .init("cadc.slope", "CADC i_ramp_slope: mean [LSB]", 369, around(369, 92)) { $1.slope },
    .init(
      "cadc.slope.spread", "CADC i_ramp_slope: spread over the mean", 0.05, 0.02...0.08
    ) { $1.slopeSpread },
  ]

  private init(
    _ key: String, _ title: String, _ published: Double, _ range: ClosedRange<Double>,
    cause: String? = nil, _ value: @escaping @Sendable (RegisterSample, ChannelSample) -> Double
  ) {
    self.init(
      key: key, title: title, published: published, range: range, value: value, cause: cause)
  }
}
