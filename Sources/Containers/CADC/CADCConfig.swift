// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Ramp timing of the columnar ADC of one hemisphere. haldls: `CADCConfig`
public struct CADCConfig: Container {
  /// Digital part on. haldls: `enable`
  public var enable = false
  /// PPU cycles (4 ns) that the ramp is held at `cadc_v_ramp_offset`. haldls: `reset_wait`
  public var resetWait: ResetWait = 100
  /// PPU cycles (4 ns) after the ramp, before a read returns. haldls: `dead_time`
  public var deadTime: DeadTime = 20

  /// The defaults of the real software.
  public init() {}
}

extension CADCConfig {
  /// PPU cycles that the ramp is held at its start. haldls: `CADCConfig::ResetWait`
  @frozen public struct ResetWait: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// PPU cycles after the ramp. haldls: `CADCConfig::DeadTime`
  @frozen public struct DeadTime: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CADCConfig {
  public typealias CoordinateType = CADCConfigOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CADCConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onPPU(OmnibusAddress.cadcConfig, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::CADCConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable", &enable, .bits(0, 0))
    visitor.field("reset_wait", &resetWait, .bits(0, 4))
    visitor.field("dead_time", &deadTime, .bits(0, 12))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
