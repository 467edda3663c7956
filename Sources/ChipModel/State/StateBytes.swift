/// Numbers in a row of bytes, little-endian.
struct StateWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  mutating func put(_ value: Bool) { put(UInt8(value ? 1 : 0)) }

  mutating func put(_ value: Double) { put(value.bitPattern) }

  mutating func put(_ text: String) { put(Array(text.utf8)) }

  mutating func put<T: FixedWidthInteger>(_ values: [T]) {
    put(UInt32(values.count))
    for value in values { put(value) }
  }

  mutating func put(_ values: [Float]) { put(values.map(\.bitPattern)) }
  mutating func put(_ values: [Double]) { put(values.map(\.bitPattern)) }
  mutating func put(_ values: [Bool]) { put(values.map { UInt8($0 ? 1 : 0) }) }
}

/// The way back, which trusts nothing.
struct StateReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) throws(ChipError) -> T {
    let width = T.bitWidth / 8
    guard bytes.endIndex - position >= width else { throw .invalidState("it ends too early") }
    var value = T.zero
    withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes[position..<position + width]) }
    position += width
    return T(littleEndian: value)
  }

  mutating func bool() throws(ChipError) -> Bool {
    switch try integer(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw .invalidState("a switch is neither on nor off")
    }
  }

  mutating func double() throws(ChipError) -> Double {
    let value = Double(bitPattern: try integer())
    guard value.isFinite else { throw .invalidState("a number is not finite") }
    return value
  }

  mutating func text() throws(ChipError) -> String {
    String(decoding: try integers(UInt8.self), as: UTF8.self)
  }

  /// A list; a wanted length is enforced.
  mutating func integers<T: FixedWidthInteger>(
    _ type: T.Type = T.self, count wanted: Int? = nil
  ) throws(ChipError) -> [T] {
    let count = Int(try integer(UInt32.self))
    guard wanted == nil || count == wanted,
      count <= (bytes.endIndex - position) / max(1, T.bitWidth / 8)
    else { throw .invalidState("a list has the wrong length") }
    var values: [T] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try integer()) }
    return values
  }

  mutating func floats(count: Int) throws(ChipError) -> [Float] {
    let values = try integers(UInt32.self, count: count).map(Float.init(bitPattern:))
    guard values.allSatisfy(\.isFinite) else { throw .invalidState("a number is not finite") }
    return values
  }

  mutating func doubles(count: Int) throws(ChipError) -> [Double] {
    let values = try integers(UInt64.self, count: count).map(Double.init(bitPattern:))
    guard values.allSatisfy(\.isFinite) else { throw .invalidState("a number is not finite") }
    return values
  }

  mutating func bools(count: Int) throws(ChipError) -> [Bool] {
    let values = try integers(UInt8.self, count: count)
    guard values.allSatisfy({ $0 < 2 }) else {
      throw .invalidState("a switch is neither on nor off")
    }
    return values.map { $0 == 1 }
  }
}
