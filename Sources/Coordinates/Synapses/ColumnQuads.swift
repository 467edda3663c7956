/// Switches from four column lines to the synaptic inputs of their neurons. halco: `ColumnCurrentQuadOnDLS`
@frozen public struct ColumnCurrentQuadOnDLS: ColumnQuadCoordinate {
  /// Quad column (x).
  public typealias Local = SynapseQuadColumnOnDLS
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…127.
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  /// Enumeration of the quad: synram · 64 + quad column.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…127.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Switches from four columns and neurons to their CADC channels. halco: `ColumnCorrelationQuadOnDLS`
@frozen public struct ColumnCorrelationQuadOnDLS: ColumnQuadCoordinate {
  /// Quad column (x).
  public typealias Local = SynapseQuadColumnOnDLS
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…127.
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  /// Enumeration of the quad: synram · 64 + quad column.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…127.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that resets four neurons. halco: `NeuronResetQuadOnDLS`
@frozen public struct NeuronResetQuadOnDLS: ColumnQuadCoordinate {
  /// Quad column (x).
  public typealias Local = SynapseQuadColumnOnDLS
  /// Synapse array, one for each hemisphere.
  public typealias Block = SynramOnDLS
  /// Enumerations of all quads: 0…127.
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  /// Enumeration of the quad: row of neurons · 64 + quad column.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…127.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
