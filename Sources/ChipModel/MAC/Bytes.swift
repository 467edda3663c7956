extension [UInt8] {
  /// The first byte that needs more than some bits; nil where all fit.
  func firstAbove(bits: Int) -> UInt8? {
    // All bits of all bytes at once first: sixteen and more bytes go in one step.
    let all = withUnsafeBufferPointer { bytes in
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      return all
    }
    return all >> bits == 0 ? nil : first { $0 >> bits != 0 }
  }
}
