internal import Coordinates

extension ChipState {
  /// Every field, in the order in which a chip goes back to them.
  static var parts: [StatePart<Chip, ChipState>] {
    [
      StatePart(\.board, \.bus.board),
      StatePart(\.words, read: { $0.bus.words }, restore: { $0.bus.restore($1) }),
      StatePart(\.spiTransfers, \.bus.spiTransfers),
      StatePart(\.now, \.bus.now),
      StatePart(\.timerStart, \.bus.timerStart),
      StatePart(\.readCount, \.bus.readCount),
      StatePart(\.lostEvents, \.bus.router.lostEvents),
      StatePart(\.lastBusEvents, \.bus.router.lastEvents),
      StatePart(\.macCounters, \.macCounters),
      StatePart(\.capMem, \.bus.capMem.state),
      StatePart(
        \.hemispheres, read: { chip in PerHemisphere { HemisphereState(chip.bus, $0) } },
        restore: { chip, states in
          for hemisphere in HemisphereOnDLS.allCases {
            states[hemisphere].restore(to: chip.bus, hemisphere)
          }
        }),
    ]
  }

  /// Everything that a chip remembers.
  init(_ chip: Chip) {
    self.init()
    for part in Self.parts { part.save(chip, &self) }
  }

  /// Sets a chip to this state; a recording that runs ends.
  func restore(to chip: Chip) {
    chip.bus.madc = MADCState()
    chip.bus.probe = nil
    chip.bus.actions.isImmediate = false
    for part in Self.parts { part.restore(chip, self) }
  }
}
