public import Coordinates

/// Containers that are written and read as one. lola's classes are such.
///
/// It has no table of fields of its own: its parts have theirs.
public protocol CompositeContainer: Hashable, Sendable {
  /// Coordinate that says where on the chip such a container exists.
  associatedtype CoordinateType: Coordinate

  /// Number of 32-bit words of all parts together.
  static var wordCount: Int { get }

  /// Bus address of a word, `word` in `0..<wordCount`; unit: 32-bit words.
  static func writeAddress(of coordinate: CoordinateType, word: Int) -> UInt32

  /// Creates the default of lola.
  init()

  /// All words in the order of their addresses' enumeration. lola: `encode`
  func encode() -> [UInt32]

  /// Decodes words as registers would: bits without a field are ignored.
  init(words: (Int) -> UInt32)
}

extension CompositeContainer {
  /// Decodes words strictly. lola: `decode`
  ///
  /// - Throws: `ContainerError.wordCount` for a wrong number of words,
  ///   `ContainerError.undefinedBits` when a word has bits that no field of any part means.
  public init(decoding words: [UInt32]) throws(ContainerError) {
    guard words.count == Self.wordCount else {
      throw .wordCount(
        container: "\(Self.self)", expected: Self.wordCount, found: words.count)
    }
    self.init { words[$0] }
    for (index, (found, understood)) in zip(words, encode()).enumerated()
    where found != understood {
      throw .undefinedBits(
        container: "\(Self.self)", word: index, found: found, understood: understood)
    }
  }
}
