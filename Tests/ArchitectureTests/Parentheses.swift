/// A reader of calls and lists in the text of a manifest.
enum Parentheses {
  /// The texts between each opening `head`, which ends in a bracket, and the bracket that closes it.
  static func calls(of head: String, in text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let range = rest.firstRange(of: head) {
      let before = rest[..<range.lowerBound].last
      let inside = rest[range.upperBound...]
      rest = inside
      if let before, before.isLetter || (before == "." && !head.hasPrefix(".")) { continue }
      found.append(String(inside.prefix(upTo: closing(inside))))
    }
    return found
  }

  /// The string literals of a text.
  static func strings(in text: String) -> [String] {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// The position of the bracket that closes the one before the text.
  private static func closing(_ text: Substring) -> Substring.Index {
    var depth = 1
    var isString = false
    for index in text.indices {
      switch text[index] {
      case "\"": isString.toggle()
      case "(" where !isString, "[" where !isString: depth += 1
      case ")" where !isString, "]" where !isString: depth -= 1
      default: break
      }
      if depth == 0 { return index }
    }
    return text.endIndex
  }
}
