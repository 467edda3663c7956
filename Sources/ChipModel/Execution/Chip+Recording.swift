internal import Columns
internal import SimulationCore

extension Chip {
  /// Starts the MADC on a neuron (row * 256 + column).
  func startRecording(_ neuron: Int) {
    let hemisphere = hemispheres[neuron / Hemisphere.columnCount]
    prepare(hemisphere)
    recorder = Recorder(
      neuron: neuron, start: now, ticks: Int64(Clocks.madcTicksPerSample))
  }

  /// Ends the recording and converts it to 10-bit samples.
  func stopRecording(programStart: PPUCycles) -> MADCTrace {
    guard let active = recorder else {
      return MADCTrace(
        values: [], start: (now - programStart).fpgaCycles, ticksPerSample: Clocks.madcTicksPerSample)
    }
    prepare(hemispheres[active.neuron / Hemisphere.columnCount])
    let finished = recorder ?? active
    recorder = nil
    readCount += 1
    return MADCTrace(
      values: convert(finished.volts), start: (finished.start - programStart).fpgaCycles,
      ticksPerSample: Clocks.madcTicksPerSample)
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
      let potentials = hemisphere.columns.lookAhead(column: column, to: time)
      active.volts.append(readoutVolts(hemisphere, column, potentials))
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
