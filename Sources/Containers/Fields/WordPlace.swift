/// Where bits of a field lie in the words of its container.
public struct WordPlace: Hashable, Sendable {
  /// Word of the container.
  public var word: Int
  /// Position of the lowest bit in the word.
  public var bit: Int
  /// Number of bits here; nil: all bits of the field.
  public var width: Int?
  /// The bit of the field's code that lies lowest here.
  public var firstCodeBit: Int
  /// Every bit is stored inverted.
  public var isInverted = false
  /// The bits are stored in reverse order.
  public var isReversed = false
  /// Added to the code before it is stored.
  public var bias = 0

  /// All bits of a field, or `width` of them from bit `firstCodeBit` on.
  public static func bits(
    _ word: Int, _ bit: Int, width: Int? = nil, from firstCodeBit: Int = 0
  ) -> WordPlace {
    WordPlace(word: word, bit: bit, width: width, firstCodeBit: firstCodeBit)
  }

  /// The same place, stored inverted.
  public var inverted: WordPlace {
    var place = self
    place.isInverted = true
    return place
  }

  /// The same place, stored in reverse bit order.
  public var reversed: WordPlace {
    var place = self
    place.isReversed = true
    return place
  }

  /// The same place with a number added before storing.
  public func biased(by bias: Int) -> WordPlace {
    var place = self
    place.bias = bias
    return place
  }

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
    bits.bitReversed >> UInt32(UInt32.bitWidth - width)
  }
}

extension UInt32 {
  /// The 32 bits in reverse order.
  var bitReversed: UInt32 {
    var result: UInt32 = 0
    for position in 0..<32 where self >> UInt32(position) & 1 == 1 {
      result |= 1 << UInt32(31 - position)
    }
    return result
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
