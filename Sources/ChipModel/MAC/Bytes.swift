extension [Int8] {
  /// The first value outside a range; nil where all lie inside.
  func first(outside range: ClosedRange<Int8>) -> Int8? {
    let (low, high) = (range.lowerBound, range.upperBound)
    // All values at once first: sixteen and more go in one step.
    let isAnyOutside = withUnsafeBufferPointer { values in
      var outside: UInt8 = 0
      for value in values { outside |= (value < low ? 1 : 0) | (value > high ? 1 : 0) }
      return outside != 0
    }
    return isAnyOutside ? first { !range.contains($0) } : nil
  }
}

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
