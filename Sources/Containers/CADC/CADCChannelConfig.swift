public import Coordinates

/// Digital offset of one CADC channel. haldls: `CADCChannelConfig`
public struct CADCChannelConfig: Container {
  /// Offset added to every result of the channel, −128…127; unit: LSB of the CADC. haldls: `offset`
  public var offset: Offset = 0

  /// Creates haldls' default: offset 0.
  public init() {}
}

extension CADCChannelConfig {
  /// Number that is added to a conversion result. haldls: `CADCChannelConfig::Offset`
  @frozen public struct Offset: RangedInteger, FieldValue {
    /// Allowed offsets: −128…127.
    @inlinable public static var range: ClosedRange<Int8> { -128...127 }
    /// Offset in LSB of the CADC, −128…127.
    public let rawValue: Int8
    /// Creates the value from a number that is known to lie in −128…127.
    @inlinable public init(unchecked rawValue: Int8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CADCChannelConfig {
  /// Coordinate of a channel; the chip has 1024.
  public typealias CoordinateType = CADCChannelConfigOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the word: base of the hemisphere and side + 2 · (column mod 128) +
  /// type.
  public static func writeAddress(of coordinate: CADCChannelConfigOnDLS, word: Int) -> UInt32 {
    let column = UInt32(coordinate.toCADCChannelColumnOnSynram().rawValue)
    let base = OmnibusAddress.onPPU(OmnibusAddress.cadcOffsets, coordinate.toSynramOnDLS())
    let west: UInt32 = column < 128 ? 0x800 : 0
    return base + west + 2 * (column % 128) + UInt32(coordinate.toCADCChannelType().rawValue)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CADCChannelConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("offset", &offset, .bits(0, 0).biased(by: 128))
  }
}

extension CADCChannelConfig {
  // In hot loops, hence without the visitor.
  /// Returns one word as it stands on the bus.
  @inlinable public func word(_ index: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: Int(offset.rawValue) + 128)
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    offset = Offset(unchecked: Int(words(0) & 0xFF) - 128)
  }
}
