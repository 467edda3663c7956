internal import Containers
internal import Coordinates

/// Sources that reach the debug lines inside the chip by way of its pads, decoded from the registers of
/// the pad multiplexers and CapMem blocks and from the board's shift register.
struct DebugLines {
  /// Source of a line.
  enum Source: Equatable {
    /// The board's DAC; it overrules CapMem cells on the same pad.
    case dac
    /// CapMem cells through their blocks' debug outputs; several settle at their mean.
    case cells([CapMemCellOnDLS])
  }

  /// The line to all causal CADC channels. Nil: no pad carries it.
  var causal: Source?
  /// The line to all acausal CADC channels.
  var acausal: Source?
  /// The line to all excitatory column lines.
  var excitatory: Source?
  /// The line to all inhibitory column lines.
  var inhibitory: Source?
}

extension Bus {
  /// Brings the debug lines in line with registers and board.
  func decodeDebugLines() {
    debugLines.causal = source { $0.cadcDebugCausalToSynapseIntermediateMux }
    debugLines.acausal = source { $0.cadcDebugAcausalToSynapseIntermediateMux }
    debugLines.excitatory = source { $0.syninDebugExcitatoryToSynapseIntermediateMux }
    debugLines.inhibitory = source { $0.syninDebugInhibitoryToSynapseIntermediateMux }
    notePadLevels()
  }

  /// Returns the source that the pads bring to a line.
  private func source(_ connects: (PadMultiplexerConfig) -> Bool) -> DebugLines.Source? {
    var cells: [CapMemCellOnDLS] = []
    for pad in PadOnDLS.allCases {
      let config: PadMultiplexerConfig = stored(PadMultiplexerConfigOnDLS(unchecked: pad.value))
      guard config.synapseIntermediateMuxToPad, connects(config) else { continue }
      if board.padsOfDAC[pad] { return .dac }
      cells += debugCells(config)
    }
    return cells.isEmpty ? nil : .cells(cells)
  }

  /// The cells whose blocks' debug outputs a pad sees.
  private func debugCells(_ config: PadMultiplexerConfig) -> [CapMemCellOnDLS] {
    guard config.capMemIntermediateMuxToPad, config.capMemVOutMuxToCapMemIntermediateMux
    else { return [] }
    return CapMemBlockOnDLS.allCases.compactMap { block in
      guard config.capMemVOutMux[block] else { return nil }
      let own: CapMemBlockConfig = stored(CapMemBlockConfigOnDLS(unchecked: block.value))
      return own.debugReadoutEnable ? CapMemCellOnDLS(own.debugCapMemCoord, block) : nil
    }
  }

  /// Potential of a source, in volts.
  private func volts(_ source: DebugLines.Source) -> Double {
    switch source {
    case .dac: board.padVolts
    case .cells(let cells):
      cells.map { capMem.volts(CapMem.index(of: $0), at: now) }.reduce(0, +)
        / Double(max(1, cells.count))
    }
  }

  /// Potentials of the CADC debug lines: what their pads carry, else the builder's setting.
  func cadcDebugVolts() -> ChannelPair<Float> {
    ChannelPair(
      causal: Float(debugLines.causal.map(volts) ?? builderVolts()),
      acausal: Float(debugLines.acausal.map(volts) ?? builderVolts()))
  }

  private func builderVolts() -> Double {
    switch board.cadcDebugLine {
    case .disconnected: 0
    case .externalVolts(let volts): volts
    case .capMemCell(let cell):
      capMem.volts(CapMem.index(of: CapMemCellOnDLS(unchecked: cell.rawValue)), at: now)
    }
  }

  /// Drops below rest of lines that are tied to the synapse debug lines, in volts: to what their pads
  /// carry, else to the builder's setting.
  func synapseDebugDrops() -> (excitatory: Double, inhibitory: Double) {
    func drop(_ source: DebugLines.Source?) -> Double {
      max(
        0, parameters.columns.lineIdlePotential - (source.map(volts) ?? board.synapseDebugVolts))
    }
    return (drop(debugLines.excitatory), drop(debugLines.inhibitory))
  }
}
