public import Coordinates

/// Results of four CADC channels, offsets included; read only.
///
/// Reading at a `triggerRead` coordinate starts a conversion of the whole hemisphere; `buffered`
/// returns results of the last one. haldls: `CADCSampleQuad`
public struct CADCSampleQuad: Container {
  /// Results by entry, 0…255; unit: LSB of the CADC. haldls: `samples`
  public var samples = TypedArray4<Value, EntryOnQuad>(repeating: 0)

  /// Creates results 0.
  public init() {}
}

extension CADCSampleQuad {
  /// Result of one conversion; unit: LSB of the CADC. haldls: `CADCSampleQuad::Value`
  @frozen public struct Value: RangedInteger, FieldValue {
    /// Allowed values: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Value in LSB of the CADC, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CADCSampleQuad {
  /// Coordinate of four results, by kind of channel and of readout.
  public typealias CoordinateType = CADCSampleQuadOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: results can be read, not written.
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

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CADCSampleQuad" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("samples", &samples) { .bits(0, 24 - 8 * $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
