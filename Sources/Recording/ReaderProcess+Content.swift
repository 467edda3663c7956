import CHDF5Reader

extension ReaderProcess {
  /// Beginnings of the parts of a stream.
  private enum Mark {
    static let group = UInt8(ascii: "G")
    static let dataset = UInt8(ascii: "D")
    static let attribute = UInt8(ascii: "A")
    static let end = UInt8(ascii: "E")
    static let failure = UInt8(ascii: "F")
  }

  /// Returns the content of the file.
  mutating func readRecord() throws(RecordingError) -> Record {
    guard try mark() == Mark.group else { throw unexpected() }
    _ = try text()
    return try readGroup()
  }

  /// Returns the only dataset of the stream.
  mutating func readRows() throws(RecordingError) -> Dataset {
    guard try mark() == Mark.dataset else { throw unexpected() }
    return try readDataset().dataset
  }

  private mutating func readGroup() throws(RecordingError) -> Record {
    var record = Record()
    while true {
      switch try mark() {
      case Mark.attribute:
        let (name, attribute) = try readAttribute()
        record.attributes[name] = attribute
      case Mark.dataset:
        let (name, dataset) = try readDataset()
        record.datasets[name] = dataset
      case Mark.group:
        let name = try text()
        record.groups[name] = try readGroup()
      case Mark.end: return record
      default: throw unexpected()
      }
    }
  }

  private mutating func readDataset() throws(RecordingError) -> (name: String, dataset: Dataset) {
    let type = try elementType()
    let flags: UInt8 = try number()
    let rank: UInt8 = try number()
    let shape = try extents(Int(rank))
    let chunks = flags == 0 ? nil : try extents(Int(rank))
    let name = try text()
    let values = try values(type, count: try product(shape))
    var dataset = Dataset(values: values, shape: shape, layout: .contiguous, attributes: [:])
    if let chunks { dataset.layout = Self.layout(flags, chunks) }
    while try mark() == Mark.attribute {
      let (name, attribute) = try readAttribute()
      dataset.attributes[name] = attribute
    }
    return (name, dataset)
  }

  private static func layout(_ flags: UInt8, _ chunks: [Int]) -> Dataset.Layout {
    let flags = UInt32(flags)
    return .chunked(
      Dataset.Chunks(
        shape: chunks, isExtensible: flags & CHDF5_EXTENSIBLE.rawValue != 0,
        isCompressed: flags & CHDF5_COMPRESSED.rawValue != 0))
  }

  private mutating func readAttribute() throws(RecordingError) -> (String, Attribute) {
    let type = try elementType()
    let flags: UInt8 = try number()
    let count = try count(limit: 1 << 40)
    let name = try text()
    let values = try values(type, count: count)
    let attribute = flags & 1 != 0 ? Attribute(booleans: values) : Attribute(widening: values)
    return (name, flags & 2 != 0 ? attribute.single : attribute)
  }

  private mutating func elementType() throws(RecordingError) -> ElementType {
    let index = Int(try number() as UInt8)
    guard ElementType.allCases.indices.contains(index) else { throw unexpected() }
    return ElementType.allCases[index]
  }

  private mutating func extents(_ rank: Int) throws(RecordingError) -> [Int] {
    var extents: [Int] = []
    for _ in 0..<rank { extents.append(Int(clamping: try number() as UInt64)) }
    return extents
  }

  private func product(_ shape: [Int]) throws(RecordingError) -> Int {
    if shape.contains(0) { return 0 }
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product < 1 << 40 else { throw unexpected() }
      count = product
    }
    return count
  }

  // MARK: - Failures

  /// Returns the next mark that is no failure.
  private mutating func mark() throws(RecordingError) -> UInt8 {
    let mark: UInt8 = try number()
    if mark == Mark.failure { throw try failure() }
    return mark
  }

  private func unexpected() -> RecordingError { damaged("its reader sent unknown content") }

  /// Reads a failure, whose mark a part of length 0 announces.
  mutating func announcedFailure() throws(RecordingError) -> RecordingError {
    guard try number() as UInt8 == Mark.failure else { return unexpected() }
    return try failure()
  }

  private mutating func failure() throws(RecordingError) -> RecordingError {
    let kind = chdf5_failure(UInt32(try number() as UInt8))
    let amount: UInt64 = try number()
    let (place, reason) = (try text(), try text())
    switch kind {
    case CHDF5_NOT_HDF5: return .notHDF5(path: path)
    case CHDF5_UNSUPPORTED_TYPE: return .unsupportedType(path: place, name: reason)
    case CHDF5_TOO_LARGE: return .tooLarge(path: place, bytes: amount, limit: limit)
    case CHDF5_MISSING: return .missing(kind: .dataset, path: place, available: [])
    case CHDF5_NO_ROWS:
      return .wrongShape(path: place, found: [], expected: [Int(clamping: amount)])
    case CHDF5_REFUSED: return .refused(path: path, place: place, reason: reason)
    default: return damaged(HDF5Library.systemReason(in: reason))
    }
  }
}
