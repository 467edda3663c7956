/// A number that can be the element of a trace: every ``DatasetElement`` but text.
public protocol TraceElement: DatasetElement, BitwiseCopyable {}

extension Float: TraceElement {}
extension Double: TraceElement {}
extension Int8: TraceElement {}
extension UInt8: TraceElement {}
extension Int16: TraceElement {}
extension UInt16: TraceElement {}
extension Int32: TraceElement {}
extension UInt32: TraceElement {}
extension Int64: TraceElement {}
extension UInt64: TraceElement {}

/// The description of a trace: a dataset that grows by rows along its first dimension.
public struct Trace: Sendable, Equatable {
  /// The type of the elements.
  public let elementType: ElementType
  /// The extent of each dimension of one row; empty for a plain series.
  public let rowShape: [Int]
  /// Rows of one chunk, at least 1.
  public let rowsPerChunk: Int
  /// A Boolean value that is true when chunks are shuffled and deflated.
  public let isCompressed: Bool
  /// The physical unit of the elements.
  public let unit: String?
  /// A sentence that describes the elements.
  public let summary: String?

  /// A trace of elements of a type.
  ///
  /// - Parameters:
  ///   - type: the element type. ADC codes belong into integers: noise does not compress.
  ///   - rowShape: the extent of each dimension of one row, each at least 1.
  ///   - unit: the physical unit, for example "V".
  ///   - summary: one sentence.
  ///   - rowsPerChunk: rows written at once, at least 1; by default about 512 KiB of them.
  ///   - isCompressed: true to shuffle and deflate chunks.
  public init<Element: TraceElement>(
    of type: Element.Type, rowShape: [Int] = [], unit: String? = nil, summary: String? = nil,
    rowsPerChunk: Int? = nil, isCompressed: Bool = true
  ) {
    precondition(rowShape.allSatisfy { $0 >= 1 }, "each extent of a row must be at least 1")
    precondition(rowsPerChunk ?? 1 >= 1, "a chunk must have at least one row")
    elementType = Element.elementType
    self.rowShape = rowShape
    self.unit = unit
    self.summary = summary
    self.isCompressed = isCompressed
    let rowBytes = rowShape.reduce(elementType.byteCount, *)
    self.rowsPerChunk = rowsPerChunk ?? max(1, 524_288 / rowBytes)
  }

  /// Elements of one row.
  var rowCount: Int { rowShape.reduce(1, *) }

  /// Bytes of one row.
  var rowBytes: Int { rowCount * elementType.byteCount }

  /// The dataset that the trace is before its first row.
  var emptyDataset: Dataset {
    var dataset = Dataset(
      values: elementType.emptyValues, shape: [0] + rowShape,
      layout: .chunked(
        Dataset.Chunks(
          shape: [rowsPerChunk] + rowShape, isExtensible: true, isCompressed: isCompressed)),
      attributes: [:])
    dataset.unit = unit
    dataset.summary = summary
    return dataset
  }
}

extension ElementType {
  fileprivate var emptyValues: Dataset.Values {
    switch self {
    case .float: .float([])
    case .double: .double([])
    case .int8: .int8([])
    case .uint8: .uint8([])
    case .int16: .int16([])
    case .uint16: .uint16([])
    case .int32: .int32([])
    case .uint32: .uint32([])
    case .int64: .int64([])
    case .uint64: .uint64([])
    case .string: .string([])
    }
  }
}
