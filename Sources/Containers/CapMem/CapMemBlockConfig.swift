public import Coordinates

/// Refresh timing, biases and debug output of one CapMem block. haldls: `CapMemBlockConfig`
public struct CapMemBlockConfig: Container {
  /// Enables the refresh of all cells. haldls: `enable_capmem`
  public var enableCapMem = true
  /// Connects one cell to the debug output. haldls: `debug_readout_enable`
  public var debugReadoutEnable = false
  /// The cell at the debug output, 0…3119; on the bus only while that is enabled.
  ///
  /// haldls: `debug_capmem_coord`
  public var debugCapMemCoord: CapMemCellOnCapMemBlock = 0
  /// Reference voltage at the debug output. haldls: `debug_v_ref_select`
  public var debugVRefSelect: VRefSelect = .disabled
  /// Current at the debug output. haldls: `debug_i_out_select`
  public var debugIOutSelect: IOutSelect = .disabled
  /// Bias of the debug output amplifier, 0…15. haldls: `debug_out_amp_bias`
  public var debugOutAmpBias: OutAmpBias = 7
  /// Bias of the debug source follower, 0…15. haldls: `debug_source_follower_bias`
  public var debugSourceFollowerBias: SourceFollowerBias = 3
  /// Bias of the debug level shifter, 0…15. haldls: `debug_level_shifter_bias`
  public var debugLevelShifterBias: LevelShifterBias = 3
  /// Global bias of the voltage cells, 0…15. haldls: `v_global_bias`
  public var vGlobalBias: VGlobalBias = 7
  /// Resistor of the current cells, 0…63. haldls: `current_cell_res`
  public var currentCellRes: CurrentCellRes = 8
  /// Factor of the boost phase, 0…15. haldls: `boost_factor`
  public var boostFactor: BoostFactor = 0
  /// Enables the boost phase, which charges cells faster. haldls: `enable_boost`
  public var enableBoost = false
  /// Enables automatic boost phases. haldls: `enable_autoboost`
  public var enableAutoboost = false
  /// Prescaler of the pause, 0…6. haldls: `prescale_pause`
  public var prescalePause: PrescalePause = 3
  /// Prescaler of the ramp, 0…6. haldls: `prescale_ramp`
  public var prescaleRamp: PrescaleRamp = 3
  /// Counter inside a ramp step, 0…65535. haldls: `sub_counter`
  public var subCounter: SubCounter = 16
  /// Length of the pause, 0…4294967295. haldls: `pause_counter`
  public var pauseCounter: PauseCounter = 8096
  /// Begin of the refresh pulse, 0…65535. haldls: `pulse_a`
  public var pulseA: PulseA = 4
  /// End of the refresh pulse, 0…65535. haldls: `pulse_b`
  public var pulseB: PulseB = 7
  /// Begin of the boost pulse, 0…65535. haldls: `boost_a`
  public var boostA: BoostA = 0
  /// End of the boost pulse, 0…65535. haldls: `boost_b`
  public var boostB: BoostB = 0

  /// Creates haldls' default: refresh on, debug output and boost off.
  public init() {}
}

extension CapMemBlockConfig {
  /// Bias of the debug output amplifier. haldls: `CapMemBlockConfig::OutAmpBias`
  @frozen public struct OutAmpBias: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the bias current, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Bias of the debug source follower. haldls: `CapMemBlockConfig::SourceFollowerBias`
  @frozen public struct SourceFollowerBias: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the bias current, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Bias of the debug level shifter. haldls: `CapMemBlockConfig::LevelShifterBias`
  @frozen public struct LevelShifterBias: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the bias current, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Global bias of the voltage cells. haldls: `CapMemBlockConfig::VGlobalBias`
  @frozen public struct VGlobalBias: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the bias current, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Resistor of the current cells. haldls: `CapMemBlockConfig::CurrentCellRes`
  @frozen public struct CurrentCellRes: RangedInteger, FieldValue {
    /// Allowed codes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Code of the resistor, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Factor of the boost phase. haldls: `CapMemBlockConfig::BoostFactor`
  @frozen public struct BoostFactor: RangedInteger, FieldValue {
    /// Allowed factors: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the factor, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Prescaler of the pause. haldls: `CapMemBlockConfig::PrescalePause`
  @frozen public struct PrescalePause: RangedInteger, FieldValue {
    /// Allowed exponents: 0…6.
    @inlinable public static var range: ClosedRange<UInt8> { 0...6 }
    /// Exponent of the prescaler, 0…6.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…6.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Prescaler of the ramp. haldls: `CapMemBlockConfig::PrescaleRamp`
  @frozen public struct PrescaleRamp: RangedInteger, FieldValue {
    /// Allowed exponents: 0…6.
    @inlinable public static var range: ClosedRange<UInt8> { 0...6 }
    /// Exponent of the prescaler, 0…6.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…6.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Counter inside a ramp step. haldls: `CapMemBlockConfig::SubCounter`
  @frozen public struct SubCounter: RangedInteger, FieldValue {
    /// Allowed counts: 0…65535.
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    /// Count, 0…65535.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…65535.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the pause. haldls: `CapMemBlockConfig::PauseCounter`
  @frozen public struct PauseCounter: RangedInteger, FieldValue {
    /// Allowed counts: 0…4294967295.
    @inlinable public static var range: ClosedRange<UInt32> { 0...4294967295 }
    /// Count, 0…4294967295.
    public let rawValue: UInt32
    /// Creates the value from a number that is known to lie in 0…4294967295.
    @inlinable public init(unchecked rawValue: UInt32) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Begin of the refresh pulse. haldls: `CapMemBlockConfig::PulseA`
  @frozen public struct PulseA: RangedInteger, FieldValue {
    /// Allowed times: 0…65535.
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    /// Count at which the pulse begins, 0…65535.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…65535.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// End of the refresh pulse. haldls: `CapMemBlockConfig::PulseB`
  @frozen public struct PulseB: RangedInteger, FieldValue {
    /// Allowed times: 0…65535.
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    /// Count at which the pulse ends, 0…65535.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…65535.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Begin of the boost pulse. haldls: `CapMemBlockConfig::BoostA`
  @frozen public struct BoostA: RangedInteger, FieldValue {
    /// Allowed times: 0…65535.
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    /// Count at which the pulse begins, 0…65535.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…65535.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// End of the boost pulse. haldls: `CapMemBlockConfig::BoostB`
  @frozen public struct BoostB: RangedInteger, FieldValue {
    /// Allowed times: 0…65535.
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    /// Count at which the pulse ends, 0…65535.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…65535.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Reference voltage at the debug output. haldls: `CapMemBlockConfig::VRefSelect`
  @frozen public enum VRefSelect: UInt8, FieldChoice {
    /// No reference voltage.
    case disabled = 0
    /// Reference of the voltage cells.
    case vRefV = 1
    /// Reference of the current cells.
    case vRefI = 2
  }

