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
    let outputs = readoutOutputs(columns.membranes(leakNormals: leak))
    func row(_ kind: CADCChannelKind) -> [UInt8] {
      let normals = noise.reads.row(
        vector: conversion.number, lane: lane + 2 + UInt32(kind.rawValue), count: count)
      let inputs = inputs(of: kind, outputs, debugVolts: conversion.debugVolts[kind])
      let codes = cadc.samples(kind, inputs, normals: normals, common: (common[0], common[1]))
      note(codes, kind, conversion.debugVolts[kind])
      return codes
    }
    lastConversion = CADCSampleRow(causal: row(.causal), acausal: row(.acausal))
    conversion.reply.value = lastConversion
  }

  /// Outputs of the readout amplifiers to which a channel is connected, noise of the membranes included;
  /// 0 for the others. Both channels of a column see the same.
  private func readoutOutputs(_ membranes: [Float]) -> [Float] {
    let neurons = neurons
    return membranes.indices.map { j in
      guard seesNeuron(j, .causal) || seesNeuron(j, .acausal) else { return 0 }
      let volts = sourceVolts(j, neurons[j].readout, membrane: { membranes[$0] })
      return cadc.readout(volts, column: j)
    }
  }

  /// Inputs of all channels of a kind, in volts.
  private func inputs(
    of kind: CADCChannelKind, _ outputs: [Float], debugVolts: Float
  ) -> [Float] {
    outputs.indices.map { j in
      if switches[j].debugChannel[kind] { return debugVolts }
      return seesNeuron(j, kind) ? outputs[j] : 0
    }
  }

  /// Input of a channel; a membrane may be behind it.
  private func channelInput(
    _ j: Int, _ kind: CADCChannelKind, _ debugVolts: Float, membrane: (Int) -> Float
  ) -> (volts: Float, isMembrane: Bool) {
    if switches[j].debugChannel[kind] { return (debugVolts, false) }
    guard seesNeuron(j, kind) else { return (0, false) }
    let source = neurons[j].readout
    let volts = sourceVolts(j, source, membrane: membrane)
    return (cadc.readout(volts, column: j), source == .membrane)
  }

  /// Potential that a column's readout amplifier sees.
  private func sourceVolts(
    _ j: Int, _ source: NeuronSettings.Source, membrane: (Int) -> Float
  ) -> Float {
    switch source {
    case .membrane: membrane(j)
    case .excitatoryLine: columns.lineVolts(.excitatory, column: j)
    case .inhibitoryLine: columns.lineVolts(.inhibitory, column: j)
    case .none: 0
    }
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

  /// Notes conversions of all columns for a probe.
  private func note(_ codes: [UInt8], _ kind: CADCChannelKind, _ debugVolts: Float) {
    guard recorders.probe != nil else { return }
    for (j, code) in codes.enumerated() {
      let quiet = channelInput(j, kind, debugVolts, membrane: { columns.membraneVolts($0) })
      note(j, kind, input: quiet.volts, code: code)
    }
  }

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
