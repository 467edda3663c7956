// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Driver of one hemisphere; d feeds synram rows 2d and 2d + 1. halco: `SynapseDriverOnSynapseDriverBlock`
@frozen public struct SynapseDriverOnSynapseDriverBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Position of a driver on its bus, equal to its fixed row-select address. halco: `SynapseDriverOnPADIBus`
@frozen public struct SynapseDriverOnPADIBus: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row-select address of an event, compared with the driver position. halco: `PADIRowSelectAddress`
@frozen public struct PADIRowSelectAddress: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Driver, chip-wide. halco: `SynapseDriverOnDLS`
@frozen public struct SynapseDriverOnDLS: ComposedCoordinate {
  public typealias Local = SynapseDriverOnSynapseDriverBlock
  public typealias Block = SynapseDriverBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Event bus of one hemisphere. halco: `PADIBusOnPADIBusBlock`
@frozen public struct PADIBusOnPADIBusBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Event bus, chip-wide. halco: `PADIBusOnDLS`
@frozen public struct PADIBusOnDLS: ComposedCoordinate {
  public typealias Local = PADIBusOnPADIBusBlock
  public typealias Block = PADIBusBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
