internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore

extension HemisphereMachine {
  /// Converts all columns: both channels of each.
  func convert(_ conversion: CADCConversion) {
    advance(to: conversion.start)
    advance(to: conversion.start + conversion.delay)
    let count = Self.columnCount
    let lane = UInt32(hemisphere.rawValue) * 8
    let membrane = noise.reads.row(vector: conversion.number, lane: lane, count: count)
    membrane.withUnsafeBufferPointer {
      if let base = $0.baseAddress { columns.drawNoise(base) }
    }
    let leak = noise.reads.row(vector: conversion.number, lane: lane + 4, count: count)
    let common = noise.reads.row(vector: conversion.number, lane: lane + 1, count: 2)
    func row(_ kind: CADCChannelKind) -> [UInt8] {
      let noise = noise.reads.row(
        vector: conversion.number, lane: lane + 2 + UInt32(kind.rawValue), count: count)
      return samples(kind, conversion.debugVolts[kind], (common[0], common[1]), noise, leak)
    }
    lastConversion = CADCSampleRow(causal: row(.causal), acausal: row(.acausal))
    conversion.reply.value = lastConversion
  }

  private func samples(
    _ kind: CADCChannelKind, _ debugVolts: Float, _ common: (left: Float, right: Float),
    _ noise: [Float], _ leak: [Float]
  ) -> [UInt8] {
    let membranes = columns.membranes(leakNormals: leak)
    let half = Self.columnCount / 2
    let shared = cadc.commonNoiseVolts
    let channels = cadc.channels(kind)
    return membranes.indices.map { j in
      let input = channelInput(j, kind, debugVolts, membrane: { membranes[$0] })
      let own = cadc.noiseVolts(column: j, kind: kind)
      let error = own * noise[j] + shared * (j < half ? common.left : common.right)
      let code = channels.sample(input.volts + error, column: j)
      if recorders.probe != nil {
        let quiet = channelInput(j, kind, debugVolts, membrane: { columns.membraneVolts($0) })
        note(j, kind, input: quiet.volts, code: code)
      }
      return code
    }
  }

  /// Input of a channel; a membrane may be behind it.
  private func channelInput(
    _ j: Int, _ kind: CADCChannelKind, _ debugVolts: Float, membrane: (Int) -> Float
  ) -> (volts: Float, isMembrane: Bool) {
    if switches[j].debugChannel[kind] { return (debugVolts, false) }
    guard seesNeuron(j, kind) else { return (0, false) }
    let source = neurons[j].readout
    let volts: Float =
      switch source {
      case .membrane: membrane(j)
      case .excitatoryLine: columns.lineVolts(.excitatory, column: j)
      case .inhibitoryLine: columns.lineVolts(.inhibitory, column: j)
      case .none: 0
      }
    return (cadc.readout(volts, column: j), source == .membrane)
  }

  /// Returns whether a channel is connected to its column's readout amplifier.
  private func seesNeuron(_ j: Int, _ kind: CADCChannelKind) -> Bool {
    let own = switches[j]
    return own.connectsChannel[kind] && own.readsNeuron[kind] && !own.debugChannel[kind]
  }

  /// Returns whether a channel converts its column's membrane.
  func seesMembrane(_ j: Int, _ kind: CADCChannelKind) -> Bool {
    seesNeuron(j, kind) && neurons[j].readout == .membrane
  }

  /// Samples causal channels as the PPU does in a MAC.
  func take(_ sample: MACSample) {
    advance(to: sample.time)
    let inputs = sample.columns.map {
      channelInput(
        $0, .causal, sample.debugVolts.causal,
        membrane: { columns.membraneVolts($0) + sample.drift[$0] })
    }
    let membraneNoise = FloatBuffer(count: sample.noiseScale.count)
    for j in sample.columns where inputs[j].isMembrane { membraneNoise[j] = sample.noiseScale[j] }
    let converter = MACConverter(machine: self, membraneNoise: membraneNoise)
    sample.reply.value = sample.columns.map { j in
      let code = converter.sample(input: inputs[j].volts, column: j, sample.noise)
      note(j, .causal, input: inputs[j].volts, code: code)
      return code
    }
  }

  /// Time of a count for pictures of a ramp: 256 of them fit into a conversion. No reading depends on
  /// it, and nobody has published it.
  private static let drawnCount = PPUCycles(1)

  /// Notes a conversion for a probe that watches the column.
  private func note(_ j: Int, _ kind: CADCChannelKind, input: Float, code: UInt8) {
    let neuron = AtomicNeuronOnDLS(
      NeuronColumnOnDLS(unchecked: j), hemisphere.toNeuronRowOnDLS())
    guard let probe = recorders.probe, probe.watches(neuron) else { return }
    probe.conversions.append(
      ProbeConversion(
        neuron: neuron, isCausal: kind == .causal, time: Int(columns.time.count),
        input: Double(input), code: code, ramp: cadc.ramp(column: j, kind: kind),
        secondsPerCount: Self.drawnCount.seconds))
  }
}
