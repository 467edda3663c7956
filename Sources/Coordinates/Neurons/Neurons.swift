/// Column of neurons. halco: `NeuronColumnOnDLS`
@frozen public struct NeuronColumnOnDLS: ColumnCoordinate {
  /// Enumerations of all columns: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Column of the row of neurons, from the left; also that of the synapses and CADC channels.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Neuron circuit: x is the column, y the row. halco: `AtomicNeuronOnDLS`
@frozen public struct AtomicNeuronOnDLS: GridCoordinate {
  /// Column of neurons (x).
  public typealias Local = NeuronColumnOnDLS
  /// Row of neurons (y).
  public typealias Block = NeuronRowOnDLS
  /// Enumerations of all neurons: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the neuron: row · 256 + column.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Neuron inside its quadrant. halco: `NeuronConfigOnNeuronConfigBlock`
@frozen public struct NeuronConfigOnNeuronConfigBlock: Coordinate {
  /// Enumerations of all neurons of a quadrant: 0…127.
  @inlinable public static var range: ClosedRange<UInt8> { 0...127 }
  /// Column of the neuron inside its quadrant: column mod 128.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…127.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of one neuron. halco: `NeuronConfigOnDLS`
@frozen public struct NeuronConfigOnDLS: ComposedCoordinate {
  /// Neuron inside its quadrant.
  public typealias Local = NeuronConfigOnNeuronConfigBlock
  /// Quadrant of the chip.
  public typealias Block = NeuronConfigBlockOnDLS
  /// Enumerations of all neurons: 0…511.
  @inlinable public static var range: ClosedRange<UInt16> { 0...511 }
  /// Enumeration of the neuron: quadrant · 128 + column in the quadrant.
  public let rawValue: UInt16
  /// Creates the coordinate from an enumeration that is known to lie in 0…511.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}
