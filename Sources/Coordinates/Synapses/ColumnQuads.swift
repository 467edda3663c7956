// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Switches from four column lines to the synaptic inputs of their neurons. halco: `ColumnCurrentQuadOnDLS`
@frozen public struct ColumnCurrentQuadOnDLS: ColumnQuadCoordinate {
  public typealias Local = SynapseQuadColumnOnDLS
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Switches from four columns and neurons to their CADC channels. halco: `ColumnCorrelationQuadOnDLS`
@frozen public struct ColumnCorrelationQuadOnDLS: ColumnQuadCoordinate {
  public typealias Local = SynapseQuadColumnOnDLS
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that resets four neurons. halco: `NeuronResetQuadOnDLS`
@frozen public struct NeuronResetQuadOnDLS: ColumnQuadCoordinate {
  public typealias Local = SynapseQuadColumnOnDLS
  public typealias Block = SynramOnDLS
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
