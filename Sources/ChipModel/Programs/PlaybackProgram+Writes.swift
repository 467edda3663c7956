extension PlaybackProgram {
  /// The words that the program writes to the register bus, in its order.
  ///
  /// - Throws: ``ChipError/wholeRowsWritten`` for a program that writes whole rows of synapses, whose
  ///   words are not part of it.
  public var registerWrites: [(address: UInt32, word: UInt32)] {
    get throws(ChipError) {
      var writes: [(address: UInt32, word: UInt32)] = []
      for instruction in instructions {
        switch instruction {
        case .write(let address, let word): writes.append((address, word))
        case .synapses: throw .wholeRowsWritten
        default: break
        }
      }
      return writes
    }
  }
}
