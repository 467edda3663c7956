public import Characterization
public import Figures

/// Pictures of a characterised chip as the tutorials draw them.
public struct CharacterizationPlots {
  private let chip: Characterization
  private let mock: Characterization
  private let preset: String

  /// Prepares the pictures of a chip beside the mock.
  /// - Parameter preset: The name of the chip's preset, which says what is published of such a chip.
  public init(chip: Characterization, mock: Characterization, preset: String) {
    self.chip = chip
    self.mock = mock
    self.preset = preset
  }

  /// Draws all pictures; names are for files, without suffix.
  /// - Throws: what the devices throw.
  public func all() throws -> [(name: String, figure: Figure)] {
    [
      ("weights", try weights()), ("columns", try columns()), ("linearity", try linearity()),
      ("curve", try curve()), ("noise", try noise()),
    ]
  }

  private static let output = Axis("output", unit: "LSB", range: -132...132)

  /// hxtorch_mock_mode: output over weight for nine activations, chip and mock.
  private func weights() throws -> Figure {
    try Figure(
      title: "128 rows with equal inputs and equal weights, one send: mean and band of 256 columns"
        + (preset == "v2" ? "; points: published" : ""), columns: 2,
      panelWidth: 420, panelHeight: 340,
      panels: [(chip, preset), (mock, nil)].map { device, preset in
        try Panel(
          title: device.name, x: Axis("weight", range: -64...64), y: Self.output,
          legend: .topLeft, marks: Self.sweep(device.weights()) + Self.publishedSweep(of: preset))
      })
  }

  /// The published points of a chip of revision 2, in the colours of the activations.
  static func publishedSweep(of preset: String?) -> [Mark] {
    guard preset == "v2" else { return [] }
    return PublishedSweep.rows.enumerated().map { index, row in
      let points = row.outputs.sorted { $0.key < $1.key }
      return .points(
        x: points.map { Double($0.key) }, y: points.map { $0.value - PublishedSweep.zero },
        color: .series(index))
    }
  }

  private static func sweep(_ sweep: WeightSweep) -> [Mark] {
    let x = sweep.weights.map(Double.init)
    return sweep.inputs.indices.filter { sweep.inputs[$0] <= 16 }.flatMap { i -> [Mark] in
      let (means, spreads) = (sweep.means[i], sweep.spreads[i])
      // Activation 0 sends no event; the other eight have the whole palette.
      let color = sweep.inputs[i] == 0 ? Color.gray : Color.series(i - 1)
      return [
        .band(
          x: x, lower: zip(means, spreads).map { $0 - 2 * $1 },
          upper: zip(means, spreads).map { $0 + 2 * $1 }, color: color),
        .line(x: x, y: means, label: "x = \(sweep.inputs[i])", color: color),
      ]
    }
  }

  /// hagen_properties_fig1: one shot of all columns, left half mirrored by nature, and histograms.
  private func columns() throws -> Figure {
    let shot = try chip.pattern().shot
    let shared = (shot.min() ?? 0) - 1...(shot.max() ?? 0) + 1
    func panel(_ range: Range<Int>, _ title: String) -> Panel {
      Panel(
        title: title, x: Axis("column"), y: Axis("output", unit: "LSB", range: shared),
        legend: .hidden,
        marks: [.points(x: range.map(Double.init), y: Array(shot[range]), color: .series(0))])
    }
    let noise = try chip.pattern().readings.noise
    let half = Device.columns / 2
    return Figure(
      title: "\(chip.name): row 0, x = 12, w = 21, 100 sends", columns: 2,
      panels: [
        panel(0..<half, "left half, single measurement"),
        panel(half..<Device.columns, "right half, single measurement"),
        Panel(
          title: "fixed pattern and noise", x: Axis("output", unit: "LSB"), y: Axis("columns"),
          marks: [
            .histogram(of: shot, isWhole: true, label: "single measurement", color: .series(0))
          ]),
        Panel(
          title: "repeats of each column", x: Axis("standard deviation", unit: "LSB"),
          y: Axis("columns"),
          marks: [.histogram(of: noise, bins: 20, color: .series(1))]),
      ])
  }

