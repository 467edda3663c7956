public import Coordinates

/// Synapse driver: turns events of a bus into enable pulses for two rows of synapses.
///
/// Hagen mode needs `enableSTP`, `enableHagenDAC` and `enableHagenModulation`, and
/// `enableAddressOut` off.
///
/// haldls: `SynapseDriverConfig`
public struct SynapseDriverConfig: Container {
  /// Lets the driver listen to its bus. haldls: `enable_receiver`
  public var enableReceiver = false
  /// Mask of the row-select address, 0…31: bits that must equal the position of the driver; 0
  /// accepts every event.
  ///
  /// haldls: `row_address_compare_mask`
  public var rowAddressCompareMask: RowAddressCompareMask = 31
  /// Forwards the low five label bits to the synapses; off in hagen mode, where only bit 5 reaches
  /// them.
  ///
  /// haldls: `enable_address_out`
  public var enableAddressOut = true
  /// Utilisation of short-term plasticity, 0…15. haldls: `utilization`
  public var utilization: Utilization = 0
  /// Fine calibration of the pulse length, 0…15: shifts the start of the STP ramp by `stp_i_calib`.
  ///
  /// haldls: `offset`
  public var offset: Offset = 0
  /// Enables the DAC that turns the activation code into the STP voltage.
  ///
  /// haldls: `enable_hagen_dac`
  public var enableHagenDAC = false
  /// Time constant of STP recovery, 0…15. haldls: `recovery`
  public var recovery: Recovery = 0
  /// Column lines of synram row 2d. haldls: `row_mode_bottom`
  public var rowModeBottom: RowMode = .disabled
  /// Column lines of synram row 2d + 1. haldls: `row_mode_top`
  public var rowModeTop: RowMode = .disabled
  /// Coarse calibration of the pulse length, 0…63: an offset of the hagen DAC.
  ///
  /// haldls: `hagen_dac_offset`
  public var hagenDACOffset: HagenDACOffset = 0
  /// Pair of STP voltages, 0 or 1: `stp_v_recover_0` and `stp_v_charge_0`, or those of set 1.
  ///
  /// haldls: `select_target_voltages`
  public var selectTargetVoltages: TargetVoltages = 0
  /// Connects the STP voltage to a shared readout line. haldls: `enable_readout`
  public var enableReadout = false
  /// Circuit that does not work on the chip; leave it off. haldls: `enable_renewing`
  public var enableRenewing = false
  /// Lets the pulse length follow the STP voltage, and so the payload of the event.
  ///
  /// haldls: `enable_hagen_modulation`
  public var enableHagenModulation = false
  /// Enables the STP circuit. haldls: `enable_stp`
  public var enableSTP = false
  /// Circuit that does not work on the chip; leave it off. haldls: `enable_charge_sharing`
  public var enableChargeSharing = false
  /// Enables STP recovery. haldls: `enable_recovery`
  public var enableRecovery = false

  /// Creates haldls' default: receiver and both rows off, every address bit compared, all offsets
  /// 0.
  public init() {}
}

extension SynapseDriverConfig {
  /// Bits of the row-select address that must equal the driver position; 0 accepts every event.
  ///
  /// haldls: `SynapseDriverConfig::RowAddressCompareMask`
  @frozen public struct RowAddressCompareMask: RangedInteger, FieldValue {
    /// Allowed masks: 0…31.
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    /// Five mask bits, 0…31.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…31.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Utilisation of short-term plasticity, 0…15. haldls: `SynapseDriverConfig::Utilization`
  @frozen public struct Utilization: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the utilisation, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Calibration of the pulse length: start of the STP ramp. haldls: `SynapseDriverConfig::Offset`
  @frozen public struct Offset: RangedInteger, FieldValue {
    /// Allowed offsets: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Offset code, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Offset of the hagen DAC output: coarse calibration of the pulse length.
  ///
  /// haldls: `SynapseDriverConfig::HagenDACOffset`
  @frozen public struct HagenDACOffset: RangedInteger, FieldValue {
    /// Allowed offsets: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Offset in DAC steps, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Time constant of STP recovery. haldls: `SynapseDriverConfig::Recovery`
  @frozen public struct Recovery: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the time constant, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Number of the pair of STP recover and charge voltages.
  ///
  /// haldls: `SynapseDriverConfig::TargetVoltages`
  @frozen public struct TargetVoltages: RangedInteger, FieldValue {
    /// Allowed pairs: 0…1.
    @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
    /// Number of the pair, 0…1.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…1.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Column lines that a row of synapses sends its current to.
  ///
  /// haldls: `SynapseDriverConfig::RowMode`
  @frozen public enum RowMode: UInt8, FieldChoice {
    /// The row sends no current.
    case disabled = 0
    /// The row pulls current from the excitatory line of each column.
    case excitatory = 1
    /// The row pulls current from the inhibitory line of each column.
    case inhibitory = 2
    /// The row is connected to both lines.
    case excitatoryAndInhibitory = 3
  }
}

extension SynapseDriverConfig {
  /// Coordinate of a driver; the chip has 256.
  public typealias CoordinateType = SynapseDriverOnDLS

  /// Number of 32-bit words on the bus: 3.
  public static var wordCount: Int { 3 }

  /// Returns the address of a word: base of the block + 4 · driver + word.
  public static func writeAddress(of coordinate: SynapseDriverOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.synapseDrivers, coordinate.block)
      + 4 * UInt32(coordinate.local.rawValue) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SynapseDriverConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
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
  /// Returns one word as it stands on the bus.
  @inlinable public func word(_ index: Int) -> UInt32 {
    switch index {
    case 0: receiverWord
    case 1: rowWord
    default: pulseWord
    }
  }

  /// Decodes bus words; bits that belong to no field are ignored.
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
