public import Cocolist

/// Archives as bytes of a compressed file, which the cache holds.
extension CalibrationArchive {
  /// The archive as bytes; the same values give the same bytes on every machine.
  var bytes: [UInt8] {
    var output = ArchiveOutput()
    for name in names {
      guard let value = values[name] else { continue }
      output.put(name)
      output.put(value)
    }
    return output.bytes
  }

  /// Returns the content of a compressed file.
  ///
  /// - Throws: `CocolistError` if zlib fails.
  public func compressed() throws(CocolistError) -> [UInt8] { try Gzip.compress(bytes) }

  /// Reads bytes that ``compressed()`` has made.
  ///
  /// - Throws: `CocolistError` for bytes that are damaged or something else.
  public init(compressed bytes: [UInt8]) throws(CocolistError) {
    var input = try ArchiveInput(try Gzip.decompress(bytes))
    self.init()
    while !input.isAtEnd {
      let name = try input.text()
      values[name] = try input.value()
    }
  }
}

/// Kinds of values by the letters that stand for them.
private enum ValueKind: UInt8 {
  case integers = 0x69
  case mask = 0x6d
  case doubles = 0x64
  case string = 0x73
  case strings = 0x53
}

private let signature = "bss2 calibration 1"

private struct ArchiveOutput {
  private(set) var bytes: [UInt8] = []

  init() { put(signature) }

  mutating func put(_ text: String) {
    put(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func put(_ value: CalibrationArchive.Value) {
    switch value {
    case .integers(let values): put(.integers, values) { $0.put(UInt64(bitPattern: Int64($1))) }
    case .mask(let values): put(.mask, values) { $0.bytes.append($1 ? 1 : 0) }
    case .doubles(let values): put(.doubles, values) { $0.put($1.bitPattern) }
    case .string(let value): put(.string, [value]) { $0.put($1) }
    case .strings(let values): put(.strings, values) { $0.put($1) }
    }
  }

  private mutating func put<Element>(
    _ kind: ValueKind, _ values: [Element], _ put: (inout ArchiveOutput, Element) -> Void
  ) {
    bytes.append(kind.rawValue)
    self.put(UInt64(values.count))
    for value in values { put(&self, value) }
  }

  private mutating func put(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}

private struct ArchiveInput {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) throws(CocolistError) {
    self.bytes = bytes
    guard try text() == signature else {
      throw .malformed(place: "byte 0", reason: "another signature than '\(signature)'")
    }
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func text() throws(CocolistError) -> String {
    String(decoding: try take(try count()), as: UTF8.self)
  }

  mutating func value() throws(CocolistError) -> CalibrationArchive.Value {
    let place = position
    guard let kind = ValueKind(rawValue: try byte()) else {
      throw .malformed(place: "byte \(place)", reason: "an unknown kind of value")
    }
    switch kind {
    case .integers:
      return .integers(
        try list { (input) throws(CocolistError) in
          Int(Int64(bitPattern: try input.number()))
        })
    case .mask: return .mask(try list { (input) throws(CocolistError) in try input.byte() != 0 })
    case .doubles:
      return .doubles(
        try list { (input) throws(CocolistError) in Double(bitPattern: try input.number()) })
    case .strings: return .strings(try list { (input) throws(CocolistError) in try input.text() })
    case .string:
      guard try count() == 1 else {
        throw .malformed(place: "byte \(place)", reason: "a text with another count than 1")
      }
      return .string(try text())
    }
  }

  private mutating func list<Element>(
    _ read: (inout ArchiveInput) throws(CocolistError) -> Element
  ) throws(CocolistError) -> [Element] {
    var values: [Element] = []
    for _ in 0..<(try count()) { values.append(try read(&self)) }
    return values
  }

  /// A number of elements, which cannot exceed the number of bytes that are left.
  private mutating func count() throws(CocolistError) -> Int {
    let number = try number()
    guard number <= UInt64(bytes.count - position) else { throw .truncated(offset: bytes.count) }
    return Int(number)
  }

  private mutating func number() throws(CocolistError) -> UInt64 {
    try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func byte() throws(CocolistError) -> UInt8 { try take(1).first ?? 0 }

  private mutating func take(_ count: Int) throws(CocolistError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw .truncated(offset: bytes.count) }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
