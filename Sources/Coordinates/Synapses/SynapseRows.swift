/// Synapse in its row: the column (x) of the array. halco: `SynapseOnSynapseRow`
@frozen public struct SynapseOnSynapseRow: ColumnCoordinate {
  /// Enumerations of all columns: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Column of the array, from the left; also that of the neuron and of its CADC channels.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Column inside a quad. halco: `EntryOnQuad`
@frozen public struct EntryOnQuad: Coordinate {
  /// Enumerations of all entries: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Position in the quad; entry 0 lies in the most significant byte of a word.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Quad in its row: the memory access unit of four columns of equal parity. halco: `SynapseQuadColumnOnDLS`
@frozen public struct SynapseQuadColumnOnDLS: Coordinate {
  /// Enumerations of all quad columns: 0…63.
  @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
  /// Number of the quad in its row: 0…31 hold even columns, 32…63 odd ones.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…63.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row (y) of one synapse array. halco: `SynapseRowOnSynram`
@frozen public struct SynapseRowOnSynram: Coordinate {
  /// Enumerations of all rows: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Row of the array; row r belongs to driver r div 2.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row of a driver: top is synram row 2d + 1, bottom is row 2d. halco: `SynapseRowOnSynapseDriver`
@frozen public enum SynapseRowOnSynapseDriver: UInt8, Coordinate {
  /// Synram row 2d + 1, an odd row.
  case top = 0
  /// Synram row 2d, an even row.
  case bottom = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Row of synapses, chip-wide. halco: `SynapseRowOnDLS`
@frozen public struct SynapseRowOnDLS: ComposedCoordinate {
  /// Row inside its array.
  public typealias Local = SynapseRowOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all rows: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the row: synram · 256 + row.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Weights of one row, chip-wide. halco: `SynapseWeightRowOnDLS`
@frozen public struct SynapseWeightRowOnDLS: ComposedCoordinate {
  /// Row inside its array.
  public typealias Local = SynapseRowOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all rows: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the row: synram · 256 + row.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Labels of one row, chip-wide. halco: `SynapseLabelRowOnDLS`
@frozen public struct SynapseLabelRowOnDLS: ComposedCoordinate {
  /// Row inside its array.
  public typealias Local = SynapseRowOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all rows: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the row: synram · 256 + row.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Row at which the CADC samples, chip-wide. halco: `CADCSampleRowOnDLS`
@frozen public struct CADCSampleRowOnDLS: ComposedCoordinate {
  /// Row inside its array.
  public typealias Local = SynapseRowOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all rows: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the row: synram · 256 + row.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
