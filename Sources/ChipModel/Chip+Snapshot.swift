internal import Coordinates

extension Chip {
  /// The chip's whole state: registers, analog state, counters, time and board.
  /// - Throws: ``ChipError/busy``; ``ChipError/invalidState(_:)`` while the MADC or a probe runs.
  public func snapshot() throws(ChipError) -> ChipSnapshot {
    try exclusively { () throws(ChipError) in
      guard !bus.isWatched else {
        throw .invalidState("a recording is running; stop the MADC and the probe first")
      }
      return try ChipSnapshot(
        state, identity: identity, fingerprint: parameters.fingerprint)
    }
  }

  /// Goes back, or on, to a snapshot of this chip; what follows is the same as after the snapshot.
  /// - Throws: ``ChipError/busy``; ``ChipError/invalidState(_:)`` for the snapshot of another chip,
  ///   other parameters or another run seed. The chip is then as before.
  public func restore(_ snapshot: ChipSnapshot) throws(ChipError) {
    try exclusively { () throws(ChipError) in
      guard snapshot.identity == identity else {
        throw .invalidState(
          "it belongs to \(describe(snapshot.identity)), this is \(describe(identity))")
      }
      guard snapshot.fingerprint == parameters.fingerprint else {
        throw .invalidState("parameters or effects differ from those of this chip")
      }
      assign(snapshot.state)
    }
  }

  private func describe(_ identity: ChipIdentity) -> String {
    "chip \(identity) with run seed \(identity.runSeed)"
  }

  /// Everything that the chip remembers.
  var state: ChipState {
    var state = ChipState()
    state.now = bus.now
    state.timerStart = bus.timerStart
    state.readCount = bus.readCount
    state.lostEvents = bus.router.lostEvents
    state.macCounters = macCounters
    state.lastBusEvents = bus.router.lastEvents
    state.board = bus.board
    state.words = bus.words
    state.capMem = bus.capMem.state
    state.hemispheres = PerHemisphere {
      HemisphereState(machine: bus.actions.settled($0), status: bus.status[$0])
    }
    return state
  }

  /// Goes to a state that this chip once had.
  func assign(_ state: ChipState) {
    bus.madc = MADCState()
    bus.probe = nil
    bus.actions.isImmediate = false
    bus.board = state.board
    bus.restore(state.words)
    bus.now = state.now
    bus.timerStart = state.timerStart
    bus.readCount = state.readCount
    bus.router.lostEvents = state.lostEvents
    bus.router.lastEvents = state.lastBusEvents
    macCounters = state.macCounters
    bus.capMem.state = state.capMem
    for hemisphere in HemisphereOnDLS.allCases {
      bus.assign(state.hemispheres[hemisphere], to: hemisphere)
    }
  }
}
