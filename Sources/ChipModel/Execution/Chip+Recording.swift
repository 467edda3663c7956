internal import Columns
internal import SimulationCore

extension Chip {
  /// Whether anything samples a column.
  var isRecording: Bool { madc != nil || probe != nil }

  /// Starts to record a neuron (row * 256 + column) with the MADC, a sample every `ticks` of 2 ns.
  func startMADC(_ neuron: Int, ticks: Int) {
    prepare(hemispheres[neuron / Hemisphere.columnCount])
    madc = Recorder(neuron: neuron, start: now, ticks: Int64(ticks))
  }

  /// Starts to probe a neuron. The chip takes no step for it: steps end where its own actions lie,
  /// so that rounding is the same with and without a probe.
  func startProbe(_ neuron: Int, ticks: Int) {
    probe = Recorder(neuron: neuron, start: now, ticks: Int64(ticks))
  }

  /// Ends a MADC recording: the readout of the neuron in 10 bits, with the converter's noise.
  func stopMADC(programStart: PPUCycles) -> MADCTrace {
    if let madc { prepare(hemispheres[madc.neuron / Hemisphere.columnCount]) }
    guard let finished = madc else {
      return MADCTrace(values: [], start: 0, ticksPerSample: Clocks.madcTicksPerSample)
    }
    madc = nil
    readCount += 1
    return MADCTrace(
      values: convert(finished.samples), start: (finished.start - programStart).fpgaCycles,
      ticksPerSample: Int(finished.ticks))
  }

  /// Ends a probe: the column's potentials as they are.
  func stopProbe(programStart: PPUCycles) -> ProbeTrace {
    if let probe { lookAhead(hemispheres[probe.neuron / Hemisphere.columnCount]) }
    guard let finished = probe else {
      return ProbeTrace(start: 0, ticksPerSample: 1, membrane: [], excitatory: [], inhibitory: [])
    }
    probe = nil
    return ProbeTrace(
      start: (finished.start - programStart).fpgaCycles, ticksPerSample: Int(finished.ticks),
      membrane: finished.samples.map(\.membrane),
      excitatory: finished.samples.map(\.excitatoryDrop),
      inhibitory: finished.samples.map(\.inhibitoryDrop))
  }

  /// Takes the probe's samples up to now without a step of the chip. Biases that wait for the
  /// chip's next action are borrowed, and wait on.
  private func lookAhead(_ hemisphere: Hemisphere) {
    let wasStale = hemisphere.areBiasesStale
    if wasStale { refreshBiases(hemisphere) }
    recordProbe(hemisphere, until: now)
    hemisphere.areBiasesStale = wasStale
  }

  private func convert(_ volts: [Float]) -> [UInt16] {
    let noise = Float(parameters.madc.noise * parameters.effects[.madcNoise])
    let field = NormalField(seed: identity.runSeed, domain: .traceNoise)
    let normals = field.row(vector: readCount, lane: 0, count: volts.count)
    let (zero, step) = (Float(parameters.madc.zero), Float(parameters.madc.step))
    return zip(volts, normals).map { volt, z in
      UInt16(min(max((volt + noise * z - zero) / step, 0), 1023))
    }
  }

  /// Takes the samples that fall before `target`; looks ahead without touching the state.
  func record(_ hemisphere: Hemisphere, until target: PPUCycles) {
    if madc != nil { recordMADC(hemisphere, until: target) }
    if probe != nil { recordProbe(hemisphere, until: target) }
  }

  private func recordProbe(_ hemisphere: Hemisphere, until target: PPUCycles) {
    guard var active = probe, active.neuron / Hemisphere.columnCount == hemisphere.index else {
      return
    }
    probe = nil
    let column = active.neuron % Hemisphere.columnCount
    while active.next < target {
      let time = max(active.next, hemisphere.columns.time)
      active.samples.append(hemisphere.columns.lookAhead(column: column, to: time))
    }
    probe = active
  }

  private func recordMADC(_ hemisphere: Hemisphere, until target: PPUCycles) {
    guard var active = madc, active.neuron / Hemisphere.columnCount == hemisphere.index else {
      return
    }
    madc = nil
    let column = active.neuron % Hemisphere.columnCount
    while active.next < target {
      let time = max(active.next, hemisphere.columns.time)
      active.samples.append(readoutVolts(hemisphere, column, at: time))
    }
    madc = active
  }

  /// The readout amplifier's output for a column, now or a while ahead.
  private func readoutVolts(_ hemisphere: Hemisphere, _ j: Int, at time: PPUCycles) -> Float {
    let columns = hemisphere.columns
    let volts: Double =
      switch hemisphere.neurons[j].readout {
      case .membrane: columns.lookAhead(column: j, to: time).membrane
      case .excitatoryLine:
        columns.lineRestVolts(j).excitatory - columns.lookAheadExcitatory(column: j, to: time)
      case .inhibitoryLine:
        columns.lineRestVolts(j).inhibitory - columns.lookAheadInhibitory(column: j, to: time)
      case .none: 0
      }
    return hemisphere.cadc.readout(Float(volts), column: j)
  }
}
