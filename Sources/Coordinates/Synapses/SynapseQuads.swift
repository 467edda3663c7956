/// Quad inside one array: x is the quad column, y the row. halco: `SynapseQuadOnSynram`
@frozen public struct SynapseQuadOnSynram: GridCoordinate {
  /// Quad column (x).
  public typealias Local = SynapseQuadColumnOnDLS
  /// Row of the array (y).
  public typealias Block = SynapseRowOnSynram
  /// Enumerations of all quads of an array: 0…16383.
  @inlinable public static var range: ClosedRange<UInt16> { 0...16383 }
  /// Enumeration of the quad: row · 64 + quad column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…16383.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Four whole synapses. halco: `SynapseQuadOnDLS`
@frozen public struct SynapseQuadOnDLS: SynapseQuadCoordinate {
  /// Quad inside its array.
  public typealias Local = SynapseQuadOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…32767.
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  /// Enumeration of the quad: synram · 16384 + row · 64 + quad column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…32767.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Weights of four synapses. halco: `SynapseWeightQuadOnDLS`
@frozen public struct SynapseWeightQuadOnDLS: SynapseQuadCoordinate {
  /// Quad inside its array.
  public typealias Local = SynapseQuadOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…32767.
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  /// Enumeration of the quad: synram · 16384 + row · 64 + quad column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…32767.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Labels of four synapses. halco: `SynapseLabelQuadOnDLS`
@frozen public struct SynapseLabelQuadOnDLS: SynapseQuadCoordinate {
  /// Quad inside its array.
  public typealias Local = SynapseQuadOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…32767.
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  /// Enumeration of the quad: synram · 16384 + row · 64 + quad column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…32767.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Correlation trims of four synapses. halco: `SynapseCorrelationCalibQuadOnDLS`
@frozen public struct SynapseCorrelationCalibQuadOnDLS: SynapseQuadCoordinate {
  /// Quad inside its array.
  public typealias Local = SynapseQuadOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…32767.
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  /// Enumeration of the quad: synram · 16384 + row · 64 + quad column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…32767.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that clears the correlation of four synapses. halco: `CorrelationResetOnDLS`
@frozen public struct CorrelationResetOnDLS: SynapseQuadCoordinate {
  /// Quad inside its array.
  public typealias Local = SynapseQuadOnSynram
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…32767.
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  /// Enumeration of the quad: synram · 16384 + row · 64 + quad column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…32767.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
