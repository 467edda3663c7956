/// Driver of one hemisphere; d feeds synram rows 2d and 2d + 1. halco: `SynapseDriverOnSynapseDriverBlock`
@frozen public struct SynapseDriverOnSynapseDriverBlock: Coordinate {
  /// Enumerations of all drivers of a block: 0…127.
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  /// Number of the driver; it feeds synram rows 2d and 2d + 1.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…127.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Position of a driver on its bus, equal to its fixed row-select address. halco: `SynapseDriverOnPADIBus`
@frozen public struct SynapseDriverOnPADIBus: Coordinate {
  /// Enumerations of all drivers of a bus: 0…31.
  @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
  /// Position on the bus: driver div 4.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…31.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row-select address of an event, compared with the driver position. halco: `PADIRowSelectAddress`
@frozen public struct PADIRowSelectAddress: Coordinate {
  /// Enumerations of all addresses: 0…31.
  @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
  /// Five address bits that select a driver on its bus.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…31.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Driver, chip-wide. halco: `SynapseDriverOnDLS`
@frozen public struct SynapseDriverOnDLS: ComposedCoordinate {
  /// Driver inside its block.
  public typealias Local = SynapseDriverOnSynapseDriverBlock
  /// Block of drivers, one for each hemisphere.
  public typealias Block = SynapseDriverBlockOnDLS
  /// Enumerations of all drivers: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Enumeration of the driver: block · 128 + driver in the block.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Event bus of one hemisphere. halco: `PADIBusOnPADIBusBlock`
@frozen public struct PADIBusOnPADIBusBlock: Coordinate {
  /// Enumerations of all buses of a block: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Number of the bus; bus n serves the drivers d with d mod 4 = n.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Event bus, chip-wide. halco: `PADIBusOnDLS`
@frozen public struct PADIBusOnDLS: ComposedCoordinate {
  /// Bus inside its block.
  public typealias Local = PADIBusOnPADIBusBlock
  /// Block of buses, one for each hemisphere.
  public typealias Block = PADIBusBlockOnDLS
  /// Enumerations of all buses: 0…7.
  @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
  /// Enumeration of the bus: hemisphere · 4 + bus; also the crossbar output that feeds it.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…7.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
