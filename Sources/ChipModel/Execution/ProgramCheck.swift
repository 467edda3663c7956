internal import Coordinates

/// Looks through a program before anything happens, so that one that asks for the impossible leaves
/// the chip as it was.
struct ProgramCheck {
  /// Routing of events, as far as the program has configured it.
  private var router: EventRouter

  init(router: EventRouter) { self.router = router }

  /// Checks all instructions.
  /// - Throws: ``ChipError`` for the first instruction that cannot be executed.
  mutating func check(_ program: PlaybackProgram) throws(ChipError) {
    for instruction in program.instructions { try check(instruction) }
  }

  private mutating func check(_ instruction: Instruction) throws(ChipError) {
    switch instruction {
    case .write(let address, let word):
      let (register, place) = try RegisterTable.chip.writable(address)
      try register.validate?(word, place, &router)
    case .read(let address, _): _ = try RegisterTable.chip.readable(address)
    case .spikes(let events): try check(events)
    case .board(let setting): try Board.check(setting)
    case .mac(let batch, _): try MACEngine.check(batch)
    case .refused(let error): throw error
    default: return
    }
  }

  private func check(_ events: [SpikeEvent]) throws(ChipError) {
    var last = 0
    for event in events {
      guard event.cycle >= last else {
        throw .timeRunsBackwards(cycle: event.cycle, present: last)
      }
      last = event.cycle
    }
    for event in events { try router.check(event.label) }
  }
}
