// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Clock of STP recovery of one hemisphere. haldls: `CommonSTPConfig`
public struct CommonSTPConfig: Container {
  /// Recovery clock on. haldls: `enable_recovery_clock`
  public var enableRecoveryClock = false
  /// Speed of the recovery clock. haldls: `recovery_clock_speed`
  public var recoveryClockSpeed: RecoveryClockSpeed = 0

  /// The defaults of the real software.
  public init() {}
}

extension CommonSTPConfig {
  /// Speed of the recovery clock. haldls: `CommonSTPConfig::RecoveryClockSpeed`
  @frozen public struct RecoveryClockSpeed: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonSTPConfig {
  public typealias CoordinateType = CommonSTPConfigOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CommonSTPConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.padi, coordinate) + 2
  }

  public static var cerealTypeName: String { "haldls::vx::CommonSTPConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_recovery_clock", &enableRecoveryClock, .bits(0, 4))
    visitor.field("recovery_clock_speed", &recoveryClockSpeed, .bits(0, 0))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
