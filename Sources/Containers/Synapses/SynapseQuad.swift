// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Four whole synapses: weights and time trims in word 0, labels and amplitude trims in word 1.
///
/// haldls: `SynapseQuad`
public struct SynapseQuad: Container {
  /// Weights by entry. haldls: `weights`
  public var weights = TypedArray4<SynapseWeight, EntryOnQuad>(repeating: 0)
  /// Labels by entry. haldls: `labels`
  public var labels = TypedArray4<SynapseLabel, EntryOnQuad>(repeating: 0)
  /// Trims of the correlation time constants by entry. haldls: `time_calibs`
  public var timeCalibs = TypedArray4<TimeCalib, EntryOnQuad>(repeating: 0)
  /// Trims of the correlation amplitudes by entry. haldls: `amp_calibs`
  public var ampCalibs = TypedArray4<AmpCalib, EntryOnQuad>(repeating: 0)

  /// The defaults of the real software.
  public init() {}
}

extension SynapseQuad {
  /// Trim of the correlation time constant; more bits are shorter. haldls: `SynapseQuad::TimeCalib`
  @frozen public struct TimeCalib: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Trim of the correlation amplitude; more bits are smaller. haldls: `SynapseQuad::AmpCalib`
  @frozen public struct AmpCalib: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    public let rawValue: UInt8
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
  public typealias CoordinateType = SynapseQuadOnDLS

  public static var wordCount: Int { 2 }

  public static func writeAddress(of coordinate: SynapseQuadOnDLS, word: Int) -> UInt32 {
    let row = UInt32(coordinate.y.rawValue)
    return OmnibusAddress.synapseQuad(0xF0000, coordinate) + 64 * (row + UInt32(word))
  }

  public static var cerealTypeName: String { "haldls::vx::SynapseQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("weights", &weights) { .weight(0, 24 - 8 * $0.value) }
    visitor.array("labels", &labels) { .bits(1, 24 - 8 * $0.value) }
    visitor.array("time_calibs", &timeCalibs) { .bits(0, 30 - 8 * $0.value) }
    visitor.array("amp_calibs", &ampCalibs) { .bits(1, 30 - 8 * $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
