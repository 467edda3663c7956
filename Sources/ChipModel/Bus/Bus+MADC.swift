internal import Containers
internal import Coordinates
internal import SimulationCore

/// Recordings of the MADC as the bus knows them; the machines have the samples.
struct MADCState {
  /// A recording by ``PlaybackProgramBuilder/startMADC(_:)``.
  var recording: (neuron: AtomicNeuronOnDLS, span: RecordingSpan)?
  /// A recording that the registers have started.
  var run: MADCRun?
  /// Samples of recordings that the registers have stopped in this program.
  var samples: [MADCSample] = []
  /// Tells whether the FPGA records them.
  var eventRecording = EventRecording()

  /// Tells whether a recording goes on.
  var isRecording: Bool { recording != nil || run != nil }

  /// The samples that have come since the last program's end.
  mutating func takeSamples(since start: PPUCycles) -> [MADCSample] {
    defer { samples = [] }
    return samples.map { $0.since(start) }
  }
}

/// The MADC as its registers command it: one or two readout channels in front of it.
struct MADCRun {
  typealias Channel = SourceMultiplexerOnReadoutSourceSelection

  /// Neuron behind each channel of the multiplexer; nil where nothing is connected.
  let neurons: TypedArray2<AtomicNeuronOnDLS?, Channel>
  /// Pads behind channels without a neuron.
  var padRecording: PadRecording
  let span: RecordingSpan
  let start: PPUCycles
  let initialChannel: Channel
  /// Samples of a channel before the multiplexer switches; 0 never switches.
  let selectLength: Int
  let isDummy: Bool

  /// The samples in the order of time, from the traces of the channels.
  func samples(_ traces: TypedArray2<[UInt16]?, Channel>) -> [MADCSample] {
    let count = traces.values.compactMap { $0?.count }.max() ?? 0
    return (0..<count).map { k in
      let channel = channel(k)
      let tick = start.count * RecordingSpan.ticksPerPPUCycle + Int64(k) * span.ticks
      let time = UInt64(PPUCycles(tick / RecordingSpan.ticksPerPPUCycle).fpgaCycles)
      return MADCSample(
        value: isDummy ? UInt16(k % MADCTrace.codeCount) : traces[channel]?[k] ?? 0,
        channel: channel.rawValue, fpgaTime: time, chipTime: time)
    }
  }

  /// The channel of a sample.
  private func channel(_ sample: Int) -> Channel {
    guard selectLength > 0 else { return initialChannel }
    return Channel(unchecked: (initialChannel.value + sample / selectLength) % Channel.count)
  }
}

extension Bus {
  // MARK: - By tickets

  /// Starts to record a neuron with the MADC.
  func startMADC(_ neuron: AtomicNeuronOnDLS) {
    prepare(neuron.toHemisphereOnDLS())
    let span = RecordingSpan(start: now, ticks: Int64(Clocks.madcTicksPerSample))
    for hemisphere in HemisphereOnDLS.allCases {
      let isOwn = hemisphere == neuron.toHemisphereOnDLS()
      actions.add(
        .record(.start(isOwn ? Recorder(neuron: neuron, span: span) : nil)), to: hemisphere)
    }
    madc.recording = (neuron, span)
  }

  /// Ends a MADC recording; nil when there was none.
  /// - Throws: ``ChipError/recordingTooLong(samples:)``; the recording is gone then.
  func stopMADC(programStart: PPUCycles) throws(ChipError) -> Reply<MADCTrace>? {
    guard let (neuron, span) = madc.recording else { return nil }
    prepare(neuron.toHemisphereOnDLS())
    madc.recording = nil
    do { try span.checkRoom(until: status[neuron.toHemisphereOnDLS()].time) } catch {
      actions.add(.record(.start(nil)))
      throw error
    }
    readCount += 1
    let reply = Reply<MADCTrace>()
    actions.add(
      .record(
        .stop(
          MADCNoise(vector: readCount, lane: 0),
          start: (span.start - programStart).fpgaCycles, reply: reply)),
      to: neuron.toHemisphereOnDLS())
    return reply
  }

  // MARK: - By registers

  /// A command to the MADC. haldls: `MADCControl`
  func command(_ control: MADCControl) throws(ChipError) {
    if control.stopRecording || control.startRecording { try finishMADCRun() }
    if control.startRecording { beginMADCRun(isContinuous: control.enableContinuousSampling) }
  }

