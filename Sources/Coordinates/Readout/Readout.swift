/// Readout channel in front of the MADC. halco: `SourceMultiplexerOnReadoutSourceSelection`
@frozen public struct SourceMultiplexerOnReadoutSourceSelection: Coordinate {
  /// Enumerations of all channels: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Number of the readout channel, and of the MADC input behind it.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…1.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Analog pad. halco: `PadOnDLS`
@frozen public struct PadOnDLS: Coordinate {
  /// Enumerations of all pads: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Number of the pad.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…1.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Switches to one analog pad. halco: `PadMultiplexerConfigOnDLS`
@frozen public struct PadMultiplexerConfigOnDLS: Coordinate {
  /// Enumerations of all pads: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Number of the pad that the switches lead to.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…1.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of the MADC. halco: `MADCConfigOnDLS`
@frozen public struct MADCConfigOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Control of the MADC. halco: `MADCControlOnDLS`
@frozen public struct MADCControlOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Sources of both readout channels. halco: `ReadoutSourceSelectionOnDLS`
@frozen public struct ReadoutSourceSelectionOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Selection of internal or external synapse biases. halco: `SynapseBiasSelectionOnDLS`
@frozen public struct SynapseBiasSelectionOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Phase-locked loop. halco: `ADPLLOnDLS`
@frozen public struct ADPLLOnDLS: Coordinate {
  /// Enumerations of all loops: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Number of the loop: 0 clocks links and MADC, 1 clocks the PPUs.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…1.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Clock output: serdes sender, PHY reference, PPU, MADC. halco: `PLLClockOutputOnDLS`
@frozen public struct PLLClockOutputOnDLS: Coordinate {
  /// Enumerations of all clock outputs: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Number of the output: 0 serdes sender, 1 PHY reference, 2 PPU, 3 MADC.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Word of a PPU's memory. halco: `PPUMemoryWordOnPPU`
@frozen public struct PPUMemoryWordOnPPU: Coordinate {
  /// Enumerations of all words: 0…4095.
  @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
  /// Number of the 32-bit word.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…4095.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Word of PPU memory, chip-wide. halco: `PPUMemoryWordOnDLS`
@frozen public struct PPUMemoryWordOnDLS: ComposedCoordinate {
  /// Word inside the memory of its PPU.
  public typealias Local = PPUMemoryWordOnPPU
  /// PPU, one for each hemisphere.
  public typealias Block = PPUOnDLS
  /// Enumerations of all words: 0…8191.
  @inlinable public static var range: ClosedRange<UInt16> { 0...8191 }
  /// Enumeration of the word: PPU · 4096 + word.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…8191.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
