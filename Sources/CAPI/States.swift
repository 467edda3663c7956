internal import ChipModel

/// Writes the chip's whole state; returns its size in bytes, of which `capacity` are stored at most.
@c(bss2_chip_save)
public func chipSave(
  _ handle: UInt64, _ bytes: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) -> Int {
  attemptCount {
    let snapshot = try withChip(handle) { chip in try chip.snapshot() }
    if let bytes, capacity > 0 {
      snapshot.bytes.withUnsafeBufferPointer { from in
        guard let start = from.baseAddress else { return }
        bytes.update(from: start, count: min(capacity, from.count))
      }
    }
    return snapshot.bytes.count
  }
}

/// Goes to a saved state of the same chip.
@c(bss2_chip_restore)
public func chipRestore(
  _ handle: UInt64, _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> Int32 {
  attempt {
    try check("count", count, in: 0...1 << 30)
    let snapshot = try ChipSnapshot(bytes: elements(bytes, count, "bytes"))
    try withChip(handle) { chip in try chip.restore(snapshot) }
  }
}
