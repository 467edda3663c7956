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
    let lane = UInt32(h) * 8
    let membrane = readNoise.row(vector: readCount, lane: lane, count: count)
    membrane.withUnsafeBufferPointer {
      if let base = $0.baseAddress { hemisphere.columns.drawNoise(base) }
    }
    let common = readNoise.row(vector: readCount, lane: lane + 1, count: 2)
    let inputs = columnInputs(hemisphere)
    let rows = CADCChannelKind.allCases.map { kind in
      sample(
        hemisphere, inputs, kind, common,
        noise: readNoise.row(
          vector: readCount, lane: lane + 2 + UInt32(kind.rawValue), count: count))
    }
    hemisphere.lastConversion = CADCSampleRow(causal: rows[0], acausal: rows[1])
    return hemisphere.lastConversion
  }

  private func sample(
    _ hemisphere: Hemisphere, _ inputs: [Float], _ kind: CADCChannelKind, _ common: [Float],
    noise: [Float]
  ) -> [UInt8] {
    let cadc = hemisphere.cadc
    let debugVolts = Float(cadcDebugVolts())
    let half = Hemisphere.columnCount / 2
    return inputs.indices.map { j in
      let switches = hemisphere.switches[j]
      let k = kind.rawValue
      var volts: Float = 0
      if switches.debugChannel[k] {
        volts = debugVolts
      } else if switches.connectsChannel[k] && switches.readsNeuron[k] {
        volts = inputs[j]
      }
      let error =
        cadc.comparatorNoiseVolts * noise[j] + cadc.commonNoiseVolts * common[j < half ? 0 : 1]
      return cadc.sample(volts + error, column: j, kind: kind)
    }
  }

  /// What each column's readout amplifier drives.
  private func columnInputs(_ hemisphere: Hemisphere) -> [Float] {
    let membranes = hemisphere.columns.membranes()
    let excitatory = hemisphere.columns.excitatoryLines()
    let inhibitory = hemisphere.columns.inhibitoryLines()
    return membranes.indices.map { j in
      let volts: Float =
        switch hemisphere.neurons[j].readout {
        case .membrane: membranes[j]
        case .excitatoryLine: excitatory[j]
        case .inhibitoryLine: inhibitory[j]
        case .none: 0
        }
      return hemisphere.cadc.readout(volts, column: j)
    }
  }

  private func cadcDebugVolts() -> Double {
    switch board.cadcDebugLine {
    case .disconnected: 0
    case .externalVolts(let volts): volts
    case .capMemCell(let cell): capMem.volts(CapMem.index(halco: cell.rawValue), at: now)
    }
  }
}
