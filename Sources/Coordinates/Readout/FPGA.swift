/// Time counter that playback programs wait on. halco: `TimerOnDLS`
@frozen public struct TimerOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Barrier that waits for outstanding accesses. halco: `BarrierOnFPGA`
@frozen public struct BarrierOnFPGA: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

extension BarrierOnFPGA {
  /// One byte: `uint_fast8_t`.
  public static var fileByteCount: Int { 1 }
}

/// Synchronisation of chip time and FPGA time. halco: `SystimeSyncOnFPGA`
@frozen public struct SystimeSyncOnFPGA: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Switch of event recording. halco: `EventRecordingConfigOnFPGA`
@frozen public struct EventRecordingConfigOnFPGA: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Reset line of the chip. halco: `ResetChipOnDLS`
@frozen public struct ResetChipOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Shift register of the board. halco: `ShiftRegisterOnBoard`
@frozen public struct ShiftRegisterOnBoard: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Time limit of blocking instructions. halco: `InstructionTimeoutConfigOnFPGA`
@frozen public struct InstructionTimeoutConfigOnFPGA: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// The whole chip. halco: `ChipOnDLS`
@frozen public struct ChipOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// All channels of the board's digital-to-analog converters. halco: `DACChannelBlockOnBoard`
@frozen public struct DACChannelBlockOnBoard: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
