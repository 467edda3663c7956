internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore

extension Chip {
  /// Starts to record a neuron (row * 256 + column) with the MADC, a sample every `ticks` of 2 ns.
  func startMADC(_ neuron: Int, ticks: Int) {
    prepare(hemispheres[neuron / Hemisphere.columnCount])
    madc = Recorder(neuron: neuron, start: now, ticks: Int64(ticks))
  }

  /// Starts to probe neurons. The chip takes no step for it: steps end where its own actions lie,
  /// so that rounding is the same with and without a probe.
  func startProbe(_ neurons: [Int], ticks: Int) {
    let started = Probe(
      recorders: neurons.map { Recorder(neuron: $0, start: now, ticks: Int64(ticks)) })
    probe = started
    for hemisphere in hemispheres {
      hemisphere.synram.pulseLog = started.hemispheres.contains(hemisphere.index) ? [] : nil
    }
  }

  /// Ends a MADC recording: the readout of the neuron in 10 bits, with the converter's noise.
  /// - Throws: ``ChipError/recordingTooLong(samples:)``; the recording is gone then.
  func stopMADC(programStart: PPUCycles) throws(ChipError) -> MADCTrace {
    if let active = madc { prepare(hemispheres[active.hemisphere]) }
    guard let finished = madc else {
      return MADCTrace(values: [], start: 0, ticksPerSample: Clocks.madcTicksPerSample)
    }
    madc = nil
    try finished.checkRoom()
    readCount += 1
    return digitise(
      finished, start: (finished.start - programStart).fpgaCycles, vector: readCount, lane: 0)
  }

  /// A finished recording as the MADC reports it; `vector` and `lane` name its noise.
  func digitise(
    _ recorder: Recorder, start: Int, vector: UInt64, lane: UInt32
  ) -> MADCTrace {
    let hemisphere = hemispheres[recorder.hemisphere]
    let volts = recorder.samples.map { readoutVolts(hemisphere, recorder.column, $0) }
    return MADCTrace(
      values: convert(volts, vector, lane), start: start, ticksPerSample: Int(recorder.ticks))
  }

  /// Ends a probe: the columns' potentials as they are.
  /// - Throws: ``ChipError/recordingTooLong(samples:)``; the recording is gone then.
  func stopProbe(programStart: PPUCycles) throws(ChipError) -> ProbeRecording {
    for h in probe?.hemispheres ?? [] { lookAhead(hemispheres[h]) }
    guard let finished = probe else {
      return ProbeRecording(neurons: [], traces: [], pulses: [], conversions: [])
    }
    probe = nil
    let pulses = collectPulses(programStart)
    for recorder in finished.recorders { try recorder.checkRoom() }
    return ProbeRecording(
      neurons: finished.recorders.map { AtomicNeuronOnDLS(unchecked: $0.neuron) },
      traces: finished.recorders.map { trace($0, programStart) }, pulses: pulses,
      conversions: finished.conversions.map { $0.since(programStart) })
  }

  private func trace(_ recorder: Recorder, _ programStart: PPUCycles) -> ProbeTrace {
    ProbeTrace(
      start: (recorder.start - programStart).fpgaCycles, ticksPerSample: Int(recorder.ticks),
      membrane: recorder.samples.map(\.membrane),
      excitatory: recorder.samples.map(\.excitatoryDrop),
      inhibitory: recorder.samples.map(\.inhibitoryDrop))
  }

  private func collectPulses(_ programStart: PPUCycles) -> [ProbePulse] {
    hemispheres.flatMap { hemisphere -> [ProbePulse] in
      defer { hemisphere.synram.pulseLog = nil }
      return (hemisphere.synram.pulseLog ?? []).map { entry in
        ProbePulse(
          driver: SynapseDriverOnDLS(
            unchecked: hemisphere.index * Hemisphere.driverCount + entry.driver),
          time: Int((entry.time - programStart).count),
          topSeconds: max(0, Double(entry.pulses.topSeam)),
          bottomSeconds: max(0, Double(entry.pulses.bottomSeam)))
      }
    }.sorted { ($0.time, $0.driver.value) < ($1.time, $1.driver.value) }
  }

