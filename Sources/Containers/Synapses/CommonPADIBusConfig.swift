public import Coordinates

/// Configuration common to the four PADI buses of one hemisphere. haldls: `CommonPADIBusConfig`
public struct CommonPADIBusConfig: Container {
  /// Takes events from the crossbar instead of `PADIEvent` triggers, by bus. haldls: `enable_spl1`
  public var enableSPL1 = TypedArray4<Bool, PADIBusOnPADIBusBlock>(repeating: false)
  /// Lengthens the event slots of a bus, so that the STP circuits discharge; events can then not
  /// follow each other directly.
  ///
  /// haldls: `enable_extended_timing`
  public var enableExtendedTiming = TypedArray4<Bool, PADIBusOnPADIBusBlock>(repeating: false)
  /// Extra length of the enable pulse of the synapse DACs, 0…15: a longer pulse is a larger
  /// amplitude.
  ///
  /// haldls: `dacen_pulse_extension`
  public var dacenPulseExtension = TypedArray4<DacenPulseExtension, PADIBusOnPADIBusBlock>(
    repeating: 0)

  /// Creates haldls' default: events from `PADIEvent`, normal slots, no pulse extension.
  public init() {}
}

extension CommonPADIBusConfig {
  /// Extra length of the enable pulse of the synapse DACs, 0…15: a longer pulse is a larger
  /// amplitude.
  ///
  /// haldls: `CommonPADIBusConfig::DacenPulseExtension`
  @frozen public struct DacenPulseExtension: RangedInteger, FieldValue {
    /// Allowed extensions: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the extra length, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonPADIBusConfig {
  /// Coordinate of a hemisphere.
  public typealias CoordinateType = CommonPADIBusConfigOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the word: register 1 of the hemisphere's PADI block.
  public static func writeAddress(of coordinate: CommonPADIBusConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.padi, coordinate) + 1
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CommonPADIBusConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("enable_spl1", &enableSPL1) { .bits(0, $0.value) }
    visitor.array("enable_extended_timing", &enableExtendedTiming) { .bits(0, 4 + $0.value) }
    visitor.array("dacen_pulse_extension", &dacenPulseExtension) { .bits(0, 16 + 4 * $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
