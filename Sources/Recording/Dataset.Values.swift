extension Dataset {
  /// The elements of a dataset, by type.
  ///
  /// Two values with a NaN in the same place are not equal, as with Swift's arrays.
  public enum Values: Sendable, Equatable {
    /// Elements of `Float`.
    case float([Float])
    /// Elements of `Double`.
    case double([Double])
    /// Elements of `Int8`.
    case int8([Int8])
    /// Elements of `UInt8`.
    case uint8([UInt8])
    /// Elements of `Int16`.
    case int16([Int16])
    /// Elements of `UInt16`.
    case uint16([UInt16])
    /// Elements of `Int32`.
    case int32([Int32])
    /// Elements of `UInt32`.
    case uint32([UInt32])
    /// Elements of `Int64`.
    case int64([Int64])
    /// Elements of `UInt64`.
    case uint64([UInt64])
    /// Elements of `String`.
    case string([String])

    /// The type of the elements.
    public var elementType: ElementType {
      switch self {
      case .float: .float
      case .double: .double
      case .int8: .int8
      case .uint8: .uint8
      case .int16: .int16
      case .uint16: .uint16
      case .int32: .int32
      case .uint32: .uint32
      case .int64: .int64
      case .uint64: .uint64
      case .string: .string
      }
    }

    /// The number of elements.
    public var count: Int {
      switch self {
      case .float(let array): array.count
      case .double(let array): array.count
      case .int8(let array): array.count
      case .uint8(let array): array.count
      case .int16(let array): array.count
      case .uint16(let array): array.count
      case .int32(let array): array.count
      case .uint32(let array): array.count
      case .int64(let array): array.count
      case .uint64(let array): array.count
      case .string(let array): array.count
      }
    }
  }
}
