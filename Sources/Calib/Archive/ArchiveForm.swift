/// The form of a field in an archive: its type, its length, and the range of its values.
struct ArchiveForm<Value> {
  /// Returns the archive's value of a field.
  let encode: (Value) -> CalibrationArchive.Value
  /// Returns the field of an archive's value, whose name errors state.
  let decode: (CalibrationArchive.Value, String) throws(CalibrationArchiveError) -> Value

  /// A form that holds the field as another type, which has a form of its own.
  ///
  /// - Parameters:
  ///   - base: The form of the other type.
  ///   - encode: Returns the value of the other type.
  ///   - decode: Returns the field of a value that the base form has accepted.
  init<Base>(
    as base: ArchiveForm<Base>, encode: @escaping (Value) -> Base,
    decode: @escaping (Base) -> Value
  ) {
    self.encode = { base.encode(encode($0)) }
    self.decode = { (stored, name) throws(CalibrationArchiveError) in
      decode(try base.decode(stored, name))
    }
  }

  init(
    encode: @escaping (Value) -> CalibrationArchive.Value,
    decode:
      @escaping (CalibrationArchive.Value, String) throws(CalibrationArchiveError) -> Value
  ) {
    self.encode = encode
    self.decode = decode
  }
}

// MARK: - The five types of an archive

extension ArchiveForm<[Int]> {
  /// Integers, of any number and size unless stated.
  static func integers(count: Int? = nil, in range: ClosedRange<Int>? = nil) -> Self {
    Self(encode: { .integers($0) }) { (stored, name) throws(CalibrationArchiveError) in
      guard case .integers(let values) = stored else {
        throw .wrongType(name: name, expected: "integers", found: stored.typeName)
      }
      try requireLength(name, values.count, count)
      if let range, let value = values.first(where: { !range.contains($0) }) {
        throw .outOfRange(
          name: name, value: value, lower: range.lowerBound, upper: range.upperBound)
      }
      return values
    }
  }
}

extension ArchiveForm<[Bool]> {
  /// One truth value for each instance.
  static func mask(count: Int) -> Self {
    Self(encode: { .mask($0) }) { (stored, name) throws(CalibrationArchiveError) in
      guard case .mask(let values) = stored else {
        throw .wrongType(name: name, expected: "a mask", found: stored.typeName)
      }
      try requireLength(name, values.count, count)
      return values
    }
  }
}

extension ArchiveForm<[Double]> {
  /// Numbers, as many as there are unless stated.
  static func doubles(count: Int? = nil) -> Self {
    Self(encode: { .doubles($0) }) { (stored, name) throws(CalibrationArchiveError) in
      guard case .doubles(let values) = stored else {
        throw .wrongType(name: name, expected: "doubles", found: stored.typeName)
      }
      try requireLength(name, values.count, count)
      return values
    }
  }
}

extension ArchiveForm<String> {
  /// A text.
  static var string: Self {
    Self(encode: { .string($0) }) { (stored, name) throws(CalibrationArchiveError) in
      guard case .string(let value) = stored else {
        throw .wrongType(name: name, expected: "a string", found: stored.typeName)
      }
      return value
    }
  }
}

extension ArchiveForm<[String]> {
  /// Texts, as many as there are.
  static var strings: Self {
    Self(encode: { .strings($0) }) { (stored, name) throws(CalibrationArchiveError) in
      guard case .strings(let values) = stored else {
        throw .wrongType(name: name, expected: "strings", found: stored.typeName)
      }
      return values
    }
  }
}

private func requireLength(
  _ name: String, _ count: Int, _ expected: Int?
) throws(CalibrationArchiveError) {
  if let expected, count != expected {
    throw .wrongCount(name: name, expected: expected, found: count)
  }
}

extension CalibrationArchive.Value {
  /// The name of the type in error messages.
  fileprivate var typeName: String {
    switch self {
    case .integers: "integers"
    case .mask: "a mask"
    case .doubles: "doubles"
    case .string: "a string"
    case .strings: "strings"
    }
  }
}
