public import Containers
internal import Coordinates

/// The promise of a composite container's words.
public struct CompositeTicket<C: CompositeContainer>: Sendable {
  let firstSlot: Int
  let program: Int
}

/// Containers that consist of others, and those that are left out.
extension PlaybackProgramBuilder {
  /// Writes all words of a composite container, such as a `SynapseMatrix` or the whole chip.
  public mutating func write<C: CompositeContainer>(
    _ coordinate: C.CoordinateType, _ container: C
  ) {
    for (index, word) in container.encode().enumerated() {
      write(address: C.writeAddress(of: coordinate, word: index), word: word)
    }
  }

  /// Reads all words of a composite container, one after the other.
  public mutating func read<C: CompositeContainer>(
    _ coordinate: C.CoordinateType, as type: C.Type = C.self
  ) -> CompositeTicket<C> {
    let slots = (0..<C.wordCount).map { index in
      read(address: C.writeAddress(of: coordinate, word: index)).slot
    }
    return CompositeTicket(firstSlot: slots.first ?? 0, program: identity)
  }

  /// Writes a container that is not modelled: the chip refuses to run the program, by its name.
  public mutating func write(_ container: NotModelledContainer) { refuse(container) }

  /// Reads a container that is not modelled: the chip refuses to run the program, by its name.
  public mutating func read(_ container: NotModelledContainer) { refuse(container) }

  private mutating func refuse(_ container: NotModelledContainer) {
    refuse(.containerNotModelled(container.rawValue, reason: container.reason))
  }
}

extension ProgramResults {
  /// A composite container that the program read.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get<C: CompositeContainer>(_ ticket: CompositeTicket<C>) throws(ChipError) -> C {
    var words: [UInt32] = []
    words.reserveCapacity(C.wordCount)
    for index in 0..<C.wordCount {
      words.append(
        try get(WordTicket(slot: ticket.firstSlot + index, program: ticket.program)))
    }
    return C(words: { words[$0] })
  }
}
