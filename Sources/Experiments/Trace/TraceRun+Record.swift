import ChipConfiguration
public import ChipModel
public import Recording
import SimulationCore

extension TraceRun {
  /// Returns the HDF5 record of the run: series that grow along their first dimension, each with its
  /// unit.
  /// - Parameter chip: The chip of the run.
  public func record(of chip: Chip) -> Record {
    var record = Record(attributes: attributes(of: chip))
    record.groups["probe"] = probeRecord
    record.groups["pulses"] = pulsesRecord
    record.groups["conversions"] = conversionsRecord
    record.groups["stimulus"] = stimulusRecord
    if let madc { record.groups["madc"] = madcRecord(madc) }
    if !results.isEmpty {
      record.datasets["results"] = series(results, "LSB", "one result per neuron")
    }
    return record
  }

  private func attributes(of chip: Chip) -> [String: Attribute] {
    [
      "content": "trace", "emulator_version": .string(Emulator.build),
      "title": .string(experiment.title), "experiment": .string(experiment.text),
      "chip": .string(chip.identity.description), "chip_seed": .uint64(chip.identity.seed),
      "chip_fingerprint": .string(chip.parameters.fingerprint),
      "run_seed": .uint64(chip.identity.runSeed), "lost_events": .int64(Int64(lostEvents)),
      "time_zero": .string(
        schedule == nil
          ? "4 us after the reset of the neurons"
          : "start of the real-time section: the first event comes one wait later"),
    ]
  }

  private var probeRecord: Record {
    let traces = probe.traces
    let count = traces.first?.membrane.count ?? 0
    func matrix(_ path: KeyPath<ProbeTrace, [Double]>, _ summary: String) -> Dataset {
      let values = (0..<count).flatMap { k in traces.map { Float($0[keyPath: path][k]) } }
      return series(values, "V", summary, shape: [count, traces.count])
    }
    return Record(
      attributes: [
        "neurons": .int64s(probe.neurons.map { Int64($0.value) }),
        "sample_period_seconds": .double(
          Double(experiment.ticksPerSample) / Clocks.madcClockHertz),
      ],
      datasets: [
        "time": series(times, "s", "time of each sample"),
        "membrane": matrix(\.membrane, "membranes without noise, one column per neuron"),
        "excitatory_line": matrix(\.excitatory, "drop of the excitatory lines below rest"),
        "inhibitory_line": matrix(\.inhibitory, "drop of the inhibitory lines below rest"),
      ])
  }

  private var pulsesRecord: Record {
    let pulses = probe.pulses
    return Record(datasets: [
      "time": series(pulses.map { seconds(ppuCycle: $0.time) }, "s", "arrival of the event"),
      "driver": series(pulses.map { UInt16($0.driver.value) }, "1", "synapse driver"),
      "top_row": series(pulses.map(\.topSeconds), "s", "pulse on the upper, excitatory row"),
      "bottom_row": series(pulses.map(\.bottomSeconds), "s", "pulse on the lower, inhibitory row"),
    ])
  }

  private var conversionsRecord: Record {
    let all = probe.conversions
    return Record(
      attributes: ["seconds_per_count": .double(all.first?.secondsPerCount ?? 0)],
      datasets: [
        "time": series(all.map { seconds(ppuCycle: $0.time) }, "s", "start of the ramp"),
        "neuron": series(all.map { UInt16($0.neuron.value) }, "1", "neuron of the column"),
        "is_causal": series(all.map { UInt8($0.isCausal ? 1 : 0) }, "1", "causal channel"),
        "input": series(all.map(\.input), "V", "what was converted, without noise"),
        "code": series(all.map(\.code), "LSB", "the channel's sample"),
        "ramp": series(
          all.flatMap(\.ramp), "V", "the ramp as the channel sees it, at each count",
          shape: [all.count, MatrixMultiplication.tileColumns]),
      ])
  }

  private func madcRecord(_ trace: MADCTrace) -> Record {
    let neuron = experiment.madc ?? 0
    let ticks = trace.values.indices.map { UInt64($0 * trace.ticksPerSample) }
    let start = UInt64(max(0, madcStart / 8e-9))
    return Record(
      attributes: [
        "neuron": .int64(Int64(neuron)), "madc_clock_hertz": .double(500e6),
        "sample_duration_adjust": .int64(Int64(trace.ticksPerSample - 12)),
        "sample_period_seconds": .double(trace.samplePeriod), "clock_scaling": .bool(false),
      ],
      datasets: [
        "value": series(trace.values, "LSB", "10-bit readings"),
        "channel": series(trace.values.map { _ in UInt8(0) }, "1", "input of the multiplexer"),
        "time": series(madcTimes, "s", "time of each sample"),
        "fpga_time": series(ticks.map { start + $0 / 4 }, "8 ns", "stamp of the FPGA"),
        "chip_time": series(ticks.map { 2 * start + $0 / 2 }, "4 ns", "stamp of the chip"),
      ])
  }

  private var stimulusRecord: Record {
    var record = Record(datasets: [
      "weights": series(
        experiment.weights, "LSB", "one row per input, one column per neuron",
        shape: [experiment.rows, experiment.columns])
    ])
    switch experiment.stimulus {
    case .events(let events, _):
      record.datasets["time"] = series(
        events.map { Double($0.cycle) * 8e-9 }, "s", "time of each event")
      record.datasets["input"] = series(
        events.map { UInt16($0.input) }, "1", "input (row of the weights) of each event")
      record.datasets["activation"] = series(
        events.map { UInt8($0.activation) }, "1", "activation of each event, 1...31")
    case .product(let inputs, let numSends, let wait):
      record.datasets["inputs"] = series(
        inputs, "1", "activations, one for each row of the weights")
      record.attributes["num_sends"] = .int64(Int64(numSends))
      record.attributes["wait_between_events_fpga_cycles"] = .int64(Int64(wait))
    }
    return record
  }

  /// A dataset that is compressed and can grow.
  private func series<Element: DatasetElement>(
    _ values: [Element], _ unit: String, _ summary: String, shape: [Int]? = nil
  ) -> Dataset {
    let shape = shape ?? [values.count]
    return Dataset(
      values, shape: shape, unit: unit, summary: summary,
      layout: .compressed(shape: shape, type: Element.elementType, isExtensible: true))
  }
}
