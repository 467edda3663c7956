internal import SimulationCore

/// A walk through everything that a chip remembers, which writes it to bytes or reads it back.
///
/// A type names each of its fields once, in its `visit`; there is no second list.
protocol StateVisitor {
  mutating func field<T: FixedWidthInteger>(_ value: inout T) throws(ChipError)
  mutating func field(_ value: inout Bool) throws(ChipError)
  mutating func field(_ value: inout Double) throws(ChipError)
  mutating func field(_ value: inout String) throws(ChipError)

  /// A list; nil takes one of any length.
  mutating func row<T: FixedWidthInteger>(_ values: inout [T], count: Int?) throws(ChipError)
  mutating func row(_ values: inout [Bool], count: Int?) throws(ChipError)
  mutating func row(_ values: inout [Float], count: Int?) throws(ChipError)
  mutating func row(_ values: inout [Double], count: Int?) throws(ChipError)

  /// Tells whether another value follows.
  /// - Parameter isEmpty: True if the value to write is empty.
  func hasMore(isEmpty: Bool) -> Bool
}

/// A part of a chip's state.
protocol StateValue {
  /// Visits all fields in the order of the format.
  /// - Throws: ``ChipError/invalidState(_:)`` for bytes that mean nothing.
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError)
}

extension StateVisitor {
  /// Marks a time that has not been.
  private var never: Int64 { .min }

  mutating func field(_ time: inout PPUCycles) throws(ChipError) { try field(&time.count) }

  /// Times, some of which have not been.
  mutating func row(_ times: inout [PPUCycles?], count: Int) throws(ChipError) {
    var counts = times.map { $0?.count ?? never }
    try row(&counts, count: count)
    times = counts.map { $0 == never ? nil : PPUCycles($0) }
  }

  /// Times, all of which have been.
  mutating func row(_ times: inout [PPUCycles], count: Int) throws(ChipError) {
    var optional = times.map(Optional.some)
    try row(&optional, count: count)
    times = optional.map { $0 ?? .zero }
  }

  /// Numbers by their keys.
  mutating func map<Value: FixedWidthInteger>(
    _ numbers: inout [UInt32: Value]
  ) throws(ChipError) {
    var keys = numbers.keys.sorted()
    try row(&keys, count: nil)
    var values = keys.map { numbers[$0] ?? 0 }
    try row(&values, count: keys.count)
    numbers = Dictionary(zip(keys, values)) { $1 }
  }

  /// Numbers by their keys at the end of the format; without numbers there are no bytes.
  mutating func lastMap<Value: FixedWidthInteger>(
    _ numbers: inout [UInt32: Value]
  ) throws(ChipError) {
    if hasMore(isEmpty: numbers.isEmpty) { try map(&numbers) }
  }
}

/// Writes numbers in a row of bytes, little-endian.
struct StateWriter: StateVisitor {
  private(set) var bytes: [UInt8] = []

  mutating func field<T: FixedWidthInteger>(_ value: inout T) { put(value) }
  mutating func field(_ value: inout Bool) { put(UInt8(value ? 1 : 0)) }
  mutating func field(_ value: inout Double) { put(value.bitPattern) }
  mutating func field(_ value: inout String) { put(Array(value.utf8)) }
  mutating func row<T: FixedWidthInteger>(_ values: inout [T], count: Int?) { put(values) }
  mutating func row(_ values: inout [Bool], count: Int?) {
    put(values.map { UInt8($0 ? 1 : 0) })
  }
  mutating func row(_ values: inout [Float], count: Int?) { put(values.map(\.bitPattern)) }
  mutating func row(_ values: inout [Double], count: Int?) { put(values.map(\.bitPattern)) }
  func hasMore(isEmpty: Bool) -> Bool { !isEmpty }

  private mutating func put<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  private mutating func put<T: FixedWidthInteger>(_ values: [T]) {
    put(UInt32(values.count))
    values.map(\.littleEndian).withUnsafeBytes { bytes += $0 }
  }
}

/// Reads them back, and trusts nothing.
struct StateReader: StateVisitor {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Tells whether everything has been read.
  var isAtEnd: Bool { position == bytes.endIndex }

  func hasMore(isEmpty: Bool) -> Bool { !isAtEnd }

  mutating func field<T: FixedWidthInteger>(_ value: inout T) throws(ChipError) {
    let width = T.bitWidth / 8
    guard bytes.endIndex - position >= width else { throw .damagedState("it ends too early") }
    withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes[position..<position + width]) }
    position += width
    value = T(littleEndian: value)
  }

  mutating func field(_ value: inout Bool) throws(ChipError) {
    value = try flag(try integer())
  }

  mutating func field(_ value: inout Double) throws(ChipError) {
    value = Double(bitPattern: try integer())
    guard value.isFinite else { throw Self.notFinite }
  }

  mutating func field(_ value: inout String) throws(ChipError) {
    var characters: [UInt8] = []
    try row(&characters, count: nil)
    value = String(decoding: characters, as: UTF8.self)
  }

  mutating func row<T: FixedWidthInteger>(
    _ values: inout [T], count wanted: Int?
  ) throws(ChipError) {
    let count = Int(try integer() as UInt32)
    let width = MemoryLayout<T>.stride
    guard wanted == nil || count == wanted, count <= (bytes.endIndex - position) / width
    else { throw .damagedState("a list has the wrong length") }
    values = Array(repeating: 0, count: count)
    let end = position + count * width
    values.withUnsafeMutableBytes { $0.copyBytes(from: bytes[position..<end]) }
    values = values.map(T.init(littleEndian:))
    position = end
  }

  mutating func row(_ values: inout [Bool], count: Int?) throws(ChipError) {
    var codes: [UInt8] = []
    try row(&codes, count: count)
    values = try codes.map(flag)
  }

  mutating func row(_ values: inout [Float], count: Int?) throws(ChipError) {
    var patterns: [UInt32] = []
    try row(&patterns, count: count)
    values = patterns.map(Float.init(bitPattern:))
    guard values.allSatisfy(\.isFinite) else { throw Self.notFinite }
  }

  mutating func row(_ values: inout [Double], count: Int?) throws(ChipError) {
    var patterns: [UInt64] = []
    try row(&patterns, count: count)
    values = patterns.map(Double.init(bitPattern:))
    guard values.allSatisfy(\.isFinite) else { throw Self.notFinite }
  }

  private static let notFinite = ChipError.damagedState("a number is not finite")

  private mutating func integer<T: FixedWidthInteger>() throws(ChipError) -> T {
    var value = T.zero
    try field(&value)
    return value
  }

  private func flag(_ code: UInt8) throws(ChipError) -> Bool {
    guard code < 2 else { throw .damagedState("a switch is neither on nor off") }
    return code == 1
  }
}
