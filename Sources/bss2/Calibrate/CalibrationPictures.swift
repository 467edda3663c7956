import Calib
import ChipModel
import Figures
import Statistics

/// Pictures of a calibration: distributions before and after, and what the calibrated chip does.
struct CalibrationPictures {
  private let made: CalibratedChip
  private let stem: String
  private var note: String {
    "chip \(made.chip.identity), bss2-emulator \(Emulator.version)"
  }

  /// - Parameter stem: What the names of all pictures begin with.
  init(_ made: CalibratedChip, stem: String) {
    self.made = made
    self.stem = stem
  }

  private static let binCount = 40

  /// Measures on the chip, draws, and leaves the calibration applied.
  /// - Parameter progress: Called with the fraction that is done, 0...1.
  func write(_ progress: (Double) -> Void) throws {
    try save(distributions, "distributions")
    progress(0.1)
    if let hagen = made.result as? HagenCalibResult {
      try save(neurons(), "neuron-amplitudes")
      progress(0.3)
      try save(cadcCurves(hagen.target.cadc), "cadc-curves")
      progress(0.4)
      try hagen.apply(to: made.chip)
      let lines = try hagen.hagenSyninResult(for: made.chip)
      progress(0.6)
      try save(drivers(lines.synapseDriver.hagenDACOffset), "driver-amplitudes")
    } else if let lines = made.result as? HagenSyninCalibResult {
      try save(drivers(lines.synapseDriver.hagenDACOffset), "driver-amplitudes")
      progress(0.6)
      try save(cadcCurves(lines.target.cadc), "cadc-curves")
    }
    try made.result.apply(to: made.chip)
    progress(1)
  }

  private func save(_ figure: Figure, _ name: String) throws {
    for format in ["svg", "png"] { try figure.write(to: "\(stem)-\(name).\(format)") }
  }

  /// One panel a step: the observable before and after.
  private var distributions: Figure {
    let panels = made.result.report.steps.filter { $0.valuesBefore.count > 4 }.map(distribution)
    return Figure(
      title: "Distributions before and after calibration", note: note, columns: 3,
      panelWidth: 260, panelHeight: 160, panels: panels.isEmpty ? [Panel(marks: [])] : panels)
  }

  private func distribution(_ step: CalibrationReport.Step) -> Panel {
    let (scale, unit) = CalibrationTable.unit(of: step)
    let before = step.valuesBefore.filter(\.isFinite).map { $0 * scale }
    let after = step.valuesAfter.filter(\.isFinite).map { $0 * scale }
    // Single outliers do not set the range.
    let ends = [percentile(before, 1), percentile(before, 99), after.min(), after.max()]
      .compactMap { $0 }.filter(\.isFinite)
    let range = (ends.min() ?? 0)...(ends.max() ?? 1)
    var marks = [
      Mark.histogram(
        of: before, bins: Self.binCount, range: range, label: "before", color: .series(1)),
      Mark.histogram(
        of: after, bins: Self.binCount, range: range, label: "after", color: .series(0)),
    ]
    if let target = step.target { marks.append(.verticalRule(at: target * scale)) }
    return Panel(
      title: step.name, x: Axis("observable", unit: unit), y: Axis("instances"), marks: marks)
  }

  private func neurons() throws -> Figure {
    let panels = try [true, false].map { isExcitatory in
      let measured = try NeuronIntegration.measure(made.chip, excitatory: isExcitatory)
      let index = measured.amplitude.indices.map(Double.init)
      return Panel(
        title: isExcitatory ? "excitatory input" : "inhibitory input",
        x: Axis("neuron"), y: Axis("amplitude of 12 events", unit: "LSB"), legend: .hidden,
        marks: [.points(x: index, y: measured.amplitude, weight: 0.5)])
    }
    try made.result.apply(to: made.chip)
    return Figure(title: "Neuron amplitudes", note: note, panels: panels)
  }

  private func drivers(_ offsets: [Int]) throws -> Figure {
    let amplitudes = try DriverAmplitudes.measure(made.chip, offsets: offsets)
    let activations = (1...amplitudes.count).map(Double.init)
    let means = amplitudes.map { mean($0) }
    let marks: [Mark] = [
      .band(
        x: activations, lower: amplitudes.map { $0.min() ?? .nan },
        upper: amplitudes.map { $0.max() ?? .nan }, label: "all drivers", color: .series(0)),
      .line(x: activations, y: means, label: "mean", color: .series(0)),
    ]
    return Figure(
      title: "Driver amplitude against activation", note: note,
      panels: [
        Panel(
          x: Axis("activation"), y: Axis("amplitude of three events", unit: "LSB"),
          legend: .topLeft, marks: marks)
      ])
  }

  private func cadcCurves(_ target: CADCCalibTarget) throws -> Figure {
    let ends = (target.dynamicRange.lower, target.dynamicRange.upper)
    let values = (0...20).map { ends.0 + (ends.1 - ends.0) * Double($0) / 20 }
    let reads = try values.map { try CADCUniformity.measure(made.chip, capMemValue: $0.rounded()) }
    let marks: [Mark] = [
      .band(
        x: values, lower: reads.map { $0.min() ?? .nan }, upper: reads.map { $0.max() ?? .nan },
        label: "all channels", color: .series(0)),
      .line(x: values, y: reads.map { mean($0) }, label: "mean", color: .series(0)),
    ]
    return Figure(
      title: "CADC curves", note: note,
      panels: [
        Panel(
          x: Axis("debug voltage", unit: "CapMem LSB"), y: Axis("read", unit: "LSB"),
          legend: .topLeft, marks: marks)
      ])
  }
}
