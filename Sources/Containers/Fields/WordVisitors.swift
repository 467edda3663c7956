import Coordinates

/// A visitor that adds the shifts of the groups around a field.
protocol OffsetVisitor: FieldVisitor {
  /// Shift of the group that is being visited.
  var offset: WordOffset { get set }
}

extension OffsetVisitor {
  mutating func group<Group: FieldGroup>(
    _ name: String, key: String, _ group: inout Group, _ offset: WordOffset
  ) {
    let outer = self.offset
    self.offset = WordOffset(word: outer.word + offset.word, bit: outer.bit + offset.bit)
    group.visit(&self)
    self.offset = outer
  }

  mutating func groups<Groups: TypedArrayProtocol>(
    _ name: String, key: String, _ groups: inout Groups, _ offset: (Groups.Index) -> WordOffset
  ) where Groups.Value: FieldGroup {
    for index in Groups.Index.allCases {
      group(name, key: key, &groups[index], offset(index))
    }
  }
}

/// A visitor that needs nothing but the codes of the fields and their places.
protocol PlacedVisitor: OffsetVisitor {
  /// Reads or replaces a piece of the code of one field.
  mutating func code(_ code: inout Int, _ piece: WordPlace.Piece, bitCount: Int)

  /// A Boolean value that tells if the visitor replaces fields.
  static var replacesFields: Bool { get }
}

extension PlacedVisitor {
  mutating func field<Value: FieldValue>(
    _ name: String, key: String, _ value: inout Value, _ place: WordPlace?
  ) {
    guard let place else { return }
    var fieldCode = Self.replacesFields ? 0 : value.fieldCode
    let bitCount = Value.fieldBitCount
    code(&fieldCode, shifted(place.first), bitCount: bitCount)
    if let second = place.second { code(&fieldCode, shifted(second), bitCount: bitCount) }
    if Self.replacesFields { value = Value(fieldCode: fieldCode) }
  }

  mutating func array<Values: TypedArrayProtocol>(
    _ name: String, key: String, _ values: inout Values, _ place: ((Values.Index) -> WordPlace)?
  ) where Values.Value: FieldValue {
    guard let place else { return }
    for index in Values.Index.allCases {
      field(name, key: key, &values[index], place(index))
    }
  }

  private func shifted(_ piece: WordPlace.Piece) -> WordPlace.Piece {
    var piece = piece
    piece.word += offset.word
    piece.bit += offset.bit
    return piece
  }
}

/// Collects the bits of one word.
struct WordEncoder: PlacedVisitor {
  static var replacesFields: Bool { false }
  var offset = WordOffset()
  let index: Int
  var word: UInt32 = 0

  init(index: Int) { self.index = index }

  mutating func code(_ code: inout Int, _ piece: WordPlace.Piece, bitCount: Int) {
    guard piece.word == index else { return }
    word |= piece.stored(code, bitCount: bitCount)
  }
}

/// Sets fields from words.
struct WordDecoder: PlacedVisitor {
  static var replacesFields: Bool { true }
  var offset = WordOffset()
  let words: (Int) -> UInt32

  init(words: @escaping (Int) -> UInt32) { self.words = words }

  mutating func code(_ code: inout Int, _ piece: WordPlace.Piece, bitCount: Int) {
    code += piece.code(words(piece.word), bitCount: bitCount)
  }
}
