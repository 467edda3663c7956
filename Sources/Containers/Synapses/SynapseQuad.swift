public import Coordinates

/// Four whole synapses: weights and time trims in word 0, labels and amplitude trims in word 1.
///
/// haldls: `SynapseQuad`
public struct SynapseQuad: Container {
  /// Weights by entry, 0…63. haldls: `weights`
  public var weights = TypedArray4<SynapseWeight, EntryOnQuad>(repeating: 0)
  /// Labels by entry, 0…63. haldls: `labels`
  public var labels = TypedArray4<SynapseLabel, EntryOnQuad>(repeating: 0)
  /// Trims of the correlation time constants by entry, 0…3. haldls: `time_calibs`
  public var timeCalibs = TypedArray4<TimeCalib, EntryOnQuad>(repeating: 0)
  /// Trims of the correlation amplitudes by entry, 0…3. haldls: `amp_calibs`
  public var ampCalibs = TypedArray4<AmpCalib, EntryOnQuad>(repeating: 0)

  /// Creates haldls' default: weights, labels and trims 0.
  public init() {}
}

extension SynapseQuad {
  /// Trim of the correlation time constant; more bits are shorter. haldls: `SynapseQuad::TimeCalib`
  @frozen public struct TimeCalib: RangedInteger, FieldValue {
    /// Allowed trims: 0…3.
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    /// Two trim bits, 0…3.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…3.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Trim of the correlation amplitude; more bits are smaller. haldls: `SynapseQuad::AmpCalib`
  @frozen public struct AmpCalib: RangedInteger, FieldValue {
    /// Allowed trims: 0…3.
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    /// Two trim bits, 0…3.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…3.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension SynapseQuad {
  /// Weight of one synapse. haldls: `SynapseQuad::Weight`
  public typealias Weight = SynapseWeight
  /// Label of one synapse. haldls: `SynapseQuad::Label`
  public typealias Label = SynapseLabel
}

extension SynapseQuad {
  /// Coordinate of four synapses.
  public typealias CoordinateType = SynapseQuadOnDLS

  /// Number of 32-bit words on the bus: 2.
  public static var wordCount: Int { 2 }

  /// Returns the address of a word: row · 128 + quad column for the weights, 64 more for the
  /// labels.
  public static func writeAddress(of coordinate: SynapseQuadOnDLS, word: Int) -> UInt32 {
    let row = UInt32(coordinate.y.rawValue)
    return OmnibusAddress.synapseQuad(0xF0000, coordinate) + 64 * (row + UInt32(word))
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SynapseQuad" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("weights", &weights) { .weight(0, 24 - 8 * $0.value) }
    visitor.array("labels", &labels) { .bits(1, 24 - 8 * $0.value) }
    visitor.array("time_calibs", &timeCalibs) { .bits(0, 30 - 8 * $0.value) }
    visitor.array("amp_calibs", &ampCalibs) { .bits(1, 30 - 8 * $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
