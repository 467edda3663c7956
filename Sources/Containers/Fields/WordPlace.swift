/// Place of the bits of a field in the words of its container.
public struct WordPlace: Hashable, Sendable {
  /// The pieces that the field's code is cut into: one for most fields.
  var first: Piece
  var second: Piece?

  /// A run of bits.
  struct Piece: Hashable, Sendable {
    /// Word of the container.
    var word: Int
    /// Position of the lowest bit in the word.
    var bit: Int
    /// Number of bits; nil: all bits of the field.
    var width: Int?
    /// The bit of the field's code that lies lowest here.
    var firstCodeBit: Int
    var isInverted = false
    var isReversed = false
    /// Added to the code before it is stored.
    var bias = 0
  }

  /// All bits of a field from position `bit` of a word on, or `width` of them from bit
  /// `firstCodeBit` of its code on.
  public static func bits(
    _ word: Int, _ bit: Int, width: Int? = nil, from firstCodeBit: Int = 0
  ) -> WordPlace {
    WordPlace(first: Piece(word: word, bit: bit, width: width, firstCodeBit: firstCodeBit))
  }

  /// Place with every bit stored inverted.
  public var inverted: WordPlace {
    var place = self
    place.first.isInverted = true
    return place
  }

  /// Place with the bits stored in reverse order.
  public var reversed: WordPlace {
    var place = self
    place.first.isReversed = true
    return place
  }

  /// Place with a number added to the code before it is stored.
  public func biased(by bias: Int) -> WordPlace {
    var place = self
    place.first.bias = bias
    return place
  }

  /// A field that is cut into two runs of bits.
  public static func + (left: WordPlace, right: WordPlace) -> WordPlace {
    precondition(left.second == nil && right.second == nil, "a field has at most two pieces")
    return WordPlace(first: left.first, second: right.first)
  }
}

extension WordPlace.Piece {
  /// The stored bits of a code, in position.
  func stored(_ code: Int, bitCount: Int) -> UInt32 {
    let width = self.width ?? bitCount
    var bits = UInt32(truncatingIfNeeded: (code + bias) >> firstCodeBit) & mask(width)
    if isReversed { bits = reversed(bits, width) }
    if isInverted { bits = ~bits & mask(width) }
    return bits << UInt32(bit)
  }

  /// The part of a code that stored bits stand for.
  func code(_ stored: UInt32, bitCount: Int) -> Int {
    let width = self.width ?? bitCount
    var bits = (stored >> UInt32(bit)) & mask(width)
    if isInverted { bits = ~bits & mask(width) }
    if isReversed { bits = reversed(bits, width) }
    return Int(bits) << firstCodeBit - bias
  }

  private func mask(_ width: Int) -> UInt32 {
    width >= UInt32.bitWidth ? .max : (1 << UInt32(width)) - 1
  }

  private func reversed(_ bits: UInt32, _ width: Int) -> UInt32 {
    (0..<width).reduce(0) { $0 << 1 | bits >> UInt32($1) & 1 }
  }
}

/// A shift of all places of a group of fields.
public struct WordOffset: Hashable, Sendable {
  /// Words to add.
  public var word: Int
  /// Bit positions to add.
  public var bit: Int

  /// A shift by words and bit positions.
  public init(word: Int = 0, bit: Int = 0) {
    self.word = word
    self.bit = bit
  }
}
