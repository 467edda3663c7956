extension PlaybackProgram {
  /// The words that the program writes to the register bus, in its order; whole synapse arrays,
  /// which are written as blocks, are not among them.
  public var registerWrites: [(address: UInt32, word: UInt32)] {
    instructions.compactMap { instruction in
      if case .write(let address, let word) = instruction { (address, word) } else { nil }
    }
  }
}
