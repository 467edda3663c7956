public import Coordinates

/// Timing of correlation readout, CADC and vectorised neuron resets of one hemisphere.
///
/// haldls: `CommonCorrelationConfig`
public struct CommonCorrelationConfig: Container {
  /// Time between connecting a column and starting its conversion, 0…4095 PPU cycles of 4 ns.
  ///
  /// haldls: `sense_delay`
  public var senseDelay: SenseDelay = 1
  /// Length of a correlation or vectorised neuron reset, 0…4095 PPU cycles of 4 ns, plus 3.
  ///
  /// haldls: `reset_duration`
  public var resetDuration: ResetDuration = 200
  /// Time that a reset takes to end, 0…4095 PPU cycles of 4 ns. haldls: `reset_fall_time`
  public var resetFallTime: ResetFallTime = 5
  /// Kind of the resets of correlation sensors; with auto-calibrating ones a CADC read never
  /// returns.
  ///
  /// haldls: `reset_mode`
  public var resetMode: ResetMode = .normal
  /// CapMem block that supplies `cadc_v_ramp_offset` to the left and the right converters.
  ///
  /// haldls: `cadc_v_offset_assignment`
  public var cadcVOffsetAssignment: TypedArray2<CapMemBlockOnHemisphere, CapMemBlockOnHemisphere> =
    [.left, .right]

  /// Creates haldls' default: sense delay 1, reset duration 200, fall time 5 PPU cycles.
  public init() {}
}

extension CommonCorrelationConfig {
  /// Number of PPU cycles of 4 ns. haldls: `CommonCorrelationConfig::SenseDelay`
  @frozen public struct SenseDelay: RangedInteger, FieldValue {
    /// Allowed delays: 0…4095.
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    /// Number of PPU cycles, 0…4095.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…4095.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Number of PPU cycles of 4 ns, to which the chip adds 3.
  ///
  /// haldls: `CommonCorrelationConfig::ResetDuration`
  @frozen public struct ResetDuration: RangedInteger, FieldValue {
    /// Allowed durations: 0…4095.
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    /// Number of PPU cycles, without the fixed 3, 0…4095.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…4095.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Number of PPU cycles of 4 ns. haldls: `CommonCorrelationConfig::ResetFallTime`
  @frozen public struct ResetFallTime: RangedInteger, FieldValue {
    /// Allowed times: 0…4095.
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    /// Number of PPU cycles, 0…4095.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…4095.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Kind of the resets of correlation sensors. haldls: `CommonCorrelationConfig::ResetMode`
  @frozen public enum ResetMode: UInt8, FieldChoice {
    /// Resets without calibration.
    case normal = 0
    /// Auto-calibrating resets; a CADC read then never returns.
    case autoCalibrating = 1
  }
}

extension CommonCorrelationConfig {
  /// Coordinate of a hemisphere.
  public typealias CoordinateType = CommonCorrelationConfigOnDLS

  /// Number of 32-bit words on the bus: 4.
  public static var wordCount: Int { 4 }

  /// Returns the address of a word: base of the hemisphere's correlation control + word.
  public static func writeAddress(of coordinate: CommonCorrelationConfigOnDLS, word: Int) -> UInt32
  {
    OmnibusAddress.onPPU(OmnibusAddress.correlationControl, coordinate) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CommonCorrelationConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("sense_delay", &senseDelay, .bits(0, 0))
    visitor.field("reset_duration", &resetDuration, .bits(1, 0))
    visitor.field("reset_fall_time", &resetFallTime, .bits(2, 0))
    visitor.field("reset_mode", &resetMode, .bits(3, 0))
    visitor.array("cadc_v_offset_assignment", &cadcVOffsetAssignment) {
      $0 == .left ? .bits(3, 2) : .bits(3, 1).inverted
    }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
