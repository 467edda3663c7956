// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Synapse driver: turns events of a bus into enable pulses for two rows of synapses.
///
/// Hagen mode needs `enableSTP`, `enableHagenDAC` and `enableHagenModulation`, and
/// `enableAddressOut` off.
///
/// haldls: `SynapseDriverConfig`
public struct SynapseDriverConfig: Container {
  /// Listen to the bus. haldls: `enable_receiver`
  public var enableReceiver = false
  /// Bits of the row-select address that are compared. haldls: `row_address_compare_mask`
  public var rowAddressCompareMask: RowAddressCompareMask = 31
  /// Forward the low five label bits to the synapses; off in hagen mode.
  ///
  /// haldls: `enable_address_out`
  public var enableAddressOut = true
  /// STP utilisation. haldls: `utilization`
  public var utilization: Utilization = 0
  /// Calibration of the pulse length. haldls: `offset`
  public var offset: Offset = 0
  /// Turn the payload into an STP voltage. haldls: `enable_hagen_dac`
  public var enableHagenDAC = false
  /// STP recovery. haldls: `recovery`
  public var recovery: Recovery = 0
  /// Mode of synram row 2d. haldls: `row_mode_bottom`
  public var rowModeBottom: RowMode = .disabled
  /// Mode of synram row 2d + 1. haldls: `row_mode_top`
  public var rowModeTop: RowMode = .disabled
  /// Coarse calibration of the pulse length. haldls: `hagen_dac_offset`
  public var hagenDACOffset: HagenDACOffset = 0
  /// Pair of STP voltages. haldls: `select_target_voltages`
  public var selectTargetVoltages: TargetVoltages = 0
  /// Connect the STP voltage to a shared readout line. haldls: `enable_readout`
  public var enableReadout = false
  /// A circuit that does not work on the chip. haldls: `enable_renewing`
  public var enableRenewing = false
  /// The pulse length follows the payload. haldls: `enable_hagen_modulation`
  public var enableHagenModulation = false
  /// STP circuit on. haldls: `enable_stp`
  public var enableSTP = false
  /// A circuit that does not work on the chip. haldls: `enable_charge_sharing`
  public var enableChargeSharing = false
  /// STP recovery on. haldls: `enable_recovery`
  public var enableRecovery = false

  /// The defaults of the real software.
  public init() {}
}

extension SynapseDriverConfig {
  /// Bits of the row-select address that must equal the driver position; 0 accepts every event.
  ///
  /// haldls: `SynapseDriverConfig::RowAddressCompareMask`
  @frozen public struct RowAddressCompareMask: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// STP utilisation. haldls: `SynapseDriverConfig::Utilization`
  @frozen public struct Utilization: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Calibration of the pulse length: start of the STP ramp. haldls: `SynapseDriverConfig::Offset`
  @frozen public struct Offset: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Offset of the hagen DAC output: coarse calibration of the pulse length.
  ///
  /// haldls: `SynapseDriverConfig::HagenDACOffset`
  @frozen public struct HagenDACOffset: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Time constant of STP recovery. haldls: `SynapseDriverConfig::Recovery`
  @frozen public struct Recovery: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Which pair of STP recover and charge voltages is used.
  ///
  /// haldls: `SynapseDriverConfig::TargetVoltages`
  @frozen public struct TargetVoltages: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Column lines that a row of synapses sends its current to.
  ///
  /// haldls: `SynapseDriverConfig::RowMode`
  @frozen public enum RowMode: UInt8, FieldChoice {
    case disabled = 0
    case excitatory = 1
    case inhibitory = 2
    case excitatoryAndInhibitory = 3
  }
}

extension SynapseDriverConfig {
  public typealias CoordinateType = SynapseDriverOnDLS

  public static var wordCount: Int { 3 }

