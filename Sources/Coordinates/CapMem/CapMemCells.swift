/// Column of a CapMem block: 0…127 neurons, 128 and 129 shared cells.
/// halco: `CapMemColumnOnCapMemBlock`
@frozen public struct CapMemColumnOnCapMemBlock: Coordinate {
  /// Enumerations of all columns: 0…129.
  @inlinable public static var range: ClosedRange<UInt8> { 0...129 }
  /// Column of the block: 0…127 belong to its neurons, 128 and 129 hold shared cells.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…129.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row of a CapMem block. halco: `CapMemRowOnCapMemBlock`
@frozen public struct CapMemRowOnCapMemBlock: Coordinate {
  /// Enumerations of all rows: 0…23.
  @inlinable public static var range: ClosedRange<UInt8> { 0...23 }
  /// Row of the block; for a neuron it selects one of its 24 parameters (`NeuronCapMemRow`).
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…23.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Analog memory cell of a block: x is the column, y the row. halco: `CapMemCellOnCapMemBlock`
@frozen public struct CapMemCellOnCapMemBlock: GridCoordinate {
  /// Column of the block (x).
  public typealias Local = CapMemColumnOnCapMemBlock
  /// Row of the block (y).
  public typealias Block = CapMemRowOnCapMemBlock
  /// Enumerations of all cells of a block: 0…3119.
  @inlinable public static var range: ClosedRange<UInt16> { 0...3119 }
  /// Enumeration of the cell: row · 130 + column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…3119.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Analog memory cell, chip-wide. halco: `CapMemCellOnDLS`
@frozen public struct CapMemCellOnDLS: ComposedCoordinate {
  /// Cell inside its block.
  public typealias Local = CapMemCellOnCapMemBlock
  /// Block, one for each quadrant.
  public typealias Block = CapMemBlockOnDLS
  /// Enumerations of all cells of the chip: 0…12479.
  @inlinable public static var range: ClosedRange<UInt16> { 0...12479 }
  /// Enumeration of the cell: block · 3120 + row · 130 + column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…12479.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Cell without a function. halco: `UnusedCapMemCellOnDLS`
@frozen public struct UnusedCapMemCellOnDLS: Coordinate {
  /// Enumerations of all cells without a function: 0…89.
  @inlinable public static var range: ClosedRange<UInt8> { 0...89 }
  /// Position in halco's list of cells without a function.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…89.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Reference current generator of the CapMem. halco: `ReferenceGeneratorConfigOnDLS`
@frozen public struct ReferenceGeneratorConfigOnDLS: Coordinate {
  /// The only enumeration: 0.
  @inlinable public static var range: ClosedRange<UInt8> { 0...0 }
  /// Enumeration of the place: 0.
  public let rawValue: UInt8
  /// Creates the coordinate from the enumeration 0.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
