// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Column of a CapMem block: 0…127 neurons, 128 and 129 shared cells.
/// halco: `CapMemColumnOnCapMemBlock`
@frozen public struct CapMemColumnOnCapMemBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...129 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row of a CapMem block. halco: `CapMemRowOnCapMemBlock`
@frozen public struct CapMemRowOnCapMemBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...23 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Analog memory cell of a block: x is the column, y the row. halco: `CapMemCellOnCapMemBlock`
@frozen public struct CapMemCellOnCapMemBlock: GridCoordinate {
  public typealias Local = CapMemColumnOnCapMemBlock
  public typealias Block = CapMemRowOnCapMemBlock
  @inlinable public static var range: ClosedRange<UInt16> { 0...3119 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Analog memory cell, chip-wide. halco: `CapMemCellOnDLS`
@frozen public struct CapMemCellOnDLS: ComposedCoordinate {
  public typealias Local = CapMemCellOnCapMemBlock
  public typealias Block = CapMemBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...12479 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Cell without a function. halco: `UnusedCapMemCellOnDLS`
@frozen public struct UnusedCapMemCellOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...89 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Reference current generator of the CapMem. halco: `ReferenceGeneratorConfigOnDLS`
@frozen public struct ReferenceGeneratorConfigOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
