// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// CapMem block. halco: `CapMemBlockOnDLS`
@frozen public struct CapMemBlockOnDLS: QuadrantCoordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Block of 128 neurons. halco: `NeuronConfigBlockOnDLS`
@frozen public struct NeuronConfigBlockOnDLS: QuadrantCoordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Configuration of one CapMem block. halco: `CapMemBlockConfigOnDLS`
@frozen public struct CapMemBlockConfigOnDLS: QuadrantCoordinate {
  @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}
