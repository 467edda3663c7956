extension Record {
  /// The group at a path such as "calibration/top"; the group itself for an empty path.
  ///
  /// - Throws: ``RecordingError/missing(kind:path:available:)``.
  public func group(_ path: String) throws(RecordingError) -> Record {
    var group = self
    for name in path.split(separator: "/").map(String.init) {
      guard let next = group.groups[name] else {
        throw .missing(kind: .group, path: path, available: group.groups.keys.sorted())
      }
      group = next
    }
    return group
  }

  /// The dataset at a path such as "membrane/top".
  ///
  /// - Throws: ``RecordingError/missing(kind:path:available:)``.
  public func dataset(_ path: String) throws(RecordingError) -> Dataset {
    let (folder, name) = Self.split(path)
    let group = try group(folder.joined(separator: "/"))
    guard let dataset = group.datasets[name] else {
      throw .missing(kind: .dataset, path: path, available: group.datasets.keys.sorted())
    }
    return dataset
  }

  /// The attribute of this group with a name.
  ///
  /// - Throws: ``RecordingError/missing(kind:path:available:)``.
  public func attribute(_ name: String) throws(RecordingError) -> Attribute {
    guard let attribute = attributes[name] else {
      throw .missing(kind: .attribute, path: name, available: attributes.keys.sorted())
    }
    return attribute
  }
}

/// Getters of attributes by type; each throws when the attribute is missing or of another type.
extension Record {
  /// The text of a string attribute.
  public func string(attribute name: String) throws(RecordingError) -> String {
    try value(name, "string") { if case .string(let value) = $0 { value } else { nil } }
  }

  /// The value of a signed integer attribute, or of an unsigned one that fits.
  public func int64(attribute name: String) throws(RecordingError) -> Int64 {
    try value(name, "int64") { $0.integer() }
  }

  /// The value of an unsigned integer attribute, or of a signed one that fits.
  public func uint64(attribute name: String) throws(RecordingError) -> UInt64 {
    try value(name, "uint64") { $0.integer() }
  }

  /// The value of a double attribute; integers are no doubles.
  public func double(attribute name: String) throws(RecordingError) -> Double {
    try value(name, "double") { if case .double(let value) = $0 { value } else { nil } }
  }

  /// The value of a bool attribute.
  public func bool(attribute name: String) throws(RecordingError) -> Bool {
    try value(name, "bool") { if case .bool(let value) = $0 { value } else { nil } }
  }

  /// The texts of an attribute that is an array of strings.
  public func strings(attribute name: String) throws(RecordingError) -> [String] {
    try value(name, "array of strings") {
      if case .strings(let values) = $0 { values } else { nil }
    }
  }

  /// The numbers of an attribute that is an array of doubles.
  public func doubles(attribute name: String) throws(RecordingError) -> [Double] {
    try value(name, "array of doubles") {
      if case .doubles(let values) = $0 { values } else { nil }
    }
  }

  /// The numbers of an attribute that is an array of signed integers.
  public func int64s(attribute name: String) throws(RecordingError) -> [Int64] {
    try value(name, "array of int64") { if case .int64s(let values) = $0 { values } else { nil } }
  }

  private func value<Value>(
    _ name: String, _ expected: String, _ extract: (Attribute) -> Value?
  ) throws(RecordingError) -> Value {
    let attribute = try attribute(name)
    guard let value = extract(attribute) else {
      throw .wrongType(path: name, found: attribute.typeName, expected: expected)
    }
    return value
  }
}

extension Attribute {
  /// The value of either integer case when it fits.
  fileprivate func integer<Integer: FixedWidthInteger>() -> Integer? {
    switch self {
    case .int64(let value): Integer(exactly: value)
    case .uint64(let value): Integer(exactly: value)
    default: nil
    }
  }
}
