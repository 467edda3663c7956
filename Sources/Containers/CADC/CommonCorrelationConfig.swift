// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Timing of correlation readout, CADC and vectorised neuron resets of one hemisphere.
///
/// haldls: `CommonCorrelationConfig`
public struct CommonCorrelationConfig: Container {
  /// PPU cycles (4 ns) between connecting a column and starting its conversion.
  ///
  /// haldls: `sense_delay`
  public var senseDelay: SenseDelay = 1
  /// PPU cycles (4 ns), plus 3, of a correlation or vectorised neuron reset.
  ///
  /// haldls: `reset_duration`
  public var resetDuration: ResetDuration = 200
  /// PPU cycles (4 ns) that the reset takes to end. haldls: `reset_fall_time`
  public var resetFallTime: ResetFallTime = 5
  /// With auto-calibrating resets a CADC read never returns. haldls: `reset_mode`
  public var resetMode: ResetMode = .normal
  /// CapMem block that supplies `cadc_v_ramp_offset` to the left and the right converters.
  ///
  /// haldls: `cadc_v_offset_assignment`
  public var cadcVOffsetAssignment: TypedArray2<CapMemBlockOnHemisphere, CapMemBlockOnHemisphere> =
    [.left, .right]

  /// The defaults of the real software.
  public init() {}
}

extension CommonCorrelationConfig {
  /// PPU cycles. haldls: `CommonCorrelationConfig::SenseDelay`
  @frozen public struct SenseDelay: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// PPU cycles, plus 3. haldls: `CommonCorrelationConfig::ResetDuration`
  @frozen public struct ResetDuration: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// PPU cycles. haldls: `CommonCorrelationConfig::ResetFallTime`
  @frozen public struct ResetFallTime: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// How correlation sensors are reset. haldls: `CommonCorrelationConfig::ResetMode`
  @frozen public enum ResetMode: UInt8, FieldChoice {
    case normal = 0
    case autoCalibrating = 1
  }
}

extension CommonCorrelationConfig {
  public typealias CoordinateType = CommonCorrelationConfigOnDLS

  public static var wordCount: Int { 4 }

  public static func writeAddress(of coordinate: CommonCorrelationConfigOnDLS, word: Int) -> UInt32
  {
    OmnibusAddress.onPPU(OmnibusAddress.correlationControl, coordinate) + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::CommonCorrelationConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("sense_delay", &senseDelay, .bits(0, 0))
    visitor.field("reset_duration", &resetDuration, .bits(1, 0))
    visitor.field("reset_fall_time", &resetFallTime, .bits(2, 0))
    visitor.field("reset_mode", &resetMode, .bits(3, 0))
    visitor.array("cadc_v_offset_assignment", &cadcVOffsetAssignment) {
      $0 == .left ? .bits(3, 2) : .bits(3, 1).inverted
    }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
