internal import Columns
internal import Coordinates
internal import SimulationCore

/// The probe, which changes nothing on the chip.
extension Bus {
  /// Starts to probe neurons. The chip takes no step for it: steps end where its own actions lie,
  /// so that rounding is the same with and without a probe.
  func startProbe(_ neurons: [AtomicNeuronOnDLS], ticks: Int) {
    let started = Probe(neurons, span: RecordingSpan(start: now, ticks: Int64(ticks)))
    actions.isImmediate = true
    probe = started
    for hemisphere in HemisphereOnDLS.allCases { actions.machines[hemisphere].start(started) }
  }

  /// Ends a probe: the columns' potentials as they are.
  /// - Throws: ``ChipError/recordingTooLong(samples:)``; the recording is gone then.
  func stopProbe(programStart: PPUCycles) throws(ChipError) -> ProbeRecording {
    guard let finished = probe else {
      return ProbeRecording(neurons: [], traces: [], pulses: [], conversions: [])
    }
    for hemisphere in HemisphereOnDLS.allCases where finished.watches(hemisphere) {
      lookAhead(hemisphere, finished)
    }
    probe = nil
    actions.isImmediate = false
    let pulses = HemisphereOnDLS.allCases.flatMap {
      actions.machines[$0].stopProbe(programStart: programStart)
    }
    for recorder in finished.recorders {
      try recorder.span.checkRoom(until: max(now, status[recorder.neuron.toHemisphereOnDLS()].time))
    }
    return ProbeRecording(
      neurons: finished.recorders.map(\.neuron),
      traces: finished.recorders.map { $0.trace(programStart) },
      pulses: pulses.sorted { ($0.time, $0.driver.value) < ($1.time, $1.driver.value) },
      conversions: finished.conversions.map { $0.since(programStart) })
  }

  /// Takes the probe's samples up to now without a step of the chip. Biases that wait for the
  /// chip's next action are borrowed, and wait on.
  private func lookAhead(_ hemisphere: HemisphereOnDLS, _ probe: Probe) {
    let wasStale = status[hemisphere].areBiasesStale
    if wasStale { refreshBiases(hemisphere) }
    probe.take(from: actions.machines[hemisphere], until: now)
    status[hemisphere].areBiasesStale = wasStale
  }
}

extension Recorder<ColumnPotentials> {
  fileprivate func trace(_ programStart: PPUCycles) -> ProbeTrace {
    ProbeTrace(
      start: (span.start - programStart).fpgaCycles, ticksPerSample: Int(span.ticks),
      membrane: samples.map(\.membrane), excitatory: samples.map(\.excitatoryDrop),
      inhibitory: samples.map(\.inhibitoryDrop))
  }
}

extension ProbeConversion {
  /// Returns the conversion with its time counted from the start of a program.
  fileprivate func since(_ start: PPUCycles) -> ProbeConversion {
    ProbeConversion(
      neuron: neuron, isCausal: isCausal, time: time - Int(start.count), input: input, code: code,
      ramp: ramp, secondsPerCount: secondsPerCount)
  }
}
