public import Coordinates

/// Something that a program writes at a place: typed fields, and words that stand for them.
///
/// It holds data and no behaviour. Its default is the default of the real software, not what a
/// calibrated chip uses. haldls: `Encodable`
public protocol WordEncodable: FieldGroup, Hashable, Sendable {
  /// Coordinate that says where such a thing exists.
  associatedtype CoordinateType: Coordinate

  /// Number of 32-bit words of one.
  static var wordCount: Int { get }

  /// Creates the default of the real software (haldls or lola).
  init()

  /// One encoded word, `index` in `0..<wordCount`. Does not allocate.
  func word(_ index: Int) -> UInt32

  /// Decodes words as registers would: bits without a field are ignored, and a code without
  /// meaning becomes the nearest one that has.
  init(words: (Int) -> UInt32)

  /// Bus addresses and words that write it, in order; none for what is no register.
  func writes(at coordinate: CoordinateType) -> [(address: UInt32, word: UInt32)]
}

/// A configurable thing of the chip, whose words stand on the bus. haldls: `Container`
public protocol Container: WordEncodable {
  /// Bus address of a word, `word` in `0..<wordCount`; unit: 32-bit words.
  static func writeAddress(of coordinate: CoordinateType, word: Int) -> UInt32

  /// A Boolean value that tells if the bus can read it; a trigger register cannot be read.
  static var isReadable: Bool { get }

  /// A Boolean value that tells if the bus can write it; a result register cannot be written.
  static var isWritable: Bool { get }
}

extension Container {
  /// True unless a container says otherwise.
  @inlinable public static var isReadable: Bool { true }

  /// True unless a container says otherwise.
  @inlinable public static var isWritable: Bool { true }

  /// One write for each word.
  public func writes(at coordinate: CoordinateType) -> [(address: UInt32, word: UInt32)] {
    (0..<Self.wordCount).map { (Self.writeAddress(of: coordinate, word: $0), word($0)) }
  }
}

extension WordEncodable {
  /// Name of the Swift type without its module, for example `CapMemCell`.
  public static var name: String { nameWithoutModule(Self.self) }

  /// All words in order. haldls: `encode`
  public func encode() -> [UInt32] {
    (0..<Self.wordCount).map { word($0) }
  }

  /// Decodes words strictly. haldls: `decode`
  ///
  /// - Throws: `ContainerError.wordCount` for a wrong number of words,
  ///   `ContainerError.undefinedBits` when a word has bits that no field of the container means.
  public init(decoding words: [UInt32]) throws(ContainerError) {
    guard words.count == Self.wordCount else {
      throw .wordCount(
        container: "\(Self.self)", expected: Self.wordCount, found: words.count)
    }
    self.init { words[$0] }
    for (index, found) in words.enumerated() where word(index) != found {
      throw .undefinedBits(
        container: "\(Self.self)", word: index, found: found, understood: word(index))
    }
  }

  /// One word as the layout in `visit` states it.
  ///
  /// Containers call this from a `word` of their own, so that the visitor is specialised for them;
  /// that is several times faster than a default implementation in this extension.
  @inline(__always)
  public func layoutWord(_ index: Int) -> UInt32 {
    var encoder = WordEncoder(index: index)
    var copy = self
    copy.visit(&encoder)
    return encoder.word
  }

  /// Sets the fields from words as the layout in `visit` states it.
  @inline(__always)
  public mutating func setFields(fromLayout words: (Int) -> UInt32) {
    withoutActuallyEscaping(words) { words in
      var decoder = WordDecoder(words: words)
      visit(&decoder)
    }
  }
}
