// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Input of the event crossbar: 0…7 neurons, 8…11 host, 12…19 background sources.
/// halco: `CrossbarInputOnDLS`
@frozen public struct CrossbarInputOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...19 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Output of the event crossbar: 0…7 PADI buses, 8…11 host. halco: `CrossbarOutputOnDLS`
@frozen public struct CrossbarOutputOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...11 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Existing connection of the crossbar: x is the output, y the input. halco: `CrossbarNodeOnDLS`
@frozen public struct CrossbarNodeOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...75 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Output of the crossbar towards the host. halco: `CrossbarL2OutputOnDLS`
@frozen public struct CrossbarL2OutputOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of all crossbar outputs. halco: `CrossbarOutputConfigOnDLS`
@frozen public struct CrossbarOutputConfigOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Channel from the host to the crossbar. halco: `SPL1Address`
@frozen public struct SPL1Address: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
