// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Configuration common to the four PADI buses of one hemisphere. haldls: `CommonPADIBusConfig`
public struct CommonPADIBusConfig: Container {
  /// Take events from the crossbar instead of `PADIEvent` triggers. haldls: `enable_spl1`
  public var enableSPL1 = TypedArray4<Bool, PADIBusOnPADIBusBlock>(repeating: false)
  /// Longer event slots, so that the STP circuits discharge; forbids back-to-back events.
  ///
  /// haldls: `enable_extended_timing`
  public var enableExtendedTiming = TypedArray4<Bool, PADIBusOnPADIBusBlock>(repeating: false)
  /// Extra length of the synapse DAC enable pulse. haldls: `dacen_pulse_extension`
  public var dacenPulseExtension = TypedArray4<DacenPulseExtension, PADIBusOnPADIBusBlock>(
    repeating: 0)

  /// The defaults of the real software.
  public init() {}
}

extension CommonPADIBusConfig {
  /// Extra length of the synapse DAC enable pulse.
  ///
  /// haldls: `CommonPADIBusConfig::DacenPulseExtension`
  @frozen public struct DacenPulseExtension: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonPADIBusConfig {
  public typealias CoordinateType = CommonPADIBusConfigOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CommonPADIBusConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.padi, coordinate) + 1
  }

  public static var cerealTypeName: String { "haldls::vx::CommonPADIBusConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("enable_spl1", &enableSPL1) { .bits(0, $0.value) }
    visitor.array("enable_extended_timing", &enableExtendedTiming) { .bits(0, 4 + $0.value) }
    visitor.array("dacen_pulse_extension", &dacenPulseExtension) { .bits(0, 16 + 4 * $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
