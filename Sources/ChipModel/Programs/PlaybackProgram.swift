public import Containers
internal import Coordinates

/// An ordered list of instructions for one chip, built by ``PlaybackProgramBuilder``.
public struct PlaybackProgram: Sendable {
  let instructions: [Instruction]
  let slotCount: Int
  let identity: Int
}

/// The promise of a container read; `results[ticket]` keeps it after the run.
public struct ContainerTicket<C: Container>: Sendable {
  let slots: [Int]
  let program: Int
}

/// The promise of one word of the register bus.
public struct WordTicket: Sendable {
  let slot: Int
  let program: Int
}

/// The promise of a row of CADC samples.
public struct CADCRowTicket: Sendable {
  let slot: Int
  let program: Int
}

/// The promise of a reading of the FPGA's timer.
public struct TimerTicket: Sendable {
  let slot: Int
  let program: Int
}

/// The promise of a MADC trace.
public struct MADCTicket: Sendable {
  let slot: Int
  let program: Int
}

/// The promise of what a probe sees.
public struct ProbeTicket: Sendable {
  let slot: Int
  let program: Int
}

/// The promise of a batch of MAC results.
public struct MACTicket: Sendable {
  let slot: Int
  let program: Int
}

/// What a program read, with the time of each read.
public struct ProgramResults: Sendable {
  enum Value: Sendable {
    case none
    case word(UInt32)
    case row(CADCSampleRow)
    case trace(MADCTrace)
    case probe(ProbeRecording)
    case products(MACResults)
  }

  var values: [Value]
  var times: [Int]
  let program: Int
  /// FPGA cycles that the program took.
  public internal(set) var cycles = 0
  /// Events of the program that were lost because a bus got two in one FPGA cycle, or none
  /// listened to them.
  public internal(set) var lostEvents = 0
  /// Samples of the MADC, as its registers commanded it.
  public internal(set) var madcSamples: [MADCSample] = []

  private func value(_ slot: Int, of program: Int) throws(ChipError) -> Value {
    guard program == self.program, values.indices.contains(slot) else { throw .foreignTicket }
    return values[slot]
  }

  /// A container that the program read.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get<C: Container>(_ ticket: ContainerTicket<C>) throws(ChipError) -> C {
    var words: [UInt32] = []
    for slot in ticket.slots {
      guard case .word(let word) = try value(slot, of: ticket.program) else { throw .foreignTicket }
      words.append(word)
    }
    return C(words: { words[$0] })
  }

  /// A reading of the timer.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get(_ ticket: TimerTicket) throws(ChipError) -> Timer {
    guard case .word(let word) = try value(ticket.slot, of: ticket.program) else {
      throw .foreignTicket
    }
    return Timer(word)
  }

  /// FPGA cycle, counted from the program's start, at which a container's first word was read.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func time<C: Container>(of ticket: ContainerTicket<C>) throws(ChipError) -> Int {
    _ = try get(ticket)
    return times[ticket.slots[0]]
  }

  /// A word that the program read.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get(_ ticket: WordTicket) throws(ChipError) -> UInt32 {
    guard case .word(let word) = try value(ticket.slot, of: ticket.program) else {
      throw .foreignTicket
    }
    return word
  }

  /// CADC samples that the program read.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get(_ ticket: CADCRowTicket) throws(ChipError) -> CADCSampleRow {
    guard case .row(let row) = try value(ticket.slot, of: ticket.program) else {
      throw .foreignTicket
    }
    return row
  }

  /// A MADC trace that the program recorded.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get(_ ticket: MADCTicket) throws(ChipError) -> MADCTrace {
    guard case .trace(let trace) = try value(ticket.slot, of: ticket.program) else {
      throw .foreignTicket
    }
    return trace
  }

  /// What a probe saw of the first neuron it watched.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get(_ ticket: ProbeTicket) throws(ChipError) -> ProbeTrace {
    try recording(ticket).traces.first
      ?? ProbeTrace(start: 0, ticksPerSample: 1, membrane: [], excitatory: [], inhibitory: [])
  }

  /// Everything that a probe saw.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func recording(_ ticket: ProbeTicket) throws(ChipError) -> ProbeRecording {
    guard case .probe(let recording) = try value(ticket.slot, of: ticket.program) else {
      throw .foreignTicket
    }
    return recording
  }

  /// Results of a batch of MACs.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get(_ ticket: MACTicket) throws(ChipError) -> MACResults {
    guard case .products(let results) = try value(ticket.slot, of: ticket.program) else {
      throw .foreignTicket
    }
    return results
  }

  /// FPGA cycle, counted from the program's start, at which a row was read.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func time(of ticket: CADCRowTicket) throws(ChipError) -> Int {
    _ = try get(ticket)
    return times[ticket.slot]
  }
}
