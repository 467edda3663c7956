internal import Columns
internal import SimulationCore

extension Chip {
  /// Starts to record a neuron (row * 256 + column), a sample every `ticks` of 2 ns.
  func startRecording(_ neuron: Int, ticks: Int) {
    prepare(hemispheres[neuron / Hemisphere.columnCount])
    recorder = Recorder(neuron: neuron, start: now, ticks: Int64(ticks))
  }

  private func endRecording() -> Recorder? {
    guard let active = recorder else { return nil }
    prepare(hemispheres[active.neuron / Hemisphere.columnCount])
    defer { recorder = nil }
    return recorder
  }

  /// Ends a MADC recording: the readout of the neuron in 10 bits, with the converter's noise.
  func stopMADC(programStart: PPUCycles) -> MADCTrace {
    guard let finished = endRecording() else {
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
    guard let finished = endRecording() else {
      return ProbeTrace(start: 0, ticksPerSample: 1, membrane: [], excitatory: [], inhibitory: [])
    }
    return ProbeTrace(
      start: (finished.start - programStart).fpgaCycles, ticksPerSample: Int(finished.ticks),
      membrane: finished.samples.map(\.membrane),
      excitatory: finished.samples.map(\.excitatoryDrop),
      inhibitory: finished.samples.map(\.inhibitoryDrop))
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
    guard var active = recorder, active.neuron / Hemisphere.columnCount == hemisphere.index else {
      return
    }
    let column = active.neuron % Hemisphere.columnCount
    while active.next < target {
      let time = max(active.next, hemisphere.columns.time)
      active.samples.append(hemisphere.columns.lookAhead(column: column, to: time))
    }
    recorder = active
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