  /// Current at the debug output. haldls: `CapMemBlockConfig::IOutSelect`
  @frozen public enum IOutSelect: UInt8, FieldChoice {
    /// No current.
    case disabled = 0
    /// Current of the selected cell.
    case iOutMux = 1
    /// Current of the ramp generator.
    case iOutRamp = 2
  }
}

extension CapMemBlockConfig {
  /// Coordinate of a CapMem block, one for each quadrant.
  public typealias CoordinateType = CapMemBlockConfigOnDLS

  /// Number of 32-bit words on the bus: 10.
  public static var wordCount: Int { 10 }

  /// Returns the address of a word: base of the block + word.
  public static func writeAddress(of coordinate: CapMemBlockConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.capMemConfigs, coordinate) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::v3::CapMemBlockConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_capmem", &enableCapMem, .bits(6, 16))
    visitor.field("debug_readout_enable", &debugReadoutEnable)
    visitor.field("debug_capmem_coord", &debugCapMemCoord)
    visitor.field("debug_v_ref_select", &debugVRefSelect, .bits(2, 0))
    visitor.field("debug_i_out_select", &debugIOutSelect, .bits(5, 0))
    visitor.field("debug_out_amp_bias", &debugOutAmpBias, .bits(3, 12))
    visitor.field("debug_source_follower_bias", &debugSourceFollowerBias, .bits(3, 8))
    visitor.field("debug_level_shifter_bias", &debugLevelShifterBias, .bits(3, 4))
    visitor.field("v_global_bias", &vGlobalBias, .bits(3, 0))
    visitor.field("current_cell_res", &currentCellRes, .bits(4, 0))
    visitor.field("boost_factor", &boostFactor, .bits(6, 28))
    visitor.field("enable_boost", &enableBoost, .bits(6, 17))
    visitor.field("enable_autoboost", &enableAutoboost, .bits(6, 18))
    visitor.field("prescale_pause", &prescalePause, .bits(6, 24))
    visitor.field("prescale_ramp", &prescaleRamp, .bits(6, 20))
    visitor.field("sub_counter", &subCounter, .bits(6, 0))
    visitor.field("pause_counter", &pauseCounter, .bits(9, 0))
    visitor.field("pulse_a", &pulseA, .bits(7, 16))
    visitor.field("pulse_b", &pulseB, .bits(7, 0))
    visitor.field("boost_a", &boostA, .bits(8, 16))
    visitor.field("boost_b", &boostB, .bits(8, 0))
  }
}

extension CapMemBlockConfig {
  // The debug output selects a row by one of 24 bits, in falling order, and a column by number;
  // no bit selects no cell. That is no bit field, hence code beside the layout of `visit`.

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 {
    switch index {
    case 0: debugReadoutEnable ? 1 << UInt32(Self.lastRow - debugCapMemCoord.y.value) : 0
    case 1: debugReadoutEnable ? UInt32(debugCapMemCoord.x.rawValue) : 0
    default: layoutWord(index)
    }
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
    let rows = words(0) & (2 << UInt32(Self.lastRow) - 1)
    guard rows != 0 else { return }
    debugReadoutEnable = true
    debugCapMemCoord = CapMemCellOnCapMemBlock(
      CapMemColumnOnCapMemBlock(clamping: words(1) & 0xFF),
      CapMemRowOnCapMemBlock(unchecked: Self.lastRow - rows.trailingZeroBitCount))
  }

  private static var lastRow: Int { CapMemRowOnCapMemBlock.max.value }
}
