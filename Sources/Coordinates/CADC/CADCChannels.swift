// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Which of the two channels of a column. halco: `CADCChannelType`
@frozen public enum CADCChannelType: UInt8, Coordinate {
  case causal = 0
  case acausal = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .causal : .acausal
  }
}

/// Whether a read starts a conversion or returns the last one. halco: `CADCReadoutType`
@frozen public enum CADCReadoutType: UInt8, Coordinate {
  case triggerRead = 0
  case buffered = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .triggerRead : .buffered
  }
}

/// Column of CADC channels. halco: `CADCChannelColumnOnSynram`
@frozen public struct CADCChannelColumnOnSynram: ColumnCoordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of one channel, ordered top causal, top acausal, bottom causal, bottom acausal.
/// halco: `CADCChannelConfigOnDLS`
@frozen public struct CADCChannelConfigOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Samples of four channels at a synapse row. halco: `CADCSampleQuadOnDLS`
@frozen public struct CADCSampleQuadOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt32> { 0...131071 }
  public let rawValue: UInt32
  @inlinable public init(unchecked rawValue: UInt32) { self.rawValue = Self.asserted(rawValue) }
}

/// All samples of the chip. halco: `CADCSamplesOnDLS`
@frozen public struct CADCSamplesOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
