/// Writes cereal's portable binary archive, little-endian.
///
/// cereal: `PortableBinaryOutputArchive`.
struct PortableBinaryOutput: CerealArchive {
  var failure: CocolistError?
  let isReading = false
  let place = "binary archive"
  var offset: Int { bytes.count }
  /// The first byte says that the archive is little-endian.
  private(set) var bytes: [UInt8] = [1]

  mutating func open(_ key: String) {}
  mutating func close() {}
  mutating func openElement() {}
  mutating func closeList() {}
  mutating func skip() -> Bool { false }

  mutating func openList(_ key: String, count: inout Int) { append(count, bytes: 8) }

  mutating func scalar(_ key: String, _ form: ScalarForm, _ value: inout Int) {
    append(value, bytes: form.byteCount)
  }

  mutating func string(_ key: String, _ value: inout String) {
    append(value.utf8.count, bytes: 8)
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func append(_ value: Int, bytes count: Int) {
    let code = UInt64(bitPattern: Int64(value))
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: code >> UInt64(8 * index))) }
  }
}

/// Reads cereal's portable binary archive of either byte order.
struct PortableBinaryInput: CerealArchive {
  var failure: CocolistError?
  let isReading = true
  private let bytes: [UInt8]
  private(set) var offset = 1
  private let isLittleEndian: Bool

  /// An entry of a list has at least this many bytes.
  private static let smallestElement = 10

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isLittleEndian = bytes.first == 1
    switch bytes.first {
    case nil: failure = .truncated(offset: 0)
    case 0, 1: break
    case let other?:
      failure = .malformed(
        place: "byte 0", reason: "\(other) instead of 0 or 1, which state the byte order")
    }
  }

  var place: String { "byte \(offset)" }

  /// Fails unless everything has been read.
  mutating func finish() {
    if offset < bytes.count { fail(.trailingBytes(count: bytes.count - offset)) }
  }

  mutating func open(_ key: String) {}
  mutating func close() {}
  mutating func openElement() {}
  mutating func closeList() {}
  mutating func skip() -> Bool { false }

  mutating func openList(_ key: String, count: inout Int) {
    count = take(8, signed: false)
    guard failure == nil, count < 0 || count > (bytes.count - offset) / Self.smallestElement else {
      return
    }
    fail(.truncated(offset: bytes.count))
  }

  mutating func scalar(_ key: String, _ form: ScalarForm, _ value: inout Int) {
    let isSigned = if case .signed = form { true } else { false }
    let found = take(form.byteCount, signed: isSigned)
    if failure == nil { value = found }
  }

  mutating func string(_ key: String, _ value: inout String) {
    let count = take(8, signed: false)
    guard failure == nil else { return }
    guard count >= 0, count <= bytes.count - offset else {
      return fail(.truncated(offset: bytes.count))
    }
    value = String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    offset += count
  }

  private mutating func take(_ count: Int, signed: Bool) -> Int {
    guard failure == nil else { return 0 }
    guard count <= bytes.count - offset else {
      fail(.truncated(offset: bytes.count))
      return 0
    }
    var code: UInt64 = 0
    for index in 0..<count {
      let position = isLittleEndian ? index : count - 1 - index
      code |= UInt64(bytes[offset + position]) << UInt64(8 * index)
    }
    offset += count
    let unused = UInt64(64 - 8 * count)
    return signed
      ? Int(Int64(bitPattern: code << unused) >> Int64(unused)) : Int(bitPattern: UInt(code))
  }
}
