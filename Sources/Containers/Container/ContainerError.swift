/// Words or field values that a container cannot hold.
public enum ContainerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A wrong number of words.
  case wordCount(container: String, expected: Int, found: Int)
  /// A word with bits that mean nothing to the container.
  case undefinedBits(container: String, word: Int, found: UInt32, understood: UInt32)
  /// A field value outside its range.
  case fieldRange(container: String, field: String, value: Int, allowed: ClosedRange<Int>)
  /// A wrong number of values for an array field.
  case fieldCount(container: String, field: String, expected: Int, found: Int)
  /// A field name that the container does not have; with the nearest one that it has.
  case unknownField(container: String, field: String, nearest: String?)

  /// A potential that a channel of the board's DAC cannot give; channels of supplies have no full scale.
  case potential(channel: String, volts: Double, fullScale: Double?)

  /// Message that says what is wrong, what is allowed and what to do.
  public var description: String {
    switch self {
    case .wordCount(let container, let expected, let found):
      "\(container) has \(expected) words, but \(found) were given: "
        + "read one word from each of its addresses."
    case .undefinedBits(let container, let word, let found, let understood):
      "Word \(word) of \(container) is \(hexadecimal(found)), of which the fields take "
        + "\(hexadecimal(understood)); its other bits have no meaning: check the address that the word "
        + "comes from, or use init(words:) to ignore such bits."
    case .fieldRange(let container, let field, let value, let allowed):
      "\(container).\(field) cannot be \(value): "
        + "allowed are \(allowed.lowerBound)…\(allowed.upperBound)."
    case .fieldCount(let container, let field, let expected, let found):
      "\(container).\(field) has \(expected) values, but \(found) were given: give \(expected)."
    case .potential(let channel, _, nil):
      "DACChannelBlock: \(channel) is a supply, whose voltage is not modelled: set its code in `value`."
    case .potential(let channel, let volts, let fullScale?):
      "DACChannelBlock: \(channel) cannot give \(volts) V: allowed are 0…\(fullScale) V."
    case .unknownField(let container, let field, let nearest):
      "\(container) has no field \"\(field)\"."
        + (nearest.map { " Did you mean \"\($0)\"?" }
          ?? " Its fields are listed by \(container).fields in Swift, and by "
          + "read_container(\"\(container)\", 0) in Python.")
    }
  }
}

/// Eight hexadecimal digits with `0x`.
func hexadecimal(_ word: UInt32) -> String {
  let digits = String(word, radix: 16)
  return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
}
