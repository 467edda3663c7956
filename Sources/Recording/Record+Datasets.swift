/// The getters of datasets, one for each type: the whole array in row-major order.
///
/// Each throws ``RecordingError/missing(kind:path:available:)`` when no dataset is at the path,
/// ``RecordingError/wrongType(path:found:expected:)`` when its elements are of another type, and
/// ``RecordingError/wrongShape(path:found:expected:)`` when a shape is asked for and it has
/// another.
extension Record {
  /// The elements of the dataset at a path such as "membrane/top", of the type `Element`.
  ///
  /// - Parameters:
  ///   - path: names separated by slashes, from this group on.
  ///   - shape: the shape that the dataset must have; nil allows any.
  ///   - type: the element type that the dataset must have.
  /// - Throws: ``RecordingError`` as described above.
  public func values<Element: DatasetElement>(
    _ path: String, shape: [Int]? = nil, as type: Element.Type = Element.self
  ) throws(RecordingError) -> [Element] {
    let dataset = try dataset(path)
    guard let values = Element.unwrap(dataset.values) else {
      throw .wrongType(
        path: path, found: dataset.elementType.rawValue, expected: Element.elementType.rawValue)
    }
    if let shape, shape != dataset.shape {
      throw .wrongShape(path: path, found: dataset.shape, expected: shape)
    }
    return values
  }

  /// The elements of a dataset of `Float`.
  public func floats(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [Float] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `Double`.
  public func doubles(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [Double] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `Int8`.
  public func int8s(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [Int8] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `UInt8`.
  public func uint8s(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [UInt8] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `UInt16`.
  public func uint16s(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [UInt16] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `Int64`.
  public func int64s(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [Int64] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `UInt64`.
  public func uint64s(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [UInt64] {
    try values(path, shape: shape)
  }

  /// The elements of a dataset of `String`.
  public func strings(_ path: String, shape: [Int]? = nil) throws(RecordingError) -> [String] {
    try values(path, shape: shape)
  }
}
