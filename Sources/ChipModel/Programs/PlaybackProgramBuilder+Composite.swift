public import Containers
internal import Coordinates

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
  ) -> Ticket<C> {
    readWords(C.wordCount, { C.writeAddress(of: coordinate, word: $0) }) { words in
      C(words: { words[$0] })
    }
  }

  /// Writes a container that is not modelled: the chip refuses to run the program, by its name.
  public mutating func write(_ container: NotModelledContainer) { refuse(container) }

  /// Reads a container that is not modelled: the chip refuses to run the program, by its name.
  public mutating func read(_ container: NotModelledContainer) { refuse(container) }

  private mutating func refuse(_ container: NotModelledContainer) {
    refuse(.containerNotModelled(container.rawValue, reason: container.reason))
  }
}
