internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension HemisphereMachine {
  /// Takes the samples that fall before `target`; looks ahead without touching the state.
  func takeSamples(until target: PPUCycles) {
    take(into: &recorders.madc, until: target)
    for index in recorders.channels.indices {
      take(into: &recorders.channels[index], until: target)
    }
    recorders.probe?.take(from: self, until: target)
  }

  private func take(into recorder: inout Recorder<Float>?, until target: PPUCycles) {
    let source = recorder?.source
    recorder?.take(from: columns, until: target) { readoutVolts(source, $0, $1) }
  }

  /// Starts or ends a recording of the MADC.
  func record(_ action: RecordingAction) {
    switch action {
    case .start(let recorder): recorders.madc = recorder.map(connected)
    case .stop(let noise, let start, let reply):
      reply.value = recorders.madc.map { digitise($0, start: start, noise) }
      recorders.madc = nil
    case .follow(let channels): recorders.channels = channels.map { $0.map(connected) }
    case .unfollow(let noises, let reply):
      reply.value = zip(recorders.channels, noises).map { recorder, noise in
        recorder.map { digitise($0, start: 0, noise).values }
      }
      recorders.channels = []
    }
  }

  /// A recording that goes on with the present readout of its neuron.
  private func connected(_ recorder: Recorder<Float>) -> Recorder<Float> {
    var recorder = recorder
    recorder.source = neurons[recorder.neuron.toNeuronColumnOnDLS().value].readout
    return recorder
  }

  /// A finished recording as the MADC reports it: the readout of the neuron in 10 bits, with the
  /// converter's noise.
  func digitise(_ recorder: Recorder<Float>, start: Int, _ noise: MADCNoise) -> MADCTrace {
    let column = recorder.neuron.toNeuronColumnOnDLS().value
    let source = recorder.source ?? neurons[column].readout
    let leak = source == .membrane ? Double(columns.leakNoiseVolts(column)) : 0
    return MADCTrace(
      values: codes(recorder.samples, noise, leak: leak, ticks: recorder.span.ticks), start: start,
      ticksPerSample: Int(recorder.span.ticks))
  }

  /// Potentials as the MADC converts them, `ticks` apart; `leak` is the leak's noise in volts.
  func codes(
    _ volts: [Float], _ noise: MADCNoise, leak: Double = 0,
    ticks: Int64 = Int64(Clocks.madcTicksPerSample)
  ) -> [UInt16] {
    let noise = traceNoise(leak: leak, count: volts.count, ticks: ticks, noise)
    return zip(volts, noise).map { code($0 + $1) }
  }

  private func code(_ volts: Float) -> UInt16 {
    let count = volts / Float(parameters.madc.step)
    // In this order, what is no number becomes 0.
    return UInt16(min(max(0, count), Float(MADCTrace.codeCount - 1)))
  }

  /// Noise of the samples of a recording in volts: white noise of the converter, that of the readout
  /// amplifier within its bandwidth, and the leak's on a membrane, half of it slow.
  private func traceNoise(
    leak: Double, count: Int, ticks: Int64, _ address: MADCNoise
  ) -> [Float] {
    let own = parameters.madc
    let scale = parameters.effects[.madcNoise]
    let leak = leak / 2.0.squareRoot()
    let fast = (own.bandNoise * scale * own.bandNoise * scale + leak * leak).squareRoot()
    let parts = [
      ColouredNoise(deviation: own.noise * scale, time: 0),
      ColouredNoise(deviation: fast, time: own.bandTime),
      ColouredNoise(deviation: leak, time: own.leakNoiseTime),
    ]
    return parts.enumerated().reduce([Float](repeating: 0, count: count)) { sum, part in
      guard part.element.deviation > 0 else { return sum }
      let normals = noise.traces.row(
        vector: address.vector, lane: address.lane | UInt32(part.offset) << 28, count: count)
      return zip(sum, part.element.values(normals, ticks: ticks)).map(+)
    }
  }

  /// The readout amplifier's output for a source, or for the present one, at a time on a column's
  /// course. Only the potential that it needs is computed.
  private func readoutVolts(
    _ source: NeuronSettings.Source?, _ course: ColumnTrajectory, _ time: PPUCycles
  ) -> Float {
    func line(_ line: ColumnLine) -> Double {
      columns.lineVolts(drop: course.drop(of: line, at: time))
    }
    let volts: Double =
      switch source ?? neurons[course.column].readout {
      case .membrane: course.potentials(at: time).membrane
      case .excitatoryLine: line(.excitatory)
      case .inhibitoryLine: line(.inhibitory)
      case .none: 0
      }
    return cadc.readout(Float(volts), column: course.column)
  }

  // MARK: - Probe

  /// Lets a probe watch this hemisphere, if it has a neuron here.
  func start(_ probe: Probe) {
    let isWatched = probe.watches(hemisphere)
    recorders.probe = isWatched ? probe : nil
    synram.pulseLog = isWatched ? [] : nil
  }

  /// Ends the probe; returns the pulses since its start.
  func stopProbe(programStart: PPUCycles) -> [ProbePulse] {
    defer {
      recorders.probe = nil
      synram.pulseLog = nil
    }
    return (synram.pulseLog ?? []).map { entry in
      ProbePulse(
        driver: SynapseDriverOnDLS(
          SynapseDriverOnSynapseDriverBlock(unchecked: entry.driver), hemisphere),
        time: Int((entry.time - programStart).count),
        topSeconds: max(0, Double(entry.pulses.top.length)),
        bottomSeconds: max(0, Double(entry.pulses.bottom.length)))
    }
  }
}
