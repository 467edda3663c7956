// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Labels of four synapses; entry 0 lies in the most significant byte. haldls: `SynapseLabelQuad`
public struct SynapseLabelQuad: Container {
  /// Labels by entry. haldls: `values`
  public var values = TypedArray4<SynapseLabel, EntryOnQuad>(repeating: 0)

  /// The defaults of the real software.
  public init() {}
}

extension SynapseLabelQuad {
  /// Label of one synapse. haldls: `SynapseLabelQuad::Value`
  public typealias Value = SynapseLabel
}

extension SynapseLabelQuad {
  public typealias CoordinateType = SynapseLabelQuadOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: SynapseLabelQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseQuad(0x40000, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::SynapseLabelQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("values", &values) { .bits(0, 24 - 8 * $0.value) }
  }
}

extension SynapseLabelQuad {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    let high = UInt32(values[0].rawValue) << 24 | UInt32(values[1].rawValue) << 16
    let low = UInt32(values[2].rawValue) << 8 | UInt32(values[3].rawValue)
    return high | low
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    let word = words(0)
    values = TypedArray4 { SynapseLabel(unchecked: word >> UInt32(24 - 8 * $0.value) & 0x3F) }
  }
}
