internal import Columns
internal import SimulationCore

extension Chip {
  /// Starts to record a neuron (row * 256 + column) with the MADC, a sample every `ticks` of 2 ns.
  func startMADC(_ neuron: Int, ticks: Int) {
    prepare(hemispheres[neuron / Hemisphere.columnCount])
    recorders[.madc] = Recorder(neuron: neuron, start: now, ticks: Int64(ticks))
  }

  /// Starts to probe a neuron. The chip takes no step for it: steps end where its own actions lie,
  /// so that rounding is the same with and without a probe.
  func startProbe(_ neuron: Int, ticks: Int) {
    recorders[.probe] = Recorder(neuron: neuron, start: now, ticks: Int64(ticks))
  }

  /// Ends a MADC recording: the readout of the neuron in 10 bits, with the converter's noise.
  func stopMADC(programStart: PPUCycles) -> MADCTrace {
    if let active = recorders[.madc] {
      prepare(hemispheres[active.neuron / Hemisphere.columnCount])
    }
    guard let finished = recorders.removeValue(forKey: .madc) else {
      return MADCTrace(values: [], start: 0, ticksPerSample: Clocks.madcTicksPerSample)
    }
    let hemisphere = hemispheres[finished.neuron / Hemisphere.columnCount]
    let column = finished.neuron % Hemisphere.columnCount
    readCount += 1
    let volts = finished.samples.map { readoutVolts(hemisphere, column, $0) }
    return MADCTrace(
      values: convert(volts), start: (finished.start - programStart).fpgaCycles,
      ticksPerSample: Int(finished.ticks))
  }

  /// Ends a probe: the column's potentials as they are.
  func stopProbe(programStart: PPUCycles) -> ProbeTrace {
    if let active = recorders[.probe] {
      lookAhead(hemispheres[active.neuron / Hemisphere.columnCount])
    }
    guard let finished = recorders.removeValue(forKey: .probe) else {
      return ProbeTrace(start: 0, ticksPerSample: 1, membrane: [], excitatory: [], inhibitory: [])
    }
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
    record(hemisphere, .probe, until: now)
    hemisphere.areBiasesStale = wasStale
  }

  private func convert(_ volts: [Float]) -> [UInt16] {
    let noise = Float(parameters.madc.noise * parameters.effects[.madcNoise])
    let field = NormalField(seed: identity.runSeed, domain: .traceNoise)
    let normals = field.row(vector: readCount, lane: 0, count: volts.count)
    return zip(volts, normals).map { volt, z in
      let count = (volt + noise * z - Float(parameters.madc.zero)) / Float(parameters.madc.step)
      return UInt16(min(max(count, 0), 1023))
    }
  }

  /// Takes the samples that fall before `target`; looks ahead without touching the state.
  func record(_ hemisphere: Hemisphere, until target: PPUCycles) {
    guard !recorders.isEmpty else { return }
    for purpose in Recorder.Purpose.allCases { record(hemisphere, purpose, until: target) }
  }

  private func record(
    _ hemisphere: Hemisphere, _ purpose: Recorder.Purpose, until target: PPUCycles
  ) {
    guard var active = recorders[purpose],
      active.neuron / Hemisphere.columnCount == hemisphere.index
    else { return }
    recorders[purpose] = nil
    let column = active.neuron % Hemisphere.columnCount
    while active.next < target {
      let time = max(active.next, hemisphere.columns.time)
      active.samples.append(hemisphere.columns.lookAhead(column: column, to: time))
    }
    recorders[purpose] = active
  }

  /// The readout amplifier's output for a column's potentials.
  private func readoutVolts(
    _ hemisphere: Hemisphere, _ column: Int, _ potentials: ColumnPotentials
  ) -> Float {
    let rest = hemisphere.columns.lineRestVolts(column)
    let volts: Double =
      switch hemisphere.neurons[column].readout {
      case .membrane: potentials.membrane
      case .excitatoryLine: rest.excitatory - potentials.excitatoryDrop
      case .inhibitoryLine: rest.inhibitory - potentials.inhibitoryDrop
      case .none: 0
      }
    return hemisphere.cadc.readout(Float(volts), column: column)
  }
}
