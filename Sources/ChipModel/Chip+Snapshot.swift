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

  /// Restores a snapshot of this chip. Programs then give the same results as after the snapshot.
  /// - Throws: ``ChipError/busy``; ``ChipError/invalidState(_:)`` for the snapshot of another chip,
  ///   other parameters or another run seed. The chip is then as before.
  public func restore(_ snapshot: ChipSnapshot) throws(ChipError) {
    try exclusively { () throws(ChipError) in
      guard snapshot.identity == identity else {
        throw .invalidState(
          "it belongs to \(describe(snapshot.identity)), but this is \(describe(identity)); restore it "
            + "on its own chip")
      }
      guard snapshot.fingerprint == parameters.fingerprint else {
        throw .invalidState(
          "parameters or effects differ from those of this chip; create a chip with the same ones")
      }
      snapshot.state.restore(to: self)
    }
  }

  private func describe(_ identity: ChipIdentity) -> String {
    "chip \(identity) with run seed \(identity.runSeed)"
  }

  /// Everything that the chip remembers.
  var state: ChipState { ChipState(self) }
}
