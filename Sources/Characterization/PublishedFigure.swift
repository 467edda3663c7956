public import SimulationCore

/// A figure that was measured on real chips, and how ours is found.
public struct PublishedFigure: Sendable {
  /// A short name, such as `pattern.mean`.
  public let key: String
  /// Meaning of the parameter.
  public let title: String
  /// Unit of all values; empty for ratios.
  public let unit: String
  /// Publication of the figure.
  public let source: String
  /// The effects that make the figure what it is, the strongest first.
  public let effects: [Effect]
  /// The published value, or nil where only a range is known.
  public let published: Double?
  /// Range in which the median of a population of chips must lie: the published uncertainty, or the
  /// spread between real chips.
  public let range: ClosedRange<Double>
  /// Value of the figure on a characterised device.
  public let value: @Sendable (Characterization) throws -> Double

  init(
    _ key: String, _ title: String, _ unit: String, _ source: String, _ effects: [Effect],
    published: Double?, within range: ClosedRange<Double>,
    _ value: @escaping @Sendable (Characterization) throws -> Double
  ) {
    self.key = key
    self.title = title
    self.unit = unit
    self.source = source
    self.effects = effects
    self.published = published
    self.range = range
    self.value = value
  }
}

extension PublishedFigure {
  private static let demo1 = "brainscales2-demos tp_01"
  private static let mockMode = "brainscales2-demos hxtorch_mock_mode.png"
  private static let v3 = "amplitude curve of chip revision 3"

  /// Figures of chips of revision 3 after today's calibration, or of unstated revision, and the gain
  /// of one published chip, to which that of `typical` is fitted.
  public static let typical: [PublishedFigure] = gains + curve + noise

  /// Figures of the tutorials, whose pictures are of chips of revision 2.
  static let tutorials: [PublishedFigure] = columns + drift + linearity

  /// Amplitudes of the tutorial's chip. That of the published sweep, which gives `v2` its gain, is
  /// larger by a fifth: chips differ by a quarter.
  private static let gains: [PublishedFigure] = [
    .init(
      "pattern.mean", "row 0, x = 12, w = 21, 100 sends: mean of 256 columns", "LSB", demo1,
      [.driverPulseLaw, .driverTurnOn], published: 50.9, within: 48...54
    ) { try $0.pattern().mean },
    .init(
      "printed.mean", "100 rows of x = 15, w = 21, one send: mean", "LSB", demo1,
      [.driverPulseLaw, .driverTurnOn], published: 58.6, within: 52.6...64.6
    ) { try $0.printed().mean },
  ]

  private static let columns: [PublishedFigure] = [
    .init(
      "pattern.spread",
      "row 0, x = 12, w = 21, 100 sends: standard deviation over columns, single measurement",
      "LSB", demo1, [.synapseMismatch, .driverLineGain, .membraneEventNoise], published: 2.9,
      within: 2.4...3.4
    ) { try $0.pattern().spread },
    .init(
      "pattern.neighbours", "row 0, x = 12, w = 21, 100 sends: correlation of neighbouring columns",
      "", demo1,
      [.synapseMismatch, .driverLineGain], published: 0.1, within: -0.25...0.25
    ) { try $0.pattern().neighbourCorrelation },
    .init(
      "pattern.distance",
      "row 0, x = 12, w = 21, 100 sends: correlation with the distance from the drivers", "", demo1,
      [.driverDistance], published: -0.1, within: -0.25...0.25
    ) { try $0.pattern().distanceCorrelation },
    // Of 256 values a correlation beyond 0.123 has a chance below 5 %: it shows.
    .init(
      "pattern.small.distance", "x = 3, w = 63: correlation with the distance from the drivers", "",
      demo1,
      [.driverDistance, .driverDistanceSpread], published: nil, within: -0.9 ... -0.123
    ) { try $0.smallInput().distanceCorrelation },
    .init(
      "printed.spread", "100 rows of x = 15, w = 21, one send: standard deviation over columns",
      "LSB", demo1,
      [.driverLineGain, .membraneEventNoise, .cadcNoise], published: 2.6, within: 1.6...3.6
    ) { try $0.printed().spread },
  ]

