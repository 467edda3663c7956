extension PlaybackProgram {
  /// Returns the words that the program writes to the register bus, in its order.
  ///
  /// - Parameter omitsSynapseRows: true to leave out whole rows of synapses, which are written as
  ///   blocks without register words.
  /// - Throws: ``ChipError/wholeRowsWritten`` for such rows that are not to be left out.
  public func registerWrites(
    omitsSynapseRows: Bool = false
  ) throws(ChipError) -> [(address: UInt32, word: UInt32)] {
    var writes: [(address: UInt32, word: UInt32)] = []
    for instruction in instructions {
      switch instruction {
      case .write(let address, let word): writes.append((address, word))
      case .synapses where !omitsSynapseRows: throw .wholeRowsWritten
      default: break
      }
    }
    return writes
  }
}