  /// hagen_properties_fig2: outputs over weights.
  private func linearity() throws -> Figure {
    let linearity = try chip.linearity()
    let x = linearity.weights.map(Double.init)
    let some = stride(from: 0, to: Device.columns, by: 32).map { column in
      Mark.line(x: x, y: linearity.outputs.map { $0[column] }, color: .series(column / 32))
    }
    let residuals = linearity.fits.compactMap { $0?.residual }
    return Figure(
      title: "\(chip.name): row 0, x = 12, 100 sends", columns: 2,
      panels: [
        Panel(
          title: "every 32nd column, from 0 (blue) on", x: Axis("weight"), y: Self.output,
          legend: .hidden,
          marks: some + [.horizontalRule(at: 80), .horizontalRule(at: -80)]),
        Panel(
          title: "distance from a line within ± 80", x: Axis("residual", unit: "LSB"),
          y: Axis("columns"), marks: [.histogram(of: residuals, bins: 20, color: .series(2))]),
      ])
  }

  /// The pulse law beside the published curve.
  private func curve() throws -> Figure {
    let curve = try chip.inputs()
    let x = curve.inputs.map(Double.init)
    let means = curve.inputs.map { curve.ratio($0) }
    let spreads = curve.inputs.map { curve.spread($0) }
    return Figure(
      panelWidth: 460, panelHeight: 320,
      panels: [
        Panel(
          title: "\(chip.name): amplitude over activation, one row, 1000 sends",
          x: Axis("activation"), y: Axis("relative to 31"), legend: .topLeft,
          marks: [
            .band(
              x: x, lower: zip(means, spreads).map { $0 - $1 },
              upper: zip(means, spreads).map { $0 + $1 }, color: .series(0)),
            .line(x: x, y: means, label: "16 columns", color: .series(0)),
            .line(
              x: x, y: x.map { $0 / (x.last ?? 1) }, label: "linear mock", color: .gray,
              dashed: true),
          ] + Self.publishedCurve(of: preset, label: "published", color: .series(1)))
      ])
  }

  /// The published points of the pulse law of a kind of chip.
  static func publishedCurve(
    of preset: String?, label: String? = nil, color: Color
  ) -> [Mark] {
    guard let preset else { return [] }
    let published = PublishedFigure.figures(ofPreset: preset).filter {
      $0.key.hasPrefix("curve.") && !$0.key.hasPrefix("curve.spread.")
    }
    guard !published.isEmpty else { return [] }
    let inputs = published.compactMap { Double($0.key.dropFirst("curve.".count)) }
    return [
      .points(x: inputs, y: published.map { $0.published ?? .nan }, label: label, color: color)
    ]
  }

  static let waitAxis = Axis("wait between events", unit: "µs")
  static let gainAxis = Axis("gain × 1000", unit: "LSB")

  /// Returns the time of FPGA cycles in microseconds.
  static func microseconds(_ cycles: Int) -> Double { Double(cycles) * 0.008 }

  private func noise() throws -> Figure {
    let scan = try chip.noise()
    let (mockNoise, slopes) = (try mock.noise().usual, try chip.drift().slopes)
    let sends = scan.overSends
    return Figure(
      title: chip.name, columns: 3,
      panels: [
        Panel(
          title: "noise over sends of 128 rows", x: Axis("sends"), y: Axis("noise", unit: "LSB"),
          legend: .topLeft,
          marks: [
            .linePoints(
              x: [0] + sends.map { Double($0.numSends) },
              y: [scan.quiet.noise] + sends.map(\.noise),
              label: "chip", color: .series(0)),
            .horizontalRule(at: mockNoise, label: mock.name),
          ]),
        Panel(
          title: "gain over wait", x: Self.waitAxis, y: Self.gainAxis, legend: .hidden,
          marks: [
            .linePoints(
              x: scan.overWait.map { Self.microseconds($0.wait) },
              y: scan.overWait.map { 1000 * $0.gain },
              color: .series(0))
          ]),
        Panel(
          title: "drift after the inputs", x: Axis("drift", unit: "LSB/µs"), y: Axis("columns"),
          marks: [.histogram(of: slopes, bins: 24, color: .series(3))]),
      ])
  }
}
