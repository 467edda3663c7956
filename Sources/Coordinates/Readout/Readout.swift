// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Readout channel in front of the MADC. halco: `SourceMultiplexerOnReadoutSourceSelection`
@frozen public struct SourceMultiplexerOnReadoutSourceSelection: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Analog pad. halco: `PadOnDLS`
@frozen public struct PadOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Switches to one analog pad. halco: `PadMultiplexerConfigOnDLS`
@frozen public struct PadMultiplexerConfigOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of the MADC. halco: `MADCConfigOnDLS`
@frozen public struct MADCConfigOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Control of the MADC. halco: `MADCControlOnDLS`
@frozen public struct MADCControlOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Sources of both readout channels. halco: `ReadoutSourceSelectionOnDLS`
@frozen public struct ReadoutSourceSelectionOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Selection of internal or external synapse biases. halco: `SynapseBiasSelectionOnDLS`
@frozen public struct SynapseBiasSelectionOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Phase-locked loop. halco: `ADPLLOnDLS`
@frozen public struct ADPLLOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Clock output: serdes sender, PHY reference, PPU, MADC. halco: `PLLClockOutputOnDLS`
@frozen public struct PLLClockOutputOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Word of a PPU's memory. halco: `PPUMemoryWordOnPPU`
@frozen public struct PPUMemoryWordOnPPU: Coordinate {
  @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Word of PPU memory, chip-wide. halco: `PPUMemoryWordOnDLS`
@frozen public struct PPUMemoryWordOnDLS: ComposedCoordinate {
  public typealias Local = PPUMemoryWordOnPPU
  public typealias Block = PPUOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...8191 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
