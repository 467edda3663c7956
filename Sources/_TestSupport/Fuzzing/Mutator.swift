internal import SimulationCore

/// Damages files: flips bits, sets bytes, cuts, inserts, splices, and replaces numbers in texts.
public struct Mutator {
  private var stream: RandomStream

  /// A mutator whose changes depend on a seed and a number only.
  public init(seed: UInt64, number: UInt64) {
    stream = RandomStream(seed: seed, domain: .testing, index: number << 8 | 33)
  }

  /// Returns a number below another one.
  public mutating func below(_ n: Int) -> Int { stream.uniform(below: max(1, n)) }

  /// Returns one of some values.
  public mutating func anyOf<T>(_ values: [T]) -> T { values[below(values.count)] }

  /// Returns a damaged file.
  /// - Parameters:
  ///   - corpus: Whole files.
  ///   - isText: True if numbers and words stand in the file as text.
  public mutating func damaged(_ corpus: [[UInt8]], isText: Bool) -> [UInt8] {
    var bytes = anyOf(corpus)
    for _ in 0..<1 + below(3) { damage(&bytes, corpus, isText) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8], _ corpus: [[UInt8]], _ isText: Bool) {
    guard !bytes.isEmpty else { return }
    if isText, below(2) == 0 { return replaceToken(&bytes) }
    switch below(7) {
    case 0, 1: for _ in 0..<1 + below(8) { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
    case 2: set(&bytes, 1 << below(4))
    case 3: bytes.removeLast(below(bytes.count))
    case 4: splice(&bytes, anyOf(corpus))
    case 5: remove(&bytes)
    default: insert(&bytes)
    }
  }

  private mutating func set(_ bytes: inout [UInt8], _ count: Int) {
    let (start, kind) = (below(bytes.count), below(4))
    for index in start..<min(bytes.count, start + count) {
      bytes[index] = [0, 0xFF, 0x7F, UInt8(below(1 << 8))][kind]
    }
  }

  private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8]) {
    guard !other.isEmpty else { return }
    let (from, to) = (below(other.count), below(bytes.count))
    for index in 0..<min(1 + below(1 << 8), other.count - from, bytes.count - to) {
      bytes[to + index] = other[from + index]
    }
  }

  private mutating func remove(_ bytes: inout [UInt8]) {
    let start = below(bytes.count)
    bytes.removeSubrange(start..<min(bytes.count, start + 1 + below(16)))
  }

  private mutating func insert(_ bytes: inout [UInt8]) {
    let start = below(bytes.count)
    let copied = Array(bytes[start..<min(bytes.count, start + 1 + below(64))])
    for _ in 0..<1 + below(3) { bytes.insert(contentsOf: copied, at: start) }
  }

  // MARK: - Texts

  /// Numbers and marks that readers stumble over.
  private static let tokens = [
    "1e19", "-1e19", "1e308", "-1e999", "inf", "nan", "-0", "9223372036854775807",
    "9223372036854775808", "-9223372036854775809", "18446744073709551616", "0x10", "1_000", "", " ",
    "null", "true", "~", "[]", "{}", "[[[[[[[[", "*a", "&a [*a, *a]", "!!binary", "- - - -", "\t",
    "\u{0}", "é", "\"", "'", ": :", "32", "-64", "0.5", "1e-320", "63", "0", "-1", "999999999",
  ].map { Array($0.utf8) }

  private mutating func replaceToken(_ bytes: inout [UInt8]) {
    let start = below(bytes.count)
    let isNumber: (UInt8) -> Bool = { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
    let first = bytes[start...].firstIndex(where: isNumber) ?? start
    let end = bytes[first...].firstIndex { !isNumber($0) } ?? bytes.count
    bytes.replaceSubrange(first..<end, with: anyOf(Self.tokens))
  }
}
