public import Coordinates

/// Ramp timing of the columnar ADC of one hemisphere. haldls: `CADCConfig`
public struct CADCConfig: Container {
  /// Enables the digital part of the converter. haldls: `enable`
  public var enable = false
  /// Time that the ramp is held at `cadc_v_ramp_offset` before it rises, 0…255 PPU cycles of 4 ns.
  ///
  /// haldls: `reset_wait`
  public var resetWait: ResetWait = 100
  /// Time after the ramp before a read returns, 0…255 PPU cycles of 4 ns. haldls: `dead_time`
  public var deadTime: DeadTime = 20

  /// Creates haldls' default: off, reset wait 100 and dead time 20 PPU cycles.
  public init() {}
}

extension CADCConfig {
  /// Time that the ramp is held at its start; unit: PPU cycle of 4 ns.
  ///
  /// haldls: `CADCConfig::ResetWait`
  @frozen public struct ResetWait: RangedInteger, FieldValue {
    /// Allowed waits: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of PPU cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Time after the ramp; unit: PPU cycle of 4 ns. haldls: `CADCConfig::DeadTime`
  @frozen public struct DeadTime: RangedInteger, FieldValue {
    /// Allowed waits: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of PPU cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CADCConfig {
  /// Coordinate of a hemisphere.
  public typealias CoordinateType = CADCConfigOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the hemisphere's register.
  public static func writeAddress(of coordinate: CADCConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onPPU(OmnibusAddress.cadcConfig, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CADCConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable", &enable, .bits(0, 0))
    visitor.field("reset_wait", &resetWait, .bits(0, 4))
    visitor.field("dead_time", &deadTime, .bits(0, 12))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
