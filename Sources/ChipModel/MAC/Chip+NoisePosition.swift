extension Chip {
  /// The number of the next vector in a stream of noise of MACs.
  /// - Throws: ``ChipError/busy`` when another caller has the chip.
  public func noisePosition(stream: UInt32 = 0) throws(ChipError) -> UInt64 {
    try exclusively { () throws(ChipError) in macCounters[stream, default: 0] }
  }

  /// Goes to a vector in a stream of noise of MACs, so that earlier products can be repeated bit by
  /// bit.
  /// - Throws: ``ChipError`` for a stream of 2²⁴ and above or a busy chip.
  public func seekNoise(stream: UInt32 = 0, to vector: UInt64) throws(ChipError) {
    guard stream < MACBatch.streamCount else {
      throw .outOfRange(
        what: "stream", value: Int(stream), range: 0...Int(MACBatch.streamCount) - 1)
    }
    try exclusively { () throws(ChipError) in macCounters[stream] = vector }
  }
}
