/// A JSON value that is written without spaces.
enum JSONText {
  case null
  case bool(Bool)
  case number(Int)
  /// A number that is null in the text where it is not finite.
  case real(Double)
  case string(String)
  case list([JSONText])
  case object([(String, JSONText)])

  /// The value as text.
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let number): text += String(number)
    case .real(let number): text += number.isFinite ? "\(number)" : "null"
    case .string(let string): Self.quote(string, &text)
    case .list(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { text += "," }
        Self.quote(key, &text)
        text += ":"
        value.write(to: &text)
      }
      text += "}"
    }
  }

  /// Appends a string in quotes; names of this program hold no control characters.
  private static func quote(_ string: String, _ text: inout String) {
    text += "\""
    for character in string {
      if character == "\"" || character == "\\" { text += "\\" }
      text.append(character)
    }
    text += "\""
  }
}
