/// Input of the event crossbar: 0…7 neurons, 8…11 host, 12…19 background sources.
/// halco: `CrossbarInputOnDLS`
@frozen public struct CrossbarInputOnDLS: Coordinate {
  /// Enumerations of all inputs: 0…19.
  @inlinable public static var range: ClosedRange<UInt8> { 0...19 }
  /// Number of the input: 0…7 neuron event outputs, 8…11 channels from the host, 12…19 background
  /// sources.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…19.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Output of the event crossbar: 0…7 PADI buses, 8…11 host. halco: `CrossbarOutputOnDLS`
@frozen public struct CrossbarOutputOnDLS: Coordinate {
  /// Enumerations of all outputs: 0…11.
  @inlinable public static var range: ClosedRange<UInt8> { 0...11 }
  /// Number of the output: 0…7 PADI buses (hemisphere · 4 + bus), 8…11 channels to the host.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…11.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Existing connection of the crossbar: x is the output, y the input. halco: `CrossbarNodeOnDLS`
@frozen public struct CrossbarNodeOnDLS: Coordinate {
  /// Enumerations of all nodes: 0…75.
  @inlinable public static var range: ClosedRange<UInt8> { 0...75 }
  /// Position in the list of existing nodes, ordered by input, then by output.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…75.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Output of the crossbar towards the host. halco: `CrossbarL2OutputOnDLS`
@frozen public struct CrossbarL2OutputOnDLS: Coordinate {
  /// Enumerations of all outputs to the host: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Number of the channel to the host.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of all crossbar outputs. halco: `CrossbarOutputConfigOnDLS`
@frozen public struct CrossbarOutputConfigOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Channel from the host to the crossbar. halco: `SPL1Address`
@frozen public struct SPL1Address: Coordinate {
  /// Enumerations of all channels: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Number of the channel; channel n feeds crossbar input 8 + n.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