  /// Starts to sample what ReadoutSourceSelection has connected, as MADCConfig says.
  private func beginMADCRun(isContinuous: Bool) {
    prepareAll()
    madc.eventRecording.begin(at: now, isOn: isRecordingEvents)
    let config: MADCConfig = stored(.min)
    let sources: ReadoutSourceSelection = stored(.min)
    let span = span(of: config, isContinuous: isContinuous)
    let run = MADCRun(
      neurons: TypedArray2 { connectedNeuron(sources.buffers[$0]) },
      padRecording: PadRecording(
        TypedArray2 { connectedPad(sources.buffers[$0]) }, at: now, padLevels()),
      span: span, start: now,
      initialChannel: config.activeMuxInitiallySelectedInput,
      selectLength: config.activeMuxInputSelectLength.value, isDummy: config.enableDummyData)
    madc.run = run
    for hemisphere in HemisphereOnDLS.allCases {
      let own = run.neurons.values.map { neuron in
        neuron?.toHemisphereOnDLS() == hemisphere
          ? neuron.map { Recorder<Float>(neuron: $0, span: span) } : nil
      }
      actions.add(.record(.follow(own)), to: hemisphere)
    }
  }

  private func span(of config: MADCConfig, isContinuous: Bool) -> RecordingSpan {
    let scaling =
      config.enableMADCClockScaling ? 2 * (Int64(config.madcClockScaleValue.value) + 1) : 1
    let ticks = (12 + Int64(config.sampleDurationAdjust.value)) * scaling
    let count = config.numberOfSamples.value
    var span = RecordingSpan(start: now, ticks: ticks)
    if !isContinuous, count != 0 {
      span.end = now + PPUCycles((Int64(count) * ticks + 1) / RecordingSpan.ticksPerPPUCycle)
    }
    return span
  }

  /// The neuron behind a channel: of those that drive the connected lines, the first.
  private func connectedNeuron(
    _ source: ReadoutSourceSelection.SourceMultiplexer
  ) -> AtomicNeuronOnDLS? {
    AtomicNeuronOnDLS.allCases.first { neuron in
      let hemisphere = neuron.toHemisphereOnDLS()
      let isEven = neuron.toNeuronColumnOnDLS().value % 2 == 0
      guard isEven ? source.neuronEven[hemisphere] : source.neuronOdd[hemisphere] else {
        return false
      }
      let config: NeuronConfig = stored(neuron.toNeuronConfigOnDLS())
      return config.enableReadout && config.enableReadoutAmplifier
    }
  }

  /// Ends a recording; its samples wait for the end of the program.
  private func finishMADCRun() throws(ChipError) {
    prepareAll()
    guard let run = madc.run else { return }
    madc.run = nil
    do { try checkRoom(of: run) } catch {
      actions.add(.record(.follow([])))
      throw error
    }
    readCount += 1
    madc.samples += madc.eventRecording.recorded(run.samples(traces(of: run)))
  }

  /// Ends a recording that has taken all of its samples: they arrive without a command.
  func finishCompletedMADCRun() throws(ChipError) {
    guard let run = madc.run, run.span.end <= now else { return }
    try finishMADCRun()
  }

  private func checkRoom(of run: MADCRun) throws(ChipError) {
    for case .some(let neuron) in run.neurons.values {
      try run.span.checkRoom(until: status[neuron.toHemisphereOnDLS()].time)
    }
    for case .some in run.padRecording.pads.values { try run.span.checkRoom(until: now) }
  }

  private func traces(of run: MADCRun) -> TypedArray2<[UInt16]?, MADCRun.Channel> {
    let noises = MADCRun.Channel.allCases.map {
      MADCNoise(vector: readCount, lane: UInt32($0.rawValue))
    }
    let replies = HemisphereOnDLS.allCases.map { hemisphere in
      let reply = Reply<[[UInt16]?]>()
      actions.add(.record(.unfollow(noises, reply: reply)), to: hemisphere)
      return reply
    }
    actions.perform()
    let pads = padCodes(of: run, noises)
    return TypedArray2 { channel in
      replies.compactMap { $0.value?[channel.value] }.first ?? pads[channel.value]
    }
  }
}

extension MADCSample {
  /// Returns the sample with its times counted from the start of a program, or from the recording's
  /// first sample when that came before.
  fileprivate func since(_ start: PPUCycles) -> MADCSample {
    let origin = UInt64(max(0, start.fpgaCycles))
    guard chipTime >= origin else { return self }
    let time = chipTime - origin
    return MADCSample(value: value, channel: channel, fpgaTime: time, chipTime: time)
  }
}
