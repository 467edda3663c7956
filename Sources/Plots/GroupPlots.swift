public import Characterization
public import Figures
import Statistics

/// Pictures of groups of characterised devices over shared axes: medians, and bands of 5 to 95 %.
///
/// A group of one device shows its columns in the bands, a population its chips and their columns.
public struct GroupPlots {
  /// Devices that are drawn as one.
  public struct Group {
    /// Name in legends.
    public let name: String
    /// The devices, at least one.
    public let devices: [Characterization]
    /// Name of their kind of chip, which says what is published of it; nil for the mock.
    public let preset: String?

    /// Names devices that are drawn as one.
    public init(name: String, devices: [Characterization], preset: String?) {
      self.name = name
      self.devices = devices
      self.preset = preset
    }
  }

  private let groups: [Group]

  /// Prepares the pictures of groups, which have colours in their order.
  public init(_ groups: [Group]) { self.groups = groups }

  /// Draws all pictures; names are for files, without suffix.
  /// - Throws: what the devices throw.
  public func all() throws -> [(name: String, figure: Figure)] {
    [
      ("weights", try weights()), ("columns", try columns()), ("linearity", try linearity()),
      ("curve", try curve()), ("noise", try noise()),
    ]
  }

  /// Name of a group in legends; a single group is in the title already.
  private func label(_ group: Group) -> String? { groups.count > 1 ? group.name : nil }

  private var title: String { groups.map(\.name).joined(separator: " and ") }

  private static let output = Axis("output", unit: "LSB", range: -132...132)

  /// One panel a group, as the activations need the colours.
  private func weights() throws -> Figure {
    try Figure(
      title: "128 equal rows, one send: median and 5 to 95 %", columns: 2, panelWidth: 420,
      panelHeight: 340,
      panels: groups.map { group in
        let sweeps = try group.devices.map { try $0.weights() }
        return Panel(
          title: group.name, x: Axis("weight", range: -64...64), y: Self.output, legend: .topLeft,
          marks: Self.sweep(sweeps) + CharacterizationPlots.publishedSweep(of: group.preset))
      })
  }

  private static func sweep(_ sweeps: [WeightSweep]) -> [Mark] {
    guard let first = sweeps.first else { return [] }
    return first.inputs.indices.filter { first.inputs[$0] <= 16 }.flatMap { i in
      // Activation 0 sends no event; the other eight have the whole palette.
      let color = first.inputs[i] == 0 ? Color.gray : Color.series(i - 1)
      let values = first.weights.indices.map { weight in
        sweeps.flatMap { sweep in
          [-1.6, 0, 1.6].map { sweep.means[i][weight] + $0 * sweep.spreads[i][weight] }
        }
      }
      return curve(
        first.weights.map(Double.init), values, label: "x = \(first.inputs[i])", color: color)
    }
  }

  /// Outputs of columns, their fixed pattern, and their noise.
  private func columns() throws -> Figure {
    let patterns = try groups.map { try $0.devices.map { try $0.pattern() } }
    let index = (0..<Device.columns).map(Double.init)
    let outputs = zip(groups, patterns).enumerated().flatMap { color, pair in
      let means = pair.1.map(\.readings.means)
      return Self.curve(
        index, index.indices.map { column in means.map { $0[column] } }, label: label(pair.0),
        color: .series(color))
    }
    return Figure(
      title: "\(title): row 0, x = 12, w = 21, 100 sends", columns: 3,
      panels: [
        Panel(
          title: "mean of each column", x: Axis("column"), y: Axis("output", unit: "LSB"),
          marks: outputs),
        Panel(
          title: "fixed pattern and noise of a single measurement", x: Axis("output", unit: "LSB"),
          y: Axis("columns of a chip"),
          marks: histograms(patterns.map { $0.map(\.shot) }, isWhole: true)),
        Panel(
          title: "repeats of each column", x: Axis("standard deviation", unit: "LSB"),
          y: Axis("columns of a chip"),
          marks: histograms(patterns.map { $0.map(\.readings.noise) }, isWhole: false)),
      ])
  }

