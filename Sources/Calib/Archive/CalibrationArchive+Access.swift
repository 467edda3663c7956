extension CalibrationArchive {
  /// The integers of a name.
  ///
  /// - Throws: ``CalibrationArchiveError`` if missing, of another type or length, or outside
  ///   the range.
  func integers(
    _ name: String, count: Int? = nil, in range: ClosedRange<Int>? = nil
  ) throws(CalibrationArchiveError) -> [Int] {
    guard case .integers(let values) = try value(name) else { throw wrongType(name, "integers") }
    try check(name, count: values.count, expected: count)
    if let range, let value = values.first(where: { !range.contains($0) }) {
      throw .outOfRange(
        name: name, value: value, lower: range.lowerBound, upper: range.upperBound)
    }
    return values
  }

  /// One integer of a name.
  func integer(
    _ name: String, in range: ClosedRange<Int>? = nil
  ) throws(CalibrationArchiveError) -> Int {
    try integers(name, count: 1, in: range)[0]
  }

  /// The truth values of a name.
  func mask(_ name: String, count: Int) throws(CalibrationArchiveError) -> [Bool] {
    guard case .mask(let values) = try value(name) else { throw wrongType(name, "a mask") }
    try check(name, count: values.count, expected: count)
    return values
  }

  /// The numbers of a name.
  func doubles(_ name: String, count: Int? = nil) throws(CalibrationArchiveError) -> [Double] {
    guard case .doubles(let values) = try value(name) else { throw wrongType(name, "doubles") }
    try check(name, count: values.count, expected: count)
    return values
  }

  /// The string of a name.
  func string(_ name: String) throws(CalibrationArchiveError) -> String {
    guard case .string(let value) = try value(name) else { throw wrongType(name, "a string") }
    return value
  }

  /// The strings of a name.
  func strings(_ name: String, count: Int? = nil) throws(CalibrationArchiveError) -> [String] {
    guard case .strings(let values) = try value(name) else { throw wrongType(name, "strings") }
    try check(name, count: values.count, expected: count)
    return values
  }

  private func value(_ name: String) throws(CalibrationArchiveError) -> Value {
    guard let value = values[name] else { throw .missing(name: name) }
    return value
  }

  private func wrongType(_ name: String, _ expected: String) -> CalibrationArchiveError {
    .wrongType(name: name, expected: expected, found: values[name]?.typeName ?? "nothing")
  }

  private func check(
    _ name: String, count: Int, expected: Int?
  ) throws(CalibrationArchiveError) {
    if let expected, count != expected {
      throw .wrongCount(name: name, expected: expected, found: count)
    }
  }
}

extension CalibrationArchive.Value {
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
