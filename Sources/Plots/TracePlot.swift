import ChipConfiguration
import ChipModel
public import Experiments
public import Figures

extension TraceRun {
  /// The picture of the run: what was sent, what happened, what was read, one below the other.
  public var figure: Figure { TracePlot(run: self).figure }
}

/// The panels of a traced experiment.
private struct TracePlot {
  let run: TraceRun

  var figure: Figure {
    Figure(
      title: run.experiment.title,
      note: "chip \(run.chip), run seed \(run.chip.runSeed), bss2 \(Emulator.version)",
      columns: 1, panelWidth: 620, panelHeight: 150, panels: panels)
  }

  private var panels: [Panel] {
    run.schedule == nil
      ? [pulses, membranes] + (run.madc == nil ? [] : [madc])
      : [pulses, lines, membranes] + (run.madc == nil ? [] : [madc]) + conversion
  }

  // MARK: - Time

  private static let micro = 1e6

  /// From shortly before the first event to after the last thing that can be seen.
  private var window: ClosedRange<Double>? {
    guard run.schedule != nil, let last = run.probe.conversions.last else { return nil }
    return -1...(run.seconds(ppuCycle: last.time) * Self.micro + 1)
  }

  private var time: Axis { Axis("time", unit: "µs", range: window) }

  private var times: [Double] { run.times.map { $0 * Self.micro } }

  // MARK: - Panels

  /// One stem a pulse: its length, with the sign of the weight that it meets.
  private var pulses: Panel {
    func stems(_ sign: Int, _ label: String, _ color: Color) -> [Mark] {
      let own = run.probe.pulses.filter { weight($0).signum() == sign }
      return own.enumerated().map { index, pulse in
        let time = run.seconds(ppuCycle: pulse.time) * Self.micro
        let length = sign > 0 ? pulse.topSeconds : pulse.bottomSeconds
        return .line(
          x: [time, time], y: [0, length * 1e9], label: index == 0 ? label : nil, color: color,
          weight: 1.6)
      }
    }
    return Panel(
      title: "Pulses of the synapse drivers", x: timeOfRun, y: Axis("length", unit: "ns"),
      legend: .topRight,
      marks: stems(1, "positive weight", .series(0)) + stems(-1, "negative weight", .series(1)))
  }

  /// The axis of pulses, which do not last as long as the run.
  private var timeOfRun: Axis {
    guard window == nil, let first = times.first, let last = times.last, first < last else {
      return time
    }
    return Axis("time", unit: "µs", range: first...last)
  }

  /// The weight that a driver's pulse meets in the shown column.
  private func weight(_ pulse: ProbePulse) -> Int {
    let experiment = run.experiment
    let driver = pulse.driver.value
    guard driver < experiment.rows else { return 0 }
    let column =
      run.schedule == nil ? experiment.madc ?? experiment.watch.last ?? 0 : experiment.watch[0]
    return Int(experiment.weights[driver * experiment.columns + column])
  }

  private var lines: Panel {
    let trace = run.probe.traces[0]
    return Panel(
      title: "Synaptic lines", x: time, y: Axis("drop", unit: "mV"), legend: .topRight,
      marks: [
        .line(x: times, y: trace.excitatory.map { $0 * 1e3 }, label: "excitatory"),
        .line(x: times, y: trace.inhibitory.map { $0 * 1e3 }, label: "inhibitory"),
      ])
  }

  private var membranes: Panel {
    let shown = run.schedule == nil ? Array(run.probe.traces.indices) : [0]
    var marks = shown.map { index -> Mark in
      .line(
        x: times, y: run.probe.traces[index].membrane.map { $0 * 1e3 },
        label: "neuron \(run.probe.neurons[index].value)", color: .series(index + 2))
    }
    if run.schedule != nil, let sample = run.probe.conversions.last {
      marks.append(
        .verticalRule(
          at: run.seconds(ppuCycle: sample.time) * Self.micro, label: "the CADC samples"))
    }
    return Panel(
      title: "Membrane (probe, without noise)", x: run.schedule == nil ? timeOfRun : time,
      y: Axis("potential", unit: "mV", range: potentials),
      legend: .topLeft, marks: marks)
  }

  /// The potentials inside the window, with some room.
  private var potentials: ClosedRange<Double>? {
    let (times, window) = (times, window)
    let traces = run.schedule == nil ? run.probe.traces : Array(run.probe.traces.prefix(1))
    let values = traces.flatMap { trace in
      times.indices.filter { window?.contains(times[$0]) ?? true }.map { trace.membrane[$0] * 1e3 }
    }
    guard let low = values.min(), let high = values.max() else { return nil }
    let room = max(1, 0.12 * (high - low))
    return low - room...high + 2 * room
  }

  private var madc: Panel {
    Panel(
      title: "The same membrane, recorded by the MADC (29.41 MHz, 10 bits)",
      x: run.schedule == nil ? timeOfRun : time, y: Axis("reading", unit: "LSB"), legend: .hidden,
      marks: [
        .line(
          x: run.madcTimes.map { $0 * Self.micro }, y: run.madc?.values.map(Double.init) ?? [],
          color: madcColor, weight: 0.6)
      ])
  }

  /// The colour of the recorded neuron's membrane, if the probe watches it too.
  private var madcColor: Color {
    .series(2 + (run.experiment.watch.firstIndex { $0 == run.experiment.madc } ?? 1))
  }

  /// The ramp against the two inputs that it is compared with: baseline and result.
  private var conversion: [Panel] {
    let causal = run.probe.conversions.filter { $0.isCausal && $0.neuron == run.probe.neurons[0] }
    guard let first = causal.first, let last = causal.last else { return [] }
    let counts = first.ramp.indices.map { Double($0) * first.secondsPerCount * Self.micro }
    let end = counts.last ?? 1
    func level(_ conversion: ProbeConversion, _ name: String, _ color: Color) -> [Mark] {
      let stop = Double(conversion.code) * conversion.secondsPerCount * Self.micro
      return [
        .line(
          x: [0, stop, stop],
          y: [conversion.input, conversion.input, first.ramp[0]].map { $0 * 1e3 },
          label: "\(name): code \(conversion.code)", color: color)
      ]
    }
    return [
      Panel(
        title: "Conversion: \(last.code) - \(first.code) = \(run.results[run.experiment.watch[0]])",
        x: Axis("time after the start of the ramp", unit: "µs", range: 0...end),
        y: Axis("voltage", unit: "mV"), legend: .topLeft,
        marks: [
          .line(x: counts, y: first.ramp.map { $0 * 1e3 }, label: "ramp", color: .series(5))
        ] + level(first, "baseline", .series(1)) + level(last, "result", .series(2)))
    ]
  }
}
