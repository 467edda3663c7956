/// Digital backend of one neuron, inside its block.
/// halco: `NeuronBackendConfigOnNeuronBackendConfigBlock`
@frozen public struct NeuronBackendConfigOnNeuronBackendConfigBlock: Coordinate {
  /// Enumerations of all backends of a block: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Position in the block: column mod 128, plus 128 for the bottom row.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Digital backend of one neuron. halco: `NeuronBackendConfigOnDLS`
@frozen public struct NeuronBackendConfigOnDLS: NeuronBackendCoordinate {
  /// Backend inside its block.
  public typealias Local = NeuronBackendConfigOnNeuronBackendConfigBlock
  /// Block, one for each half of the columns.
  public typealias Block = NeuronBackendConfigBlockOnDLS
  /// Enumerations of all backends: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the backend: block · 256 + position in the block.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that resets one neuron, inside its block.
/// halco: `NeuronResetOnNeuronResetBlock`
@frozen public struct NeuronResetOnNeuronResetBlock: Coordinate {
  /// Enumerations of all triggers of a block: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Position in the block: column mod 128, plus 128 for the bottom row.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that resets one neuron. halco: `NeuronResetOnDLS`
@frozen public struct NeuronResetOnDLS: NeuronBackendCoordinate {
  /// Trigger inside its block.
  public typealias Local = NeuronResetOnNeuronResetBlock
  /// Block, one for each half of the columns.
  public typealias Block = NeuronResetBlockOnDLS
  /// Enumerations of all triggers: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the trigger: block · 256 + position in the block.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Spike counter of one neuron, inside its block.
/// halco: `SpikeCounterReadOnSpikeCounterReadBlock`
@frozen public struct SpikeCounterReadOnSpikeCounterReadBlock: Coordinate {
  /// Enumerations of all counters of a block: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Position in the block: column mod 128, plus 128 for the bottom row.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Spike counter of one neuron. halco: `SpikeCounterReadOnDLS`
@frozen public struct SpikeCounterReadOnDLS: NeuronBackendCoordinate {
  /// Counter inside its block.
  public typealias Local = SpikeCounterReadOnSpikeCounterReadBlock
  /// Block, one for each half of the columns.
  public typealias Block = SpikeCounterReadBlockOnDLS
  /// Enumerations of all counters: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the counter: block · 256 + position in the block.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that clears one spike counter, inside its block.
/// halco: `SpikeCounterResetOnSpikeCounterResetBlock`
@frozen public struct SpikeCounterResetOnSpikeCounterResetBlock: Coordinate {
  /// Enumerations of all triggers of a block: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Position in the block: column mod 128, plus 128 for the bottom row.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Trigger that clears one spike counter. halco: `SpikeCounterResetOnDLS`
@frozen public struct SpikeCounterResetOnDLS: NeuronBackendCoordinate {
  /// Trigger inside its block.
  public typealias Local = SpikeCounterResetOnSpikeCounterResetBlock
  /// Block, one for each half of the columns.
  public typealias Block = SpikeCounterResetBlockOnDLS
  /// Enumerations of all triggers: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the trigger: block · 256 + position in the block.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Event output of one backend block; each serves 32 columns.
/// halco: `NeuronEventOutputOnNeuronBackendBlock`
@frozen public struct NeuronEventOutputOnNeuronBackendBlock: Coordinate {
  /// Enumerations of all outputs of a block: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Number of the output in its block; output n serves columns 32n…32n + 31 of that half.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Event output, chip-wide. halco: `NeuronEventOutputOnDLS`
@frozen public struct NeuronEventOutputOnDLS: ComposedCoordinate {
  /// Output inside its block.
  public typealias Local = NeuronEventOutputOnNeuronBackendBlock
  /// Block, one for each half of the columns.
  public typealias Block = NeuronBackendConfigBlockOnDLS
  /// Enumerations of all outputs: 0…7.
  @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
  /// Number of the output: column div 32. It is also the number of the crossbar input that it
  /// feeds.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…7.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
