// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Digital offset of one CADC channel. haldls: `CADCChannelConfig`
public struct CADCChannelConfig: Container {
  /// Added to every result of the channel; unit: LSB of the CADC. haldls: `offset`
  public var offset: Offset = 0

  /// The defaults of the real software.
  public init() {}
}

extension CADCChannelConfig {
  /// Number that is added to a conversion result. haldls: `CADCChannelConfig::Offset`
  @frozen public struct Offset: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<Int8> { -128...127 }
    public let rawValue: Int8
    @inlinable public init(unchecked rawValue: Int8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CADCChannelConfig {
  public typealias CoordinateType = CADCChannelConfigOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CADCChannelConfigOnDLS, word: Int) -> UInt32 {
    let column = UInt32(coordinate.toCADCChannelColumnOnSynram().rawValue)
    let base = OmnibusAddress.onPPU(OmnibusAddress.cadcOffsets, coordinate.toSynramOnDLS())
    let west: UInt32 = column < 128 ? 0x800 : 0
    return base + west + 2 * (column % 128) + UInt32(coordinate.toCADCChannelType().rawValue)
  }

  public static var cerealTypeName: String { "haldls::vx::CADCChannelConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("offset", &offset, .bits(0, 0).biased(by: 128))
  }
}

extension CADCChannelConfig {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: Int(offset.rawValue) + 128)
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    offset = Offset(unchecked: Int(words(0) & 0xFF) - 128)
  }
}
