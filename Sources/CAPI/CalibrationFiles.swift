internal import Calib

/// Copies the name under which a cache keeps the chip's calibration for a request; 0 stands for the
/// default request of hagen mode. Returns its length.
@c(bss2_chip_calibration_key)
public func chipCalibrationKey(
  _ handle: UInt64, _ request: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    let wanted = request == 0 ? nil : try withCalibration(request) { $0.archive }
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    return try entry.exclusively {
      let request = try wanted ?? entry.calibRequest(HagenCalibResult.kind)
      return copy(try CalibrationKey.name(of: entry.powered(), request: request), buffer, capacity)
    }
  }
}

/// Copies the content of a compressed file with all values; returns its size in bytes.
@c(bss2_calibration_encode)
public func calibrationEncode(
  _ handle: UInt64, _ bytes: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) -> Int {
  attemptCount {
    let content = try withCalibration(handle) { try $0.archive.compressed() }
    if let bytes {
      for (index, byte) in content.prefix(max(0, capacity)).enumerated() { bytes[index] = byte }
    }
    return content.count
  }
}

/// Gives the calibration in such a file.
@c(bss2_calibration_decode)
public func calibrationDecode(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int, _ calibration: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try check("count", count, in: 0...1 << 30)
    let archive = try CalibrationArchive(compressed: elements(bytes, count, "bytes"))
    calibration?.pointee = Registry.shared.add(CalibrationEntry(archive))
  }
}
