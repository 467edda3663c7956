/// A small named value that describes a group or a dataset: a seed, a unit, a version, a
/// configuration.
///
/// Arrays are one-dimensional. Booleans are written as h5py writes them (an enumeration of FALSE
/// and TRUE), strings as UTF-8 of variable length, numbers as 64 bits.
public enum Attribute: Sendable, Equatable {
  /// UTF-8 text without NUL characters.
  case string(String)
  /// A signed integer.
  case int64(Int64)
  /// An unsigned integer, for seeds.
  case uint64(UInt64)
  /// A floating-point number; its unit belongs into the attribute's name.
  case double(Double)
  /// A truth value.
  case bool(Bool)
  /// Several texts.
  case strings([String])
  /// Several signed integers.
  case int64s([Int64])
  /// Several unsigned integers.
  case uint64s([UInt64])
  /// Several floating-point numbers.
  case doubles([Double])
  /// Several truth values.
  case bools([Bool])

  /// The type of the value, in words for messages: "string", "array of doubles".
  public var typeName: String {
    switch self {
    case .string: "string"
    case .int64: "int64"
    case .uint64: "uint64"
    case .double: "double"
    case .bool: "bool"
    case .strings: "array of strings"
    case .int64s: "array of int64"
    case .uint64s: "array of uint64"
    case .doubles: "array of doubles"
    case .bools: "array of bools"
    }
  }
}

extension Attribute: ExpressibleByStringLiteral {
  /// A text literal is a string attribute.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension Attribute: ExpressibleByIntegerLiteral {
  /// An integer literal is a signed integer attribute.
  public init(integerLiteral value: Int64) { self = .int64(value) }
}

extension Attribute: ExpressibleByFloatLiteral {
  /// A floating-point literal is a double attribute.
  public init(floatLiteral value: Double) { self = .double(value) }
}

extension Attribute: ExpressibleByBooleanLiteral {
  /// `true` and `false` are bool attributes.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
