/// Converter of the board. halco: `DACOnBoard`
@frozen public struct DACOnBoard: Coordinate {
  /// Enumerations of all converters: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Number of the converter.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…1.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Channel of a converter. halco: `DACChannelOnDAC`
@frozen public struct DACChannelOnDAC: Coordinate {
  /// Enumerations of all channels of a converter: 0…7.
  @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
  /// Number of the channel.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…7.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Channel of the board's converters. halco: `DACChannelOnBoard`
@frozen public struct DACChannelOnBoard: ComposedCoordinate {
  /// Channel of its converter.
  public typealias Local = DACChannelOnDAC
  /// Converter.
  public typealias Block = DACOnBoard
  /// Enumerations of all channels: 0…15.
  @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
  /// Enumeration of the channel: converter · 8 + channel.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…15.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

extension DACChannelOnBoard {
  /// Names of all channels, in the order of their enumerations. halco: `DACChannelOnBoard`
  public static let names = [
    "v_reset", "v_res_meas", "mux_rfu_0", "mux_rfu_1", "i_ref_board", "ana_readout_debug_0",
    "ana_readout_debug_1", "mux_dac_25", "vdd25_digital", "vdd12_digital", "vdd25_analog",
    "vdd12_analog", "vdd12_madc", "vdd12_pll", "general_purpose_0", "general_purpose_1",
  ]

  /// The channel that can be switched to the chip's analog pads.
  public static let muxDAC25 = DACChannelOnBoard(unchecked: 7)
}

/// Light on the board. halco: `LEDOnBoard`
@frozen public struct LEDOnBoard: Coordinate {
  /// Enumerations of all lights: 0…5.
  @inlinable public static var range: ClosedRange<UInt8> { 0...5 }
  /// Number of the light.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…5.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Supply of the chip that the board switches. halco: `VDDOnBoard`
@frozen public struct VDDOnBoard: Coordinate {
  /// Enumerations of all supplies: 0…5.
  @inlinable public static var range: ClosedRange<UInt8> { 0...5 }
  /// Number of the supply.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…5.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

extension LEDOnBoard {
  /// Names of all lights, in the order of their enumerations. halco: `LEDOnBoard`
  public static let names = ["led_1", "led_2", "led_3", "led_4", "led_7", "led_8"]
}

extension VDDOnBoard {
  /// Names of all supplies, in the order of their enumerations. halco: `VDDOnBoard`
  public static let names = [
    "vdd25_digital", "vdd12_digital", "vdd25_analog", "vdd12_analog", "vdd12_madc", "vdd12_pll",
  ]
}
