internal import Containers
internal import Coordinates
internal import SimulationCore

/// The MADC as its registers command it: one or two readout channels in front of it.
struct MADCRun {
  /// What each channel of the multiplexer follows; nil where nothing is connected.
  var channels: [Recorder?]
  let start: PPUCycles
  let ticks: Int64
  let initialChannel: Int
  /// Samples of a channel before the multiplexer switches; 0 never switches.
  let selectLength: Int
  let isDummy: Bool

  /// The channel of a sample.
  func channel(_ sample: Int) -> Int {
    selectLength == 0 ? initialChannel : (initialChannel + sample / selectLength) % 2
  }
}

extension Chip {
  /// A command to the MADC. haldls: `MADCControl`
  func commandMADC(_ word: UInt32) throws(ChipError) {
    let control = MADCControl(words: { _ in word })
    if control.stopRecording { try finishMADCRun() }
    if control.startRecording { beginMADCRun(isContinuous: control.enableContinuousSampling) }
  }

  /// Starts to sample what ReadoutSourceSelection has connected, as MADCConfig says.
  private func beginMADCRun(isContinuous: Bool) {
    hemispheres.forEach(prepare)
    eventRecording.begin(at: now, isOn: isRecordingEvents)
    let config: MADCConfig = stored(.min)
    let sources: ReadoutSourceSelection = stored(.min)
    let scaling =
      config.enableMADCClockScaling ? 2 * (Int64(config.madcClockScaleValue.value) + 1) : 1
    let ticks = (12 + Int64(config.sampleDurationAdjust.value)) * scaling
    let count = config.numberOfSamples.value
    let end =
      isContinuous || count == 0
      ? PPUCycles(.max) : now + PPUCycles((Int64(count) * ticks + 1) / Recorder.ticksPerPPUCycle)
    let channels = SourceMultiplexerOnReadoutSourceSelection.allCases.map { channel in
      connectedNeuron(sources.buffers[channel]).map { neuron in
        var recorder = Recorder(neuron: neuron, start: now, ticks: ticks)
        recorder.end = end
        return recorder
      }
    }
    madcRun = MADCRun(
      channels: channels, start: now, ticks: ticks,
      initialChannel: config.activeMuxInitiallySelectedInput.value,
      selectLength: config.activeMuxInputSelectLength.value, isDummy: config.enableDummyData)
  }

  /// The neuron behind a channel: of those that drive the connected lines, the first.
  private func connectedNeuron(_ source: ReadoutSourceSelection.SourceMultiplexer) -> Int? {
    for hemisphere in HemisphereOnDLS.allCases {
      for column in 0..<Hemisphere.columnCount {
        let isConnected =
          column % 2 == 0 ? source.neuronEven[hemisphere] : source.neuronOdd[hemisphere]
        guard isConnected else { continue }
        let neuron = hemisphere.value * Hemisphere.columnCount + column
        let config: NeuronConfig = stored(
          AtomicNeuronOnDLS(unchecked: neuron).toNeuronConfigOnDLS())
        if config.enableReadout && config.enableReadoutAmplifier { return neuron }
      }
    }
    return nil
  }

  /// Ends a recording; its samples wait for the end of the program.
  private func finishMADCRun() throws(ChipError) {
    hemispheres.forEach(prepare)
    guard let run = madcRun else { return }
    madcRun = nil
    let count = run.channels.compactMap { $0?.samples.count }.max() ?? 0
    for case .some(let recorder) in run.channels { try recorder.checkRoom() }
    readCount += 1
    let traces = run.channels.enumerated().map { lane, recorder in
      recorder.map {
        digitise($0, start: 0, vector: readCount, lane: UInt32(lane)).values
      }
    }
    var samples: [MADCSample] = []
    for k in 0..<count {
      let channel = run.channel(k)
      let tick = run.start.count * Recorder.ticksPerPPUCycle + Int64(k) * run.ticks
      let chipTime = UInt64(tick / Recorder.ticksPerPPUCycle)
      samples.append(
        MADCSample(
          value: run.isDummy ? UInt16(k % 1024) : traces[channel]?[k] ?? 0,
          channel: UInt8(channel), fpgaTime: chipTime / 2, chipTime: chipTime))
    }
    madcSamples += eventRecording.recorded(samples)
  }

  /// The samples that have come since the last program's end.
  func takeMADCSamples(since start: PPUCycles) -> [MADCSample] {
    defer { madcSamples = [] }
    return madcSamples.map { $0.since(start) }
  }
}

extension MADCSample {
  /// The same sample with its times counted from the start of a program, or from the recording's
  /// first sample when that came before.
  fileprivate func since(_ start: PPUCycles) -> MADCSample {
    let origin = UInt64(max(0, start.count))
    guard chipTime >= origin else { return self }
    return MADCSample(
      value: value, channel: channel, fpgaTime: (chipTime - origin) / 2, chipTime: chipTime - origin
    )
  }
}
