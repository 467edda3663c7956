// One conformance a type; a table in the form of code.

extension Float: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .float }
  /// Wraps values of this type.
  public static func wrap(_ values: [Float]) -> Dataset.Values { .float(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [Float]? {
    if case .float(let array) = values { array } else { nil }
  }
}

extension Double: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .double }
  /// Wraps values of this type.
  public static func wrap(_ values: [Double]) -> Dataset.Values { .double(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [Double]? {
    if case .double(let array) = values { array } else { nil }
  }
}

extension Int8: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .int8 }
  /// Wraps values of this type.
  public static func wrap(_ values: [Int8]) -> Dataset.Values { .int8(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [Int8]? {
    if case .int8(let array) = values { array } else { nil }
  }
}

extension UInt8: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .uint8 }
  /// Wraps values of this type.
  public static func wrap(_ values: [UInt8]) -> Dataset.Values { .uint8(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [UInt8]? {
    if case .uint8(let array) = values { array } else { nil }
  }
}

extension Int16: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .int16 }
  /// Wraps values of this type.
  public static func wrap(_ values: [Int16]) -> Dataset.Values { .int16(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [Int16]? {
    if case .int16(let array) = values { array } else { nil }
  }
}

extension UInt16: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .uint16 }
  /// Wraps values of this type.
  public static func wrap(_ values: [UInt16]) -> Dataset.Values { .uint16(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [UInt16]? {
    if case .uint16(let array) = values { array } else { nil }
  }
}

extension Int32: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .int32 }
  /// Wraps values of this type.
  public static func wrap(_ values: [Int32]) -> Dataset.Values { .int32(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [Int32]? {
    if case .int32(let array) = values { array } else { nil }
  }
}

extension UInt32: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .uint32 }
  /// Wraps values of this type.
  public static func wrap(_ values: [UInt32]) -> Dataset.Values { .uint32(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [UInt32]? {
    if case .uint32(let array) = values { array } else { nil }
  }
}

extension Int64: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .int64 }
  /// Wraps values of this type.
  public static func wrap(_ values: [Int64]) -> Dataset.Values { .int64(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [Int64]? {
    if case .int64(let array) = values { array } else { nil }
  }
}

extension UInt64: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .uint64 }
  /// Wraps values of this type.
  public static func wrap(_ values: [UInt64]) -> Dataset.Values { .uint64(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [UInt64]? {
    if case .uint64(let array) = values { array } else { nil }
  }
}

extension String: DatasetElement {
  /// The type's name in a file.
  public static var elementType: ElementType { .string }
  /// Wraps values of this type.
  public static func wrap(_ values: [String]) -> Dataset.Values { .string(values) }
  /// The values when they are of this type, otherwise nil.
  public static func unwrap(_ values: Dataset.Values) -> [String]? {
    if case .string(let array) = values { array } else { nil }
  }
}
