internal import CADC
internal import Columns
internal import SimulationCore

extension Chip {
  /// A conversion of all columns of a hemisphere, started now: both channels of each column.
  func convert(_ h: Int) -> CADCSampleRow {
    let hemisphere = hemispheres[h]
    prepare(hemisphere)
    advance(hemisphere, to: now + hemisphere.conversionDelay)
    let count = Hemisphere.columnCount
    defer { readCount += 1 }
    guard h != idleHemisphere else { return hemisphere.lastConversion }
    let lane = UInt32(h) * 8
    let membrane = readNoise.row(vector: readCount, lane: lane, count: count)
    membrane.withUnsafeBufferPointer {
      if let base = $0.baseAddress { hemisphere.columns.drawNoise(base) }
    }
    let common = readNoise.row(vector: readCount, lane: lane + 1, count: 2)
    let rows = CADCChannelKind.allCases.map { kind in
      sample(
        hemisphere, kind, common,
        noise: readNoise.row(
          vector: readCount, lane: lane + 2 + UInt32(kind.rawValue), count: count))
    }
    hemisphere.lastConversion = CADCSampleRow(causal: rows[0], acausal: rows[1])
    return hemisphere.lastConversion
  }

  private func sample(
    _ hemisphere: Hemisphere, _ kind: CADCChannelKind, _ common: [Float], noise: [Float]
  ) -> [UInt8] {
    let cadc = hemisphere.cadc
    let membranes = hemisphere.columns.membranes()
    let half = Hemisphere.columnCount / 2
    let shared = cadc.commonNoiseVolts
    let channels = cadc.channels(kind)
    let isProbed = probe != nil
    return membranes.indices.map { j in
      let input = channelInput(hemisphere, j, kind, membrane: { membranes[$0] })
      let own = cadc.noiseVolts(column: j, kind: kind)
      let error = own * noise[j] + shared * common[j < half ? 0 : 1]
      let code = channels.sample(input.volts + error, column: j)
      if isProbed { note(hemisphere, j, kind, code: code) }
      return code
    }
  }

  /// What a channel converts, and whether a membrane is behind it.
  func channelInput(
    _ hemisphere: Hemisphere, _ j: Int, _ kind: CADCChannelKind, membrane: (Int) -> Float
  ) -> (volts: Float, isMembrane: Bool) {
    let switches = hemisphere.switches[j]
    if switches.debugChannel[kind.rawValue] { return (Float(cadcDebugVolts(kind.rawValue)), false) }
    guard hemisphere.seesNeuron(j, kind) else { return (0, false) }
    let source = hemisphere.neurons[j].readout
    let volts: Float =
      switch source {
      case .membrane: membrane(j)
      case .excitatoryLine: hemisphere.columns.excitatoryLine(j)
      case .inhibitoryLine: hemisphere.columns.inhibitoryLine(j)
      case .none: 0
      }
    return (hemisphere.cadc.readout(volts, column: j), source == .membrane)
  }
}
