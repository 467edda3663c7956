/// An array of numbers or texts with a shape, a unit and a description.
public struct Dataset: Sendable, Equatable {
  /// The elements in row-major order (the last index runs fastest).
  public var values: Values
  /// The extent of each dimension; empty for a single value.
  public var shape: [Int]
  /// The layout of the elements in the file.
  public var layout: Layout
  /// Attributes of the dataset; `unit` and `description` are two of them.
  public var attributes: [String: Attribute]

  /// A dataset of elements with a shape.
  ///
  /// - Parameters:
  ///   - elements: the elements in row-major order.
  ///   - shape: the extent of each dimension; by default one dimension of all elements. Writing
  ///     checks that its product is the number of elements.
  ///   - unit: the physical unit, for example "V" or "LSB".
  ///   - summary: one sentence saying what the numbers are; stored as attribute `description`.
  ///   - layout: the layout of the elements in the file.
  public init<Element: DatasetElement>(
    _ elements: [Element], shape: [Int]? = nil, unit: String? = nil, summary: String? = nil,
    layout: Layout = .contiguous
  ) {
    self.init(
      values: Element.wrap(elements), shape: shape ?? [elements.count], layout: layout,
      attributes: [:])
    self.unit = unit
    self.summary = summary
  }

  init(values: Values, shape: [Int], layout: Layout, attributes: [String: Attribute]) {
    self.values = values
    self.shape = shape
    self.layout = layout
    self.attributes = attributes
  }

  /// The physical unit of the elements: the string attribute `unit`.
  public var unit: String? {
    get { text(of: "unit") }
    set { attributes["unit"] = newValue.map(Attribute.string) }
  }

  /// A sentence that describes the elements: the string attribute `description`.
  public var summary: String? {
    get { text(of: "description") }
    set { attributes["description"] = newValue.map(Attribute.string) }
  }

  /// The type of the elements.
  public var elementType: ElementType { values.elementType }

  private func text(of name: String) -> String? {
    if case .string(let text)? = attributes[name] { text } else { nil }
  }
}

extension Dataset {
  /// The layout of the elements of a dataset in the file.
  public enum Layout: Sendable, Equatable {
    /// In one piece, uncompressed, of fixed size: the fastest to read.
    case contiguous
    /// In pieces of equal shape, which may be compressed and may grow.
    case chunked(Chunks)

    /// Compressed chunks for a dataset of this shape, of about 512 KiB each.
    ///
    /// - Parameters:
    ///   - shape: the dataset's shape; at least one dimension.
    ///   - type: the type of its elements.
    ///   - isExtensible: true if the first dimension may grow later.
    public static func compressed(
      shape: [Int], type: ElementType, isExtensible: Bool = false
    ) -> Layout {
      let row = shape.dropFirst().map { max(1, $0) }
      let rowBytes = row.reduce(type.byteCount, *)
      // 512 KiB stays below the library's chunk cache of 1 MiB; larger chunks would be
      // compressed again at each partial write.
      let rows = max(1, 524_288 / rowBytes)
      let limit = isExtensible ? rows : min(rows, max(1, shape.first ?? 1))
      return .chunked(Chunks(shape: [limit] + row, isExtensible: isExtensible))
    }
  }

  /// Pieces that a dataset is stored in.
  public struct Chunks: Sendable, Equatable {
    /// The extent of one piece in each dimension, each at least 1.
    public var shape: [Int]
    /// A Boolean value that is true when the first dimension has no upper limit.
    public var isExtensible: Bool
    /// A Boolean value that is true when pieces are shuffled by byte and deflated at level 1.
    ///
    /// Level 1 is enough: level 4 gains 6 % in size for a third of the speed (measured on ADC
    /// codes). Full-precision noise hardly compresses; store codes as integers.
    public var isCompressed: Bool

    /// Pieces of a shape.
    public init(shape: [Int], isExtensible: Bool = false, isCompressed: Bool = true) {
      self.shape = shape
      self.isExtensible = isExtensible
      self.isCompressed = isCompressed
    }
  }
}
