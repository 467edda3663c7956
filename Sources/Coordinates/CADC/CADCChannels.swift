/// Kind of a CADC channel; a column has one of each. halco: `CADCChannelType`
@frozen public enum CADCChannelType: UInt8, Coordinate {
  /// The channel that correlation readout uses for causal (pre before post) traces; the MAC reads
  /// it.
  case causal = 0
  /// The channel that correlation readout uses for acausal (post before pre) traces.
  case acausal = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .causal : .acausal
  }
}

/// Kind of a read: one that starts a conversion, or one that returns the last results.
///
/// halco: `CADCReadoutType`
@frozen public enum CADCReadoutType: UInt8, Coordinate {
  /// The read starts a conversion of the whole hemisphere and waits for it.
  case triggerRead = 0
  /// The read returns results of the last conversion.
  case buffered = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .triggerRead : .buffered
  }
}

/// Column of CADC channels. halco: `CADCChannelColumnOnSynram`
@frozen public struct CADCChannelColumnOnSynram: ColumnCoordinate {
  /// Enumerations of all columns: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Column of the synapse array, from the left.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of one channel, ordered top causal, top acausal, bottom causal, bottom acausal.
/// halco: `CADCChannelConfigOnDLS`
@frozen public struct CADCChannelConfigOnDLS: Coordinate {
  /// Enumerations of all channels: 0…1023.
  @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
  /// Enumeration of the channel: synram · 512 + type · 256 + column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…1023.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Samples of four channels at a synapse row. halco: `CADCSampleQuadOnDLS`
@frozen public struct CADCSampleQuadOnDLS: Coordinate {
  /// Enumerations of all quads of samples: 0…131071.
  @inlinable public static var range: ClosedRange<UInt32> { 0...131071 }
  /// Enumeration of the quad: synram · 65536 + readout type · 32768 + channel type · 16384 + quad.
  public let rawValue: UInt32
  /// Creates the coordinate from an enumeration that is known to lie in 0…131071.
  @inlinable public init(unchecked rawValue: UInt32) { self.rawValue = Self.asserted(rawValue) }
}

/// All samples of the chip. halco: `CADCSamplesOnDLS`
@frozen public struct CADCSamplesOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
