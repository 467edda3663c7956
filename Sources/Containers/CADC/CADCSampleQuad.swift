// The requirements of `Container` are documented there.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Results of four CADC channels, offsets included; read only.
///
/// Reading at a `triggerRead` coordinate starts a conversion of the whole hemisphere; `buffered`
/// returns results of the last one. haldls: `CADCSampleQuad`
public struct CADCSampleQuad: Container {
  /// Results by entry; unit: LSB of the CADC. haldls: `samples`
  public var samples = TypedArray4<Value, EntryOnQuad>(repeating: 0)

  /// The defaults of the real software.
  public init() {}
}

extension CADCSampleQuad {
  /// Result of one conversion; unit: LSB of the CADC. haldls: `CADCSampleQuad::Value`
  @frozen public struct Value: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CADCSampleQuad {
  public typealias CoordinateType = CADCSampleQuadOnDLS

  public static var wordCount: Int { 1 }

  public static var isWritable: Bool { false }

  /// The address that is read.
  ///
  /// haldls: `CADCSampleQuad::read_addresses`
  public static func writeAddress(of coordinate: CADCSampleQuadOnDLS, word: Int) -> UInt32 {
    let base = OmnibusAddress.onPPU(OmnibusAddress.synapses, coordinate.toSynramOnDLS())
    let channel: UInt32 = coordinate.toCADCChannelType() == .causal ? 0x80000 : 0xC0000
    let buffered: UInt32 = coordinate.toCADCReadoutType() == .buffered ? 0x0020_0000 : 0
    return (base + channel + UInt32(coordinate.toSynapseQuadOnSynram().rawValue)) | buffered
  }

  public static var cerealTypeName: String { "haldls::vx::CADCSampleQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("samples", &samples) { .bits(0, 24 - 8 * $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
