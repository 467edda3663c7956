internal import Calib
internal import ChipModel
internal import Cocolist

/// Writes a calibration as the lab's file: form 0 is .pbin, 1 is .json.gz. Returns its size, of
/// which at most `capacity` bytes are stored.
@c(bss2_calibration_cocolist)
public func calibrationCocolist(
  _ handle: UInt64, _ form: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) -> Int {
  attemptCount {
    try check("form", Int(form), in: 0...1)
    let archive = try withCalibration(handle) { $0.archive }
    let list = try HagenCalibResult(archive: archive).cocolist
    let content = form == 0 ? list.portableBinary() : try list.compressedJSON()
    if let bytes, capacity > 0 {
      for (index, byte) in content.prefix(capacity).enumerated() { bytes[index] = byte }
    }
    return content.count
  }
}

/// Applies a file of the lab (.pbin, .json or .json.gz) to a chip.
@c(bss2_chip_apply_cocolist)
public func chipApplyCocolist(
  _ handle: UInt64, _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> Int32 {
  attempt {
    try check("count", count, in: 0...1 << 30)
    let list = try Cocolist(file: elements(bytes, count, "bytes"))
    try withChip(handle) { chip in try list.apply(to: chip) }
  }
}
