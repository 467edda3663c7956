extension Record {
  /// Checks that a file can hold the record, before a file is touched.
  ///
  /// - Throws: ``RecordingError`` naming the first thing, in alphabetical order, that cannot be.
  func validate(at path: String = "") throws(RecordingError) {
    try Self.validate(attributes, of: path)
    for (name, dataset) in datasets.sorted(by: { $0.key < $1.key }) {
      try Self.validate(name: name, in: path)
      guard groups[name] == nil else { throw .duplicateName(path: Self.join(path, name)) }
      try dataset.validate(at: Self.join(path, name))
    }
    for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
      try Self.validate(name: name, in: path)
      try group.validate(at: Self.join(path, name))
    }
  }

  static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path)/\(name)"
  }

  static func validate(name: String, in path: String) throws(RecordingError) {
    let isValid = !name.isEmpty && name != "." && !name.utf8.contains { $0 == 0 || $0 == 0x2F }
    guard isValid else { throw .invalidName(name, path: path) }
  }

  static func validate(
    _ attributes: [String: Attribute], of path: String
  ) throws(RecordingError) {
    for (name, attribute) in attributes.sorted(by: { $0.key < $1.key }) {
      guard !name.isEmpty, !name.utf8.contains(0) else { throw .invalidName(name, path: path) }
      let texts: [String] =
        switch attribute {
        case .string(let text): [text]
        case .strings(let texts): texts
        default: []
        }
      guard !texts.contains(where: \.hasNUL) else {
        throw .invalidText(path: "\(path)@\(name)")
      }
    }
  }
}

extension Dataset {
  func validate(at path: String) throws(RecordingError) {
    try Record.validate(attributes, of: path)
    guard shape.allSatisfy({ $0 >= 0 }), shape.count <= 32, elementCount == values.count else {
      throw .countMismatch(path: path, shape: shape, count: values.count)
    }
    if case .string(let texts) = values, texts.contains(where: \.hasNUL) {
      throw .invalidText(path: path)
    }
    if case .chunked(let chunks) = layout { try validate(chunks, at: path) }
  }

  /// The product of the shape; nil when it overflows.
  private var elementCount: Int? {
    shape.reduce(1) { product, extent in
      let (result, overflow) = (product ?? 0).multipliedReportingOverflow(by: extent)
      return product == nil || overflow ? nil : result
    }
  }

  private func validate(_ chunks: Chunks, at path: String) throws(RecordingError) {
    guard !shape.isEmpty else {
      throw .invalidLayout(path: path, reason: "a single value cannot have chunks; leave them out")
    }
    guard chunks.shape.count == shape.count, chunks.shape.allSatisfy({ $0 >= 1 }) else {
      throw .invalidLayout(
        path: path,
        reason: "the chunks \(chunks.shape) must have as many axes as the shape \(shape), each of "
          + "at least 1")
    }
    // The library's own limits: a chunk below 4 GiB, and no larger than a dimension that is fixed.
    let bytes = chunks.shape.reduce(Double(elementType.byteCount)) { $0 * Double($1) }
    guard bytes < 4_294_967_296 else {
      throw .invalidLayout(path: path, reason: "a chunk of \(bytes) bytes is 4 GiB or more")
    }
    let fixed = zip(chunks.shape, shape).dropFirst(chunks.isExtensible ? 1 : 0)
    guard fixed.allSatisfy({ $0 <= max(1, $1) }) else {
      throw .invalidLayout(
        path: path,
        reason: "the chunks \(chunks.shape) are larger than the shape \(shape); make them smaller")
    }
  }
}

extension String {
  fileprivate var hasNUL: Bool { utf8.contains(0) }
}
