public import Coordinates

/// Clock of STP recovery of one hemisphere. haldls: `CommonSTPConfig`
public struct CommonSTPConfig: Container {
  /// Enables the recovery clock. haldls: `enable_recovery_clock`
  public var enableRecoveryClock = false
  /// Speed of the recovery clock, 0…15. haldls: `recovery_clock_speed`
  public var recoveryClockSpeed: RecoveryClockSpeed = 0

  /// Creates haldls' default: recovery clock off.
  public init() {}
}

extension CommonSTPConfig {
  /// Speed of the recovery clock. haldls: `CommonSTPConfig::RecoveryClockSpeed`
  @frozen public struct RecoveryClockSpeed: RangedInteger, FieldValue {
    /// Allowed speeds: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the speed, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonSTPConfig {
  /// Coordinate of a hemisphere.
  public typealias CoordinateType = CommonSTPConfigOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the word: register 2 of the hemisphere's PADI block.
  public static func writeAddress(of coordinate: CommonSTPConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.padi, coordinate) + 2
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CommonSTPConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_recovery_clock", &enableRecoveryClock, .bits(0, 4))
    visitor.field("recovery_clock_speed", &recoveryClockSpeed, .bits(0, 0))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