  public static func writeAddress(of coordinate: SynapseDriverOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.synapseDrivers, coordinate.block)
      + 4 * UInt32(coordinate.local.rawValue) + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::SynapseDriverConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_receiver", key: "en_receiver", &enableReceiver, .bits(0, 15))
    visitor.field("row_address_compare_mask", &rowAddressCompareMask, .bits(0, 9))
    visitor.field(
      "enable_address_out", key: "en_address_out", &enableAddressOut, .bits(0, 14).inverted)
    visitor.field("utilization", &utilization, .bits(0, 0))
    visitor.field("offset", &offset, .bits(0, 4))
    visitor.field("enable_hagen_dac", key: "en_hagen_dac", &enableHagenDAC, .bits(0, 8))
    visitor.field("recovery", &recovery, .bits(1, 0).reversed)
    visitor.field(
      "row_mode_bottom", &rowModeBottom, .bits(1, 4, width: 1) + .bits(1, 6, width: 1, from: 1))
    visitor.field(
      "row_mode_top", &rowModeTop, .bits(1, 5, width: 1) + .bits(1, 7, width: 1, from: 1))
    visitor.field("hagen_dac_offset", &hagenDACOffset, .bits(1, 8).inverted)
    visitor.field("select_target_voltages", &selectTargetVoltages, .bits(2, 0))
    visitor.field("enable_readout", key: "en_readout", &enableReadout, .bits(2, 1))
    visitor.field("enable_renewing", key: "en_renewing", &enableRenewing, .bits(2, 2))
    visitor.field(
      "enable_hagen_modulation", key: "en_hagen_modulation", &enableHagenModulation, .bits(2, 3))
    visitor.field("enable_stp", key: "en_stp", &enableSTP, .bits(2, 4))
    visitor.field(
      "enable_charge_sharing", key: "en_charge_sharing", &enableChargeSharing, .bits(2, 6).inverted)
    visitor.field("enable_recovery", key: "en_recovery", &enableRecovery, .bits(2, 7))
  }
}

extension SynapseDriverConfig {
  // In hot loops, hence without the visitor. Three inverted fields and one reversed one are as on
  // the chip.
  @inlinable public func word(_ index: Int) -> UInt32 {
    switch index {
    case 0: receiverWord
    case 1: rowWord
    default: pulseWord
    }
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    setReceiver(words(0))
    setRows(words(1))
    setPulse(words(2))
  }

  @inlinable var receiverWord: UInt32 {
    let stp = UInt32(utilization.rawValue) | UInt32(offset.rawValue) << 4
    let address = UInt32(rowAddressCompareMask.rawValue) << 9
    let switches = bit(enableHagenDAC, 8) | bit(!enableAddressOut, 14) | bit(enableReceiver, 15)
    return stp | address | switches
  }

  @inlinable var rowWord: UInt32 {
    let bottom = UInt32(rowModeBottom.rawValue)
    let top = UInt32(rowModeTop.rawValue)
    let modes = (bottom & 1) << 4 | (top & 1) << 5 | (bottom >> 1) << 6 | (top >> 1) << 7
    let offset = UInt32(~hagenDACOffset.rawValue & 0x3F) << 8
    return UInt32(Self.reversed(recovery.rawValue)) | modes | offset
  }

  @inlinable var pulseWord: UInt32 {
    let voltages = UInt32(selectTargetVoltages.rawValue) | bit(enableReadout, 1)
    let pulse = bit(enableRenewing, 2) | bit(enableHagenModulation, 3) | bit(enableSTP, 4)
    return voltages | pulse | bit(!enableChargeSharing, 6) | bit(enableRecovery, 7)
  }

  @inlinable mutating func setReceiver(_ word: UInt32) {
    utilization = Utilization(unchecked: word & 0xF)
    offset = Offset(unchecked: word >> 4 & 0xF)
    enableHagenDAC = isSet(word, 8)
    rowAddressCompareMask = RowAddressCompareMask(unchecked: word >> 9 & 0x1F)
    enableAddressOut = !isSet(word, 14)
    enableReceiver = isSet(word, 15)
  }

  @inlinable mutating func setRows(_ word: UInt32) {
    recovery = Recovery(unchecked: Self.reversed(UInt8(word & 0xF)))
    rowModeBottom = RowMode(fieldCode: Int(word >> 4 & 1 | (word >> 6 & 1) << 1))
    rowModeTop = RowMode(fieldCode: Int(word >> 5 & 1 | (word >> 7 & 1) << 1))
    hagenDACOffset = HagenDACOffset(unchecked: ~(word >> 8) & 0x3F)
  }

  @inlinable mutating func setPulse(_ word: UInt32) {
    selectTargetVoltages = TargetVoltages(unchecked: word & 1)
    enableReadout = isSet(word, 1)
    enableRenewing = isSet(word, 2)
    enableHagenModulation = isSet(word, 3)
    enableSTP = isSet(word, 4)
    enableChargeSharing = !isSet(word, 6)
    enableRecovery = isSet(word, 7)
  }

  /// Four bits in reverse order.
  @inlinable static func reversed(_ bits: UInt8) -> UInt8 {
    (bits & 1) << 3 | (bits & 2) << 1 | (bits & 4) >> 1 | (bits & 8) >> 3
  }
}
