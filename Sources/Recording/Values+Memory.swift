import Glibc

extension Dataset.Values {
  /// Calls `body` with the elements as the HDF5 library expects them: numbers in a row, or
  /// pointers to C strings.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .float(let array): array.withUnsafeBytes(body)
    case .double(let array): array.withUnsafeBytes(body)
    case .int8(let array): array.withUnsafeBytes(body)
    case .uint8(let array): array.withUnsafeBytes(body)
    case .int16(let array): array.withUnsafeBytes(body)
    case .uint16(let array): array.withUnsafeBytes(body)
    case .int32(let array): array.withUnsafeBytes(body)
    case .uint32(let array): array.withUnsafeBytes(body)
    case .int64(let array): array.withUnsafeBytes(body)
    case .uint64(let array): array.withUnsafeBytes(body)
    case .string(let array): Self.withCStrings(array, body)
    }
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeBytes(body)
  }
}
