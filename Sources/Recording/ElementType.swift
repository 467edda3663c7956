/// The types that a dataset's elements may have.
public enum ElementType: String, Sendable, CaseIterable {
  /// 32-bit floating point.
  case float
  /// 64-bit floating point.
  case double
  /// 8-bit signed integer.
  case int8
  /// 8-bit unsigned integer.
  case uint8
  /// 16-bit signed integer.
  case int16
  /// 16-bit unsigned integer.
  case uint16
  /// 32-bit signed integer.
  case int32
  /// 32-bit unsigned integer.
  case uint32
  /// 64-bit signed integer.
  case int64
  /// 64-bit unsigned integer.
  case uint64
  /// UTF-8 text of any length, without NUL characters.
  case string

  /// Bytes of one element in memory; for strings the size of the reference to it.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .float, .int32, .uint32: 4
    case .double, .int64, .uint64, .string: 8
    }
  }
}

/// A Swift type that can be the element of a dataset.
///
/// Conformances are those of this module; there is no use in adding others, since a file knows
/// only the types of ``ElementType``.
public protocol DatasetElement: Sendable, Equatable {
  /// The type's name in a file.
  static var elementType: ElementType { get }
  /// Wraps values of this type.
  static func wrap(_ values: [Self]) -> Dataset.Values
  /// The values when they are of this type, otherwise nil.
  static func unwrap(_ values: Dataset.Values) -> [Self]?
}
