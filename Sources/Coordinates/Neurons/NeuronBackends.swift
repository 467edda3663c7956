// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Digital backend of one neuron, inside its block.
/// halco: `NeuronBackendConfigOnNeuronBackendConfigBlock`
@frozen public struct NeuronBackendConfigOnNeuronBackendConfigBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Digital backend of one neuron. halco: `NeuronBackendConfigOnDLS`
@frozen public struct NeuronBackendConfigOnDLS: NeuronBackendCoordinate {
  public typealias Local = NeuronBackendConfigOnNeuronBackendConfigBlock
  public typealias Block = NeuronBackendConfigBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that resets one neuron, inside its block.
/// halco: `NeuronResetOnNeuronResetBlock`
@frozen public struct NeuronResetOnNeuronResetBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that resets one neuron. halco: `NeuronResetOnDLS`
@frozen public struct NeuronResetOnDLS: NeuronBackendCoordinate {
  public typealias Local = NeuronResetOnNeuronResetBlock
  public typealias Block = NeuronResetBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Spike counter of one neuron, inside its block.
/// halco: `SpikeCounterReadOnSpikeCounterReadBlock`
@frozen public struct SpikeCounterReadOnSpikeCounterReadBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Spike counter of one neuron. halco: `SpikeCounterReadOnDLS`
@frozen public struct SpikeCounterReadOnDLS: NeuronBackendCoordinate {
  public typealias Local = SpikeCounterReadOnSpikeCounterReadBlock
  public typealias Block = SpikeCounterReadBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that clears one spike counter, inside its block.
/// halco: `SpikeCounterResetOnSpikeCounterResetBlock`
@frozen public struct SpikeCounterResetOnSpikeCounterResetBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that clears one spike counter. halco: `SpikeCounterResetOnDLS`
@frozen public struct SpikeCounterResetOnDLS: NeuronBackendCoordinate {
  public typealias Local = SpikeCounterResetOnSpikeCounterResetBlock
  public typealias Block = SpikeCounterResetBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Event output of one backend block; each serves 32 columns.
/// halco: `NeuronEventOutputOnNeuronBackendBlock`
@frozen public struct NeuronEventOutputOnNeuronBackendBlock: Coordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Event output, chip-wide. halco: `NeuronEventOutputOnDLS`
@frozen public struct NeuronEventOutputOnDLS: ComposedCoordinate {
  public typealias Local = NeuronEventOutputOnNeuronBackendBlock
  public typealias Block = NeuronBackendConfigBlockOnDLS
  @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