  /// Outputs over weights of one row, and distances from a line.
  private func linearity() throws -> Figure {
    let all = try groups.map { try $0.devices.map { try $0.linearity() } }
    let outputs = zip(groups, all).enumerated().flatMap { color, pair in
      let weights = pair.1[0].weights
      return Self.curve(
        weights.map(Double.init), weights.indices.map { w in pair.1.flatMap { $0.outputs[w] } },
        label: label(pair.0), color: .series(color))
    }
    return Figure(
      title: "\(title): row 0, x = 12, 100 sends", columns: 2,
      panels: [
        Panel(
          title: "columns: median and 5 to 95 %", x: Axis("weight"), y: Self.output,
          legend: .topLeft,
          marks: outputs + [.horizontalRule(at: 80), .horizontalRule(at: -80)]),
        Panel(
          title: "distance from a line within ± 80", x: Axis("residual", unit: "LSB"),
          y: Axis("columns of a chip"),
          marks: histograms(
            all.map { $0.map { $0.fits.compactMap { $0?.residual } } }, isWhole: false)),
      ])
  }

  /// The pulse law beside the published curves.
  private func curve() throws -> Figure {
    var marks: [Mark] = []
    for (color, group) in groups.enumerated() {
      let curves = try group.devices.map { try $0.inputs() }
      let x = curves[0].inputs
      marks += Self.curve(
        x.map(Double.init), x.map { input in curves.flatMap { $0.ratios[input] } },
        label: group.name, color: .series(color))
      marks += CharacterizationPlots.publishedCurve(of: group.preset, color: .series(color))
    }
    let inputs = try groups[0].devices[0].inputs().inputs.map(Double.init)
    marks.append(
      .line(
        x: inputs, y: inputs.map { $0 / (inputs.last ?? 1) }, label: "linear", color: .gray,
        dashed: true))
    return Figure(
      panelWidth: 460, panelHeight: 320,
      panels: [
        Panel(
          title: "Amplitude over activation, one row, 1000 sends; points: published",
          x: Axis("activation"), y: Axis("relative to 31"), legend: .topLeft, marks: marks)
      ])
  }

  private func noise() throws -> Figure {
    let scans = try groups.map { try $0.devices.map { try $0.noise() } }
    let slopes = try groups.map { try $0.devices.map { try $0.drift().slopes } }
    return Figure(
      title: title, columns: 3,
      panels: [
        Panel(
          title: "noise over sends of 128 rows", x: Axis("sends"), y: Axis("noise", unit: "LSB"),
          legend: .topLeft,
          marks: points(scans) { scan in
            [(0, scan.quiet.noise)] + scan.overSends.map { (Double($0.numSends), $0.noise) }
          }),
        Panel(
          title: "gain over wait", x: CharacterizationPlots.waitAxis,
          y: CharacterizationPlots.gainAxis, legend: .hidden,
          marks: points(scans) { scan in
            scan.overWait.map { (CharacterizationPlots.microseconds($0.wait), 1000 * $0.gain) }
          }),
        Panel(
          title: "drift after the inputs", x: Axis("drift", unit: "LSB/µs"),
          y: Axis("columns of a chip"), legend: .hidden, marks: histograms(slopes, isWhole: false)),
      ])
  }

  private func points(
    _ scans: [[NoiseScan]], _ values: (NoiseScan) -> [(Double, Double)]
  ) -> [Mark] {
    zip(groups, scans).enumerated().flatMap { color, pair in
      let all = pair.1.map(values)
      let x = all[0].map(\.0)
      return Self.curve(
        x, x.indices.map { index in all.map { $0[index].1 } }, label: label(pair.0),
        color: .series(color))
    }
  }

  /// Counts of a chip's columns, in bins that all groups share.
  private func histograms(_ values: [[[Double]]], isWhole: Bool) -> [Mark] {
    let all = values.flatMap { $0.flatMap(\.self) }
    return zip(groups, values).enumerated().map { color, pair in
      .histogram(
        of: pair.1.flatMap(\.self), alike: all, isWhole: isWhole,
        factor: 1 / Double(max(1, pair.1.count)), label: label(pair.0), color: .series(color))
    }
  }

  /// The median of values at each place, and the band from their 5th to their 95th percentile.
  private static func curve(
    _ x: [Double], _ values: [[Double]], label: String?, color: Color
  ) -> [Mark] {
    let line = Mark.line(x: x, y: values.map { median($0) }, label: label, color: color)
    guard values.contains(where: { $0.count > 1 }) else { return [line] }
    return [
      .band(
        x: x, lower: values.map { percentile($0, 5) }, upper: values.map { percentile($0, 95) },
        color: color), line,
    ]
  }
}
