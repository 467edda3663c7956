public import Coordinates

/// One channel of the board's converters. haldls: `DACChannel`
public struct DACChannel: WordEncodable {
  /// Code of the channel. haldls: `value`
  public var value: Value

  /// A channel with a code.
  public init(_ value: Value) { self.value = value }

  /// Creates haldls' default: code 0.
  public init() { self.init(0) }
}

extension DACChannel {
  /// Code of a channel. haldls: `DACChannel::Value`
  @frozen public struct Value: RangedInteger, FieldValue {
    /// All codes: 0…4095.
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    /// The code.
    public let rawValue: UInt16
    /// Creates a code that is known to lie in 0…4095.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Coordinate of a channel; the board has 16.
  public typealias CoordinateType = DACChannelOnBoard

  /// Number of 32-bit words: 1.
  public static var wordCount: Int { 1 }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::DACChannel" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("value", &value, .bits(0, 0))
  }

  /// Returns the code.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Takes the code from a word.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }

  /// The bytes of one transfer: the channel in the four high bits, then the code.
  public func writes(at coordinate: DACChannelOnBoard) -> [(address: UInt32, word: UInt32)] {
    SPIRegister.transfer(
      UInt32(coordinate.local.value) << 12 | word(0), bytes: 2,
      to: SPIRegister.dacs[coordinate.block.value])
  }
}
