import Coordinates

/// A run of bits in a container's words that holds a part of a field's code.
///
/// To store a code: add `bias`, take `width` bits from bit `firstCodeBit` on, reverse their order
/// and invert them where stated, and put them at `bit` of word `word`.
public struct BitRun: Hashable, Sendable {
  /// Word of the container.
  public let word: Int
  /// Position of the lowest bit in the word.
  public let bit: Int
  /// Number of bits.
  public let width: Int
  /// Bit of the field's code that lies lowest in this run.
  public let firstCodeBit: Int
  /// A Boolean value that is true when every bit is stored inverted.
  public let isInverted: Bool
  /// A Boolean value that is true when the bits are stored in reverse order.
  public let isReversed: Bool
  /// Number that is added to the code before it is stored.
  public let bias: Int
}

/// Places of a field's bits, and the types that it is made of.
public struct FieldLayout: Hashable, Sendable {
  /// Name of the field's Swift type, for example `CapMemCell.Value`.
  public let type: String
  /// Name of the coordinate that indexes an array field; nil for a single value.
  public let index: String?
  /// Runs of bits of each element; empty for an element without bits of its own.
  public let elements: [[BitRun]]
}

extension WordEncodable {
  /// Layouts of all fields, in the order of `fields`.
  public static var layouts: [FieldLayout] {
    var lister = LayoutLister()
    var root = Self()
    root.visit(&lister)
    return lister.layouts
  }
}

extension ContainerField where Root: WordEncodable {
  /// The bits of a single value that has no place of its own, found by the words that change with each
  /// bit of its code; empty when a bit of the code does not stand for one bit of the words.
  ///
  /// These are fields of `AtomicNeuron`, whose words are those of other containers.
  public func probedRuns() throws(ContainerError) -> [BitRun] {
    guard count == nil, kind.codes.lowerBound == 0 else { return [] }
    let empty = try words(code: 0)
    var runs: [BitRun] = []
    for bit in 0..<bitCount(codes: kind.codes.count) where 1 << bit <= kind.codes.upperBound {
      guard let run = Self.run(from: empty, to: try words(code: 1 << bit), codeBit: bit) else {
        return []
      }
      runs.append(run)
    }
    return runs
  }

  private func words(code: Int) throws(ContainerError) -> [UInt32] {
    var container = Root()
    try set([code], of: &container)
    return container.encode()
  }

  private static func run(from empty: [UInt32], to words: [UInt32], codeBit: Int) -> BitRun? {
    let changes = zip(empty, words).map { $0 ^ $1 }
    guard changes.map(\.nonzeroBitCount).reduce(0, +) == 1,
      let word = changes.firstIndex(where: { $0 != 0 })
    else { return nil }
    return BitRun(
      word: word, bit: changes[word].trailingZeroBitCount, width: 1, firstCodeBit: codeBit,
      isInverted: empty[word] & changes[word] != 0, isReversed: false, bias: 0)
  }
}

/// Lists the layouts of all rows of a table.
struct LayoutLister: OffsetVisitor {
  var offset = WordOffset()
  private(set) var layouts: [FieldLayout] = []

  mutating func field<Value: FieldValue>(
    _ name: String, key: String, _ value: inout Value, _ place: WordPlace?
  ) {
    layouts.append(
      FieldLayout(
        type: nameWithoutModule(Value.self), index: nil,
        elements: [runs(place, bitCount: Value.fieldBitCount)]))
  }

  mutating func array<Values: TypedArrayProtocol>(
    _ name: String, key: String, _ values: inout Values, _ place: ((Values.Index) -> WordPlace)?
  ) where Values.Value: FieldValue {
    layouts.append(
      FieldLayout(
        type: nameWithoutModule(Values.Value.self), index: nameWithoutModule(Values.Index.self),
        elements: Values.Index.allCases.map {
          runs(place?($0), bitCount: Values.Value.fieldBitCount)
        }))
  }

  private func runs(_ place: WordPlace?, bitCount: Int) -> [BitRun] {
    guard let place else { return [] }
    return [place.first, place.second].compactMap { piece in
      piece.map {
        BitRun(
          word: $0.word + offset.word, bit: $0.bit + offset.bit, width: $0.width ?? bitCount,
          firstCodeBit: $0.firstCodeBit, isInverted: $0.isInverted, isReversed: $0.isReversed,
          bias: $0.bias)
      }
    }
  }
}

/// Name of a type without its module, for example `CapMemCell.Value`.
func nameWithoutModule(_ type: Any.Type) -> String {
  let name = String(reflecting: type)
  return name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
}