  /// (activation, ratio, tolerance, spread between columns)
  private static let pulse: [(Int, Double, Double, Double?)] = [
    (1, 0, 0.03, nil), (2, 0.015, 0.03, 0.02), (3, 0.085, 0.05, 0.04), (4, 0.17, 0.03, 0.02),
    (6, 0.27, 0.03, 0.015), (10, 0.41, 0.03, 0.01), (16, 0.59, 0.03, 0.01), (20, 0.70, 0.03, nil),
    (25, 0.84, 0.03, nil),
  ]

  private static let curve: [PublishedFigure] =
    pulse.map { x, ratio, tolerance, _ in
      .init(
        "curve.\(x)", "amplitude at x = \(x) relative to x = 31", "", v3,
        [.driverPulseLaw, .driverTurnOn], published: ratio,
        within: ratio - tolerance...ratio + tolerance
      ) { try $0.inputs().ratio(x) }
    }
    + pulse.compactMap { x, _, _, spread in
      spread.map { spread in
        .init(
          "curve.spread.\(x)", "relative amplitude: spread between columns at x = \(x)", "", v3,
          [.synapseTurnOn, .driverDistanceSpread], published: spread,
          within: spread / 2...spread * 2
        ) { try $0.inputs().spread(x) }
      }
    }

  private static let noise: [PublishedFigure] = [
    .init(
      "noise.quiet", "noise of a result without events", "LSB", "published range of real chips",
      [.cadcNoise, .membraneNoise, .cadcCommonNoise], published: nil, within: 0.85...0.95
    ) { try $0.noise().quiet.noise },
    .init(
      "noise.usual", "noise of a one-send product over 128 rows", "LSB",
      "hxtorch test_perceptron_functional", [.membraneEventNoise, .cadcNoise], published: 1.6,
      within: 1.2...2
    ) { try $0.noise().usual },
    .init(
      "noise.long", "noise after twenty sends of 128 rows (tens of µs)", "LSB",
      "published range of real chips", [.membraneEventNoise, .membraneNoise], published: nil,
      within: 3...10
    ) { try $0.noise().overSends.last?.noise ?? .nan },
    .init(
      "noise.signal", "change of the noise with the signal", "", "published: additive noise",
      [.membraneEventNoise], published: nil, within: 0...0.25
    ) { try $0.noise().signalDependence },
  ]

  private static let drift: [PublishedFigure] = [
    .init(
      "drift.spread", "drift after the inputs, spread of the columns", "LSB/µs",
      "brainscales2-demos tp_00", [.otaOffset],
      published: nil, within: 0.05...0.2
    ) { try $0.drift().spread },
    .init(
      "drift.upwards", "share of columns that drift upwards", "", "brainscales2-demos tp_00",
      [.otaOffset], published: nil, within: 0.2...0.8
    ) { try $0.drift().upwards },
  ]

  private static let linearity: [PublishedFigure] = [
    .init(
      "linearity.residual",
      "root mean square distance from a straight line for results within ± 80 LSB, "
        + "median over columns", "LSB", demo1,
      [.synapseCompression, .driverRowDifference, .lineCompression, .otaSaturation], published: nil,
      within: 0...2.4
    ) { try $0.linearity().medianResidual },
    .init(
      "weights.asymmetry", "inhibitory gain below excitatory", "", mockMode,
      [.driverRowDifference], published: 0.08, within: 0.06...0.11
    ) { try $0.weights().asymmetry },
    .init(
      "weights.top", "largest mean output, x = 31, w = 63", "LSB", mockMode,
      [.cadcChannelOffset], published: 127, within: 124...127
    ) { try $0.weights().end(excitatory: true) },
    .init(
      "weights.bottom", "smallest mean output, x = 31, w = -63", "LSB", mockMode,
      [.cadcChannelOffset], published: -110, within: -118 ... -98
    ) { try $0.weights().end(excitatory: false) },
    .init(
      "gain", "gain that measure_mock_parameter finds", "LSB", "brainscales2-demos tp_01, tp_02",
      [.driverPulseLaw, .otaGainMismatch], published: nil, within: 0.0009...0.0035
    ) { try $0.mockParameter().gain },
  ]
}
