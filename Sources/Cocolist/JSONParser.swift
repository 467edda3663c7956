/// Reads JSON as far as cereal writes it: integers only, no `null`.
struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// Deeper nesting is refused, before it exhausts the stack.
  private static let largestDepth = 64

  /// The tree of a whole text.
  static func parse(_ bytes: [UInt8]) throws(CocolistError) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.position == bytes.count else {
      throw .trailingBytes(count: bytes.count - parser.position)
    }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0d).contains(byte) { position += 1 }
  }

  private func fails(_ reason: String) -> CocolistError {
    position >= bytes.count
      ? .truncated(offset: position) : .malformed(place: "byte \(position)", reason: reason)
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(CocolistError) {
    skipSpace()
    guard next == UInt8(ascii: character) else { throw fails("'\(character)' is missing") }
    position += 1
  }

  /// Takes the next character if it is this one; returns true if it was.
  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(CocolistError) -> JSONValue {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.largestDepth else { throw fails("nested too deeply") }
    switch next {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try elements())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    default: return .number(try integer())
    }
  }

  private mutating func members() throws(CocolistError) -> [JSONValue.Member] {
    try expect("{")
    var members: [JSONValue.Member] = []
    if takes("}") { return members }
    repeat {
      skipSpace()
      let key = try string()
      try expect(":")
      members.append(JSONValue.Member(key: key, value: try value()))
    } while takes(",")
    try expect("}")
    return members
  }

  private mutating func elements() throws(CocolistError) -> [JSONValue] {
    try expect("[")
    var elements: [JSONValue] = []
    if takes("]") { return elements }
    repeat { elements.append(try value()) } while takes(",")
    try expect("]")
    return elements
  }

  private mutating func string() throws(CocolistError) -> String {
    try expect("\"")
    let start = position
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte != UInt8(ascii: "\\") else { throw fails("escapes do not occur in cocolists") }
      position += 1
    }
    guard next != nil else { throw fails("the string does not end") }
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func literal(
    _ text: StaticString, _ value: JSONValue
  ) throws(CocolistError) -> JSONValue {
    let wanted = text.withUTF8Buffer { Array($0) }
    guard bytes[position...].starts(with: wanted) else { throw fails("'\(text)' is missing") }
    position += wanted.count
    return value
  }

  private mutating func integer() throws(CocolistError) -> Int {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw fails("no value of a cocolist")
    }
    return number
  }
}
