/// A 128-bit hash of text that is the same on every machine and in every run: two FNV-1a sums with
/// different starts. It names files; it protects against nothing.
public struct StableHash: Sendable {
  private var low: UInt64 = 0xcbf2_9ce4_8422_2325
  private var high: UInt64 = 0x6c62_272e_07bb_0142
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  /// The hash of nothing.
  public init() {}

  /// Adds a text and an end mark.
  public mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xff)
  }

  /// Adds bytes, without an end mark.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    low = (low ^ UInt64(byte)) &* Self.prime
    high = (high ^ UInt64(byte ^ 0x5a)) &* Self.prime
  }

  /// Returns the digest of a file's content, as provenances hold it.
  public static func digest(ofContent bytes: [UInt8]) -> String {
    var hash = StableHash()
    hash.add(bytes.map { UnicodeScalar($0) }.reduce(into: "") { $0.unicodeScalars.append($1) })
    return hash.hexadecimal
  }

  /// The first of the two sums, FNV-1a of all bytes.
  public var checksum: UInt64 { low }

  /// Thirty-two hexadecimal digits.
  public var hexadecimal: String {
    [high, low].map { value in
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