  /// Time of a count for pictures of a ramp: 256 of them fit into a conversion. No reading depends on
  /// it, and nobody has published it.
  private static let drawnCount = PPUCycles(1)

  /// Notes a conversion for a probe that watches the column.
  func note(
    _ hemisphere: Hemisphere, _ j: Int, _ kind: CADCChannelKind, code: UInt8
  ) {
    guard let active = probe, active.watches(hemisphere.index, j) else { return }
    let input = channelInput(
      hemisphere, j, kind, membrane: { hemisphere.columns.membraneVolts($0) })
    probe?.conversions.append(
      ProbeConversion(
        neuron: AtomicNeuronOnDLS(unchecked: hemisphere.index * Hemisphere.columnCount + j),
        isCausal: kind == .causal, time: Int(hemisphere.columns.time.count),
        input: Double(input.volts), code: code,
        ramp: hemisphere.cadc.ramp(column: j, kind: kind),
        secondsPerCount: Self.drawnCount.seconds))
  }

  /// Takes the probe's samples up to now without a step of the chip. Biases that wait for the
  /// chip's next action are borrowed, and wait on.
  private func lookAhead(_ hemisphere: Hemisphere) {
    let wasStale = hemisphere.areBiasesStale
    if wasStale { refreshBiases(hemisphere) }
    recordProbe(hemisphere, until: now)
    hemisphere.areBiasesStale = wasStale
  }

  private func convert(_ volts: [Float], _ vector: UInt64, _ lane: UInt32) -> [UInt16] {
    let noise = Float(parameters.madc.noise * parameters.effects[.madcNoise])
    let field = NormalField(seed: identity.noiseSeed, domain: .traceNoise)
    let normals = field.row(vector: vector, lane: lane, count: volts.count)
    let step = Float(parameters.madcStep)
    return zip(volts, normals).map { volt, z in
      let count = (volt + noise * z) / step
      return UInt16(min(max(count, 0), 1023))
    }
  }

  /// Takes the samples that fall before `target`; looks ahead without touching the state.
  func record(_ hemisphere: Hemisphere, until target: PPUCycles) {
    guard isWatched else { return }
    if madc?.hemisphere == hemisphere.index { madc?.take(from: hemisphere.columns, until: target) }
    for index in madcRun?.channels.indices ?? 0..<0
    where madcRun?.channels[index]?.hemisphere == hemisphere.index {
      madcRun?.channels[index]?.take(from: hemisphere.columns, until: target)
    }
    recordProbe(hemisphere, until: target)
  }

  /// Whether the MADC or a probe is at work.
  var isWatched: Bool { madc != nil || madcRun != nil || probe != nil }

  private func recordProbe(_ hemisphere: Hemisphere, until target: PPUCycles) {
    for index in probe?.recorders.indices ?? 0..<0
    where probe?.recorders[index].hemisphere == hemisphere.index {
      probe?.recorders[index].take(from: hemisphere.columns, until: target)
    }
  }

  /// The readout amplifier's output for a column's potentials.
  private func readoutVolts(
    _ hemisphere: Hemisphere, _ column: Int, _ potentials: ColumnPotentials
  ) -> Float {
    let columns = hemisphere.columns
    let volts: Double =
      switch hemisphere.neurons[column].readout {
      case .membrane: potentials.membrane
      case .excitatoryLine: columns.lineVolts(drop: potentials.excitatoryDrop)
      case .inhibitoryLine: columns.lineVolts(drop: potentials.inhibitoryDrop)
      case .none: 0
      }
    return hemisphere.cadc.readout(Float(volts), column: column)
  }
}

extension ProbeConversion {
  /// The same conversion with its time counted from the start of a program.
  fileprivate func since(_ start: PPUCycles) -> ProbeConversion {
    ProbeConversion(
      neuron: neuron, isCausal: isCausal, time: time - Int(start.count), input: input, code: code,
      ramp: ramp, secondsPerCount: secondsPerCount)
  }
}
