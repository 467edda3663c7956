/// A JSON text as a tree that keeps the order of members and repeated keys, both of which cereal's
/// files rely on.
indirect enum JSONValue: Equatable {
  case object([Member])
  case array([JSONValue])
  case number(Int)
  case bool(Bool)
  case string(String)

  /// A member of an object.
  struct Member: Equatable {
    let key: String
    let value: JSONValue
  }

  /// The kind of the value, for messages.
  var kind: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .number: "a number"
    case .bool: "a truth value"
    case .string: "a string"
    }
  }
}
