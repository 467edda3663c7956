extension ReaderProcess {
  /// Reads elements.
  mutating func values(
    _ type: ElementType, count: Int
  ) throws(RecordingError) -> Dataset.Values {
    switch type {
    case .float: .float(try numbers(count))
    case .double: .double(try numbers(count))
    case .int8: .int8(try numbers(count))
    case .uint8: .uint8(try numbers(count))
    case .int16: .int16(try numbers(count))
    case .uint16: .uint16(try numbers(count))
    case .int32: .int32(try numbers(count))
    case .uint32: .uint32(try numbers(count))
    case .int64: .int64(try numbers(count))
    case .uint64: .uint64(try numbers(count))
    case .string: .string(try texts(count))
    }
  }

  private mutating func numbers<Element: TraceElement>(
    _ count: Int
  ) throws(RecordingError) -> [Element] {
    guard UInt64(count) <= limit / UInt64(Element.elementType.byteCount) else {
      throw damaged("its reader sent a wrong count")
    }
    var failure: RecordingError?
    let numbers = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(RecordingError) {
        try fillInParts(UnsafeMutableRawBufferPointer(buffer))
        initialized = count
      } catch { failure = error }
    }
    if let failure { throw failure }
    return numbers
  }

  private mutating func fillInParts(
    _ bytes: UnsafeMutableRawBufferPointer
  ) throws(RecordingError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = try partLength(limit: UInt64(rest.count))
      try fill(UnsafeMutableRawBufferPointer(rebasing: rest.prefix(part)))
      rest = rest.dropFirst(part)
    }
  }

  private mutating func texts(_ count: Int) throws(RecordingError) -> [String] {
    var texts: [String] = []
    for _ in 0..<count { texts.append(try text(count: try partLength(limit: limit) - 1)) }
    return texts
  }

  /// Returns the length of the next part.
  private mutating func partLength(limit: UInt64) throws(RecordingError) -> Int {
    let length = try count(limit: limit)
    guard length > 0 else { throw try announcedFailure() }
    return length
  }
}
