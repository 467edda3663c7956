/// CapMem block. halco: `CapMemBlockOnDLS`
@frozen public struct CapMemBlockOnDLS: QuadrantCoordinate {
  /// Enumerations of all quadrants: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Quadrant: 2 · hemisphere + side, with left 0 and right 1.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Block of 128 neurons. halco: `NeuronConfigBlockOnDLS`
@frozen public struct NeuronConfigBlockOnDLS: QuadrantCoordinate {
  /// Enumerations of all quadrants: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Quadrant: 2 · row of neurons + side, with left 0 and right 1.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of one CapMem block. halco: `CapMemBlockConfigOnDLS`
@frozen public struct CapMemBlockConfigOnDLS: QuadrantCoordinate {
  /// Enumerations of all quadrants: 0…3.
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  /// Quadrant of the configured block: 2 · hemisphere + side, with left 0 and right 1.
  public let rawValue: UInt8
  /// Creates the coordinate from an enumeration that is known to lie in 0…3.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
