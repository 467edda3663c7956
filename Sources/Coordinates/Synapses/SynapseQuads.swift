// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Quad inside one array: x is the quad column, y the row. halco: `SynapseQuadOnSynram`
@frozen public struct SynapseQuadOnSynram: GridCoordinate {
  public typealias Local = SynapseQuadColumnOnDLS
  public typealias Block = SynapseRowOnSynram
  @inlinable public static var range: ClosedRange<UInt16> { 0...16383 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Four whole synapses. halco: `SynapseQuadOnDLS`
@frozen public struct SynapseQuadOnDLS: SynapseQuadCoordinate {
  public typealias Local = SynapseQuadOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Weights of four synapses. halco: `SynapseWeightQuadOnDLS`
@frozen public struct SynapseWeightQuadOnDLS: SynapseQuadCoordinate {
  public typealias Local = SynapseQuadOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Labels of four synapses. halco: `SynapseLabelQuadOnDLS`
@frozen public struct SynapseLabelQuadOnDLS: SynapseQuadCoordinate {
  public typealias Local = SynapseQuadOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Correlation trims of four synapses. halco: `SynapseCorrelationCalibQuadOnDLS`
@frozen public struct SynapseCorrelationCalibQuadOnDLS: SynapseQuadCoordinate {
  public typealias Local = SynapseQuadOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that clears the correlation of four synapses. halco: `CorrelationResetOnDLS`
@frozen public struct CorrelationResetOnDLS: SynapseQuadCoordinate {
  public typealias Local = SynapseQuadOnSynram
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...32767 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
