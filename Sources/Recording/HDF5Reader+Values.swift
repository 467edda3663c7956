import CHDF5
import CHDF5Shim
import Foundation

/// The way to the elements of a dataset or of an attribute.
struct ReadAccess {
  /// Reads elements of a memory type into a buffer.
  let read: (_ type: hid_t, _ buffer: UnsafeMutableRawPointer?) -> herr_t
  /// The space of what memory receives.
  let space: hid_t
  /// The type in the file.
  let storedType: hid_t
}

extension HDF5Reader {
  /// Reads `count` elements.
  func readValues(
    _ access: ReadAccess, type: ElementType, count: Int
  ) throws(RecordingError) -> Dataset.Values {
    switch type {
    case .float: .float(try readNumbers(access, count))
    case .double: .double(try readNumbers(access, count))
    case .int8: .int8(try readNumbers(access, count))
    case .uint8: .uint8(try readNumbers(access, count))
    case .int16: .int16(try readNumbers(access, count))
    case .uint16: .uint16(try readNumbers(access, count))
    case .int32: .int32(try readNumbers(access, count))
    case .uint32: .uint32(try readNumbers(access, count))
    case .int64: .int64(try readNumbers(access, count))
    case .uint64: .uint64(try readNumbers(access, count))
    case .string: .string(try readTexts(access, count))
    }
  }

  private func readNumbers<Element: TraceElement>(
    _ access: ReadAccess, _ count: Int
  ) throws(RecordingError) -> [Element] {
    guard count > 0 else { return [] }
    // An enumeration is read as itself; its integers have the bits that are wanted.
    let isEnumeration = H5Tget_class(access.storedType) == H5T_ENUM
    let type = try handle(
      isEnumeration
        ? H5Tget_native_type(access.storedType, H5T_DIR_DEFAULT)
        : Element.elementType.memoryType())
    var status: herr_t = -1
    let numbers = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = access.read(type.id, buffer.baseAddress)
      initialized = status < 0 ? 0 : count
    }
    try check(status)
    return numbers
  }

  private func readTexts(
    _ access: ReadAccess, _ count: Int
  ) throws(RecordingError) -> [String] {
    guard count > 0 else { return [] }
    return H5Tis_variable_str(access.storedType) > 0
      ? try readVariableTexts(access, count) : try readFixedTexts(access, count)
  }

  private func readVariableTexts(
    _ access: ReadAccess, _ count: Int
  ) throws(RecordingError) -> [String] {
    // A memory type of the stored character set, as the library does not convert between them.
    let type = try handle(H5Tcopy(access.storedType))
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    let status = pointers.withUnsafeMutableBytes { access.read(type.id, $0.baseAddress) }
    try check(status)
    let texts = pointers.map { $0.map { String(cString: $0) } ?? "" }
    _ = pointers.withUnsafeMutableBytes {
      H5Dvlen_reclaim(type.id, access.space, hid_t(H5P_DEFAULT), $0.baseAddress)
    }
    return texts
  }

  private func readFixedTexts(
    _ access: ReadAccess, _ count: Int
  ) throws(RecordingError) -> [String] {
    let type = try handle(H5Tcopy(access.storedType))
    let size = max(1, H5Tget_size(type.id))
    let (total, overflow) = size.multipliedReportingOverflow(by: count)
    guard !overflow, total <= limit else {
      throw .tooLarge(path: path, bytes: UInt64(clamping: total), limit: limit)
    }
    var bytes = [UInt8](repeating: 0, count: total)
    try check(bytes.withUnsafeMutableBytes { access.read(type.id, $0.baseAddress) })
    let isSpacePadded = H5Tget_strpad(type.id) == H5T_STR_SPACEPAD
    return stride(from: 0, to: total, by: size).map { start in
      var text = bytes[start..<(start + size)].prefix { $0 != 0 }
      while isSpacePadded, text.last == 0x20 { text.removeLast() }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
