// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Synapse in its row: the column (x) of the array. halco: `SynapseOnSynapseRow`
@frozen public struct SynapseOnSynapseRow: ColumnCoordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Column inside a quad. halco: `EntryOnQuad`
@frozen public struct EntryOnQuad: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Quad in its row: the memory access unit of four columns of equal parity. halco: `SynapseQuadColumnOnDLS`
@frozen public struct SynapseQuadColumnOnDLS: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row (y) of one synapse array. halco: `SynapseRowOnSynram`
@frozen public struct SynapseRowOnSynram: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Row of a driver: top is synram row 2d + 1, bottom is row 2d. halco: `SynapseRowOnSynapseDriver`
@frozen public enum SynapseRowOnSynapseDriver: UInt8, Coordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Row of synapses, chip-wide. halco: `SynapseRowOnDLS`
@frozen public struct SynapseRowOnDLS: ComposedCoordinate {
  public typealias Local = SynapseRowOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Weights of one row, chip-wide. halco: `SynapseWeightRowOnDLS`
@frozen public struct SynapseWeightRowOnDLS: ComposedCoordinate {
  public typealias Local = SynapseRowOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Labels of one row, chip-wide. halco: `SynapseLabelRowOnDLS`
@frozen public struct SynapseLabelRowOnDLS: ComposedCoordinate {
  public typealias Local = SynapseRowOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Row at which the CADC samples, chip-wide. halco: `CADCSampleRowOnDLS`
@frozen public struct CADCSampleRowOnDLS: ComposedCoordinate {
  public typealias Local = SynapseRowOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
