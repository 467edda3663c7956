// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Column of neurons. halco: `NeuronColumnOnDLS`
@frozen public struct NeuronColumnOnDLS: ColumnCoordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Neuron circuit: x is the column, y the row. halco: `AtomicNeuronOnDLS`
@frozen public struct AtomicNeuronOnDLS: GridCoordinate {
  public typealias Local = NeuronColumnOnDLS
  public typealias Block = NeuronRowOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Neuron inside its quadrant. halco: `NeuronConfigOnNeuronConfigBlock`
@frozen public struct NeuronConfigOnNeuronConfigBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of one neuron. halco: `NeuronConfigOnDLS`
@frozen public struct NeuronConfigOnDLS: ComposedCoordinate {
  public typealias Local = NeuronConfigOnNeuronConfigBlock
  public typealias Block = NeuronConfigBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
