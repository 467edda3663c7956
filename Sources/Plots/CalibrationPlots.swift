public import Calib
public import ChipModel
public import Figures
import Statistics

/// Pictures of a calibration: distributions before and after, and what the calibrated chip does.
public struct CalibrationPlots {
  private let chip: Chip
  private let calibration: any CalibResult
  private var note: String { "chip \(chip.identity), bss2-emulator \(Emulator.version)" }

  private static let binCount = 40

  /// Prepares the pictures of a calibrated chip.
  public init(of chip: Chip, calibration: any CalibResult) {
    self.chip = chip
    self.calibration = calibration
  }

  /// Measures on the chip, draws, and leaves the calibration applied; names are for files.
  /// - Parameter progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the chip throws.
  public func all(
    progress: (Double) -> Void = { _ in }
  ) throws -> [(name: String, figure: Figure)] {
    var figures = [
      (name: "distributions", figure: distributions), (name: "convergence", figure: convergence),
    ]
    progress(0.1)
    if let hagen = calibration as? HagenCalibResult {
      figures.append(("neuron-amplitudes", try neurons()))
      progress(0.3)
      figures.append(("cadc-curves", try cadcCurves(hagen.target.cadc)))
      progress(0.4)
      try hagen.apply(to: chip)
      let lines = try hagen.hagenSyninResult(for: chip)
      progress(0.6)
      figures.append(("driver-amplitudes", try drivers(lines.synapseDriver.hagenDACOffset)))
    } else if let lines = calibration as? HagenSyninCalibResult {
      figures.append(("driver-amplitudes", try drivers(lines.synapseDriver.hagenDACOffset)))
      progress(0.6)
      figures.append(("cadc-curves", try cadcCurves(lines.target.cadc)))
    }
    try calibration.apply(to: chip)
    progress(1)
    return figures
  }

  /// One panel a step: the distance from the target at each measurement of the search.
  private var convergence: Figure {
    let panels = titled { $0.path.count > 1 }.map { title, step in
      let (scale, unit) = step.displayUnit
      return Panel(
        title: title, x: Axis("measurement"),
        y: Axis("distance", unit: unit, scale: .logarithmic), legend: .hidden,
        marks: [
          .linePoints(
            x: (1...step.path.count).map(Double.init), y: step.path.map { $0 * scale },
            color: .series(0))
        ])
    }
    return Figure(
      title: "Median distance from the target in the search of each step", note: note, columns: 3,
      panelWidth: 260, panelHeight: 160, panels: panels.isEmpty ? [Panel(marks: [])] : panels)
  }

  /// One panel a step: the observable before and after.
  private var distributions: Figure {
    let panels = titled { $0.valuesBefore.count > 4 }.map(distribution)
    return Figure(
      title: "Distributions with one common setting and after calibration", note: note, columns: 3,
      panelWidth: 260, panelHeight: 160, panels: panels.isEmpty ? [Panel(marks: [])] : panels)
  }

  /// Steps that are drawn, with titles that tell those of one name apart.
  private func titled(
    _ isDrawn: (CalibrationReport.Step) -> Bool
  ) -> [(title: String, step: CalibrationReport.Step)] {
    var turns: [String: Int] = [:]
    return calibration.report.steps.filter(isDrawn).map { step in
      turns[step.name, default: 0] += 1
      let turn = turns[step.name] ?? 1
      return (step.name + (turn > 1 ? ", turn \(turn)" : ""), step)
    }
  }

  private func distribution(_ title: String, _ step: CalibrationReport.Step) -> Panel {
    let (scale, unit) = step.displayUnit
    let before = step.valuesBefore.filter(\.isFinite).map { $0 * scale }
    let after = step.valuesAfter.filter(\.isFinite).map { $0 * scale }
    // Single outliers do not set the range.
    let ends = [percentile(before, 1), percentile(before, 99), after.min(), after.max()]
      .compactMap { $0 }.filter(\.isFinite)
    let range = (ends.min() ?? 0)...(ends.max() ?? 1)
    var marks = [
      Mark.histogram(
        of: before, bins: Self.binCount, range: range, label: "common setting", color: .series(1)),
      Mark.histogram(
        of: after, bins: Self.binCount, range: range, label: "calibrated", color: .series(0)),
    ]
    if let target = step.target {
      marks.append(.verticalRule(at: target * scale, label: "target"))
    }
    let failed = step.failedIndices.count
    return Panel(
      title: title + (failed > 0 ? " (\(failed) failed)" : ""),
      x: Axis("measured", unit: unit), y: Axis("instances"), marks: marks)
  }

  private func neurons() throws -> Figure {
    let amplitudes = try [true, false].map { isExcitatory in
      try NeuronIntegration.measure(chip, excitatory: isExcitatory).amplitude
        .map { isExcitatory ? $0 : -$0 }
    }
    let all = amplitudes.flatMap(\.self).filter(\.isFinite)
    let range = min(0, all.min() ?? 0)...(1.05 * max(1, all.max() ?? 1))
    let failed = calibration.successMasks.first { $0.name == "neurons" }?.mask.map { !$0 } ?? []
    let panels = zip(["excitatory input", "inhibitory input, sign reversed"], amplitudes).map {
      Panel(
        title: $0, x: Axis("neuron"),
        y: Axis("amplitude of 12 events", unit: "LSB", range: range),
        marks: Self.points($1, failed: failed))
    }
    try calibration.apply(to: chip)
    return Figure(title: "Neuron amplitudes", note: note, panels: panels)
  }

  /// Points of instances; those that have failed in another colour.
  private static func points(_ values: [Double], failed: [Bool]) -> [Mark] {
    func points(_ isFailed: Bool) -> (x: [Double], y: [Double]) {
      let some = values.indices.filter { (failed.indices.contains($0) && failed[$0]) == isFailed }
      return (some.map(Double.init), some.map { values[$0] })
    }
    let (good, bad) = (points(false), points(true))
    return [.points(x: good.x, y: good.y, color: .series(0), weight: 0.5)]
      + (bad.x.isEmpty ? [] : [.points(x: bad.x, y: bad.y, label: "failed", color: .series(1))])
  }

  private func drivers(_ offsets: [Int]) throws -> Figure {
    let amplitudes = try DriverAmplitudes.measure(chip, offsets: offsets)
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
    let reads = try values.map { try CADCUniformity.measure(chip, capMemValue: $0.rounded()) }
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

extension CalibrationReport.Step {
  /// The factor and unit in which the observable is shown: time constants are measured in seconds and
  /// shown in µs, everything else is in LSB of the CADC.
  public var displayUnit: (scale: Double, unit: String) {
    name.hasSuffix("synaptic time constant") ? (1e6, "µs") : (1, "LSB")
  }
}
