internal import SimulationCore

/// The second line of a JSON file, which holds a digest of all other bytes. Files of versions up to
/// 0.2.0 have none.
enum ChecksumLine {
  private static let start = Array("  \"checksum\"".utf8)
  private static let newline = UInt8(ascii: "\n")

  /// Returns the text of an object with the line.
  static func added(to text: [UInt8]) -> [UInt8] {
    let place = end(ofLine: text, from: 0)
    return text[..<place] + line(text) + text[place...]
  }

  /// Returns a Boolean value that tells whether the line is that of the text, or missing.
  static func holds(in text: [UInt8]) -> Bool {
    let place = end(ofLine: text, from: 0)
    let next = end(ofLine: text, from: place)
    let found = withoutSpaces(text[place..<next])
    guard isChecksum(found) else { return true }
    return found == withoutSpaces(line(Array(text[..<place] + text[next...]))[...])
  }

  /// Returns a Boolean value that tells whether a line is one of a checksum, though its name or its
  /// value may be damaged.
  private static func isChecksum(_ line: [UInt8]) -> Bool {
    let digits = line.dropLast(3).suffix(digitCount)
    return line.starts(with: withoutSpaces(start[...]))
      || digits.count == digitCount && digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
  }

  private static let digitCount = StableHash().hexadecimal.utf8.count

  private static func line(_ text: [UInt8]) -> [UInt8] {
    start + Array(" : \"\(StableHash.digest(ofContent: text))\",\n".utf8)
  }

  /// Encoders place spaces differently.
  private static func withoutSpaces(_ line: ArraySlice<UInt8>) -> [UInt8] {
    line.filter { $0 != UInt8(ascii: " ") }
  }

  private static func end(ofLine text: [UInt8], from start: Int) -> Int {
    (text[start...].firstIndex(of: newline) ?? text.endIndex - 1) + 1
  }
}
