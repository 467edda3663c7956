internal import Containers
internal import Coordinates

/// What reaches the debug lines inside the chip by way of its pads, decoded from the registers of
/// the pad multiplexers and CapMem blocks and from the board's shift register.
struct DebugLines {
  /// What carries a line.
  enum Source: Equatable {
    /// The board's DAC; it overrules CapMem cells on the same pad.
    case dac
    /// CapMem cells through their blocks' debug outputs; several settle at their mean.
    case cells([Int])
  }

  /// By channel kind: the lines to all CADC channels. Nil: no pad carries them.
  var cadc: [Source?] = [nil, nil]
  /// The line to all excitatory column lines.
  var excitatory: Source?
  /// The line to all inhibitory column lines.
  var inhibitory: Source?
}

extension Chip {
  /// Brings the debug lines in line with registers and board.
  func decodeDebugLines() {
    debugLines.cadc = [
      source { $0.cadcDebugCausalToSynapseIntermediateMux },
      source { $0.cadcDebugAcausalToSynapseIntermediateMux },
    ]
    debugLines.excitatory = source { $0.syninDebugExcitatoryToSynapseIntermediateMux }
    debugLines.inhibitory = source { $0.syninDebugInhibitoryToSynapseIntermediateMux }
  }

  /// What the pads bring to a line.
  private func source(_ connects: (PadMultiplexerConfig) -> Bool) -> DebugLines.Source? {
    var cells: [Int] = []
    for pad in PadOnDLS.allCases {
      let config: PadMultiplexerConfig = stored(PadMultiplexerConfigOnDLS(unchecked: pad.value))
      guard config.synapseIntermediateMuxToPad, connects(config) else { continue }
      if board.shiftRegister.connectDACToPad[pad] { return .dac }
      cells += debugCells(config)
    }
    return cells.isEmpty ? nil : .cells(cells)
  }

  /// The cells whose blocks' debug outputs a pad sees.
  private func debugCells(_ config: PadMultiplexerConfig) -> [Int] {
    guard config.capMemIntermediateMuxToPad, config.capMemVOutMuxToCapMemIntermediateMux
    else { return [] }
    return CapMemBlockOnDLS.allCases.compactMap { block in
      guard config.capMemVOutMux[block] else { return nil }
      let own: CapMemBlockConfig = stored(CapMemBlockConfigOnDLS(unchecked: block.value))
      guard own.debugReadoutEnable else { return nil }
      let cell = own.debugCapMemCoord
      return CapMem.index(block: block.value, column: cell.x.value, row: cell.y.value)
    }
  }

  /// Potential of a source, in volts.
  private func volts(_ source: DebugLines.Source) -> Double {
    switch source {
    case .dac: board.dac.padVolts
    case .cells(let cells):
      cells.map { capMem.volts($0, at: now) }.reduce(0, +) / Double(max(1, cells.count))
    }
  }

  /// Potential of a CADC debug line: what its pad carries, else the builder's setting.
  func cadcDebugVolts(_ kind: Int) -> Double {
    if let source = debugLines.cadc[kind] { return volts(source) }
    return switch board.cadcDebugLine {
    case .disconnected: 0
    case .externalVolts(let volts): volts
    case .capMemCell(let cell): capMem.volts(CapMem.index(halco: cell.rawValue), at: now)
    }
  }

  /// Potentials of the synapse debug lines: what their pads carry, else the builder's setting.
  func synapseDebugVolts() -> (excitatory: Double, inhibitory: Double) {
    (
      debugLines.excitatory.map(volts) ?? board.synapseDebugVolts,
      debugLines.inhibitory.map(volts) ?? board.synapseDebugVolts
    )
  }
}
