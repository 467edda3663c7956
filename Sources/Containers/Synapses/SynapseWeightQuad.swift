// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Weights of four synapses; entry 0 lies in the most significant byte. haldls: `SynapseWeightQuad`
public struct SynapseWeightQuad: Container {
  /// Weights by entry. haldls: `values`
  public var values = TypedArray4<SynapseWeight, EntryOnQuad>(
    repeating: 0)

  /// The defaults of the real software.
  public init() {}
}

extension SynapseWeightQuad {
  /// Weight of one synapse. haldls: `SynapseWeightQuad::Value`
  public typealias Value = SynapseWeight
}

extension SynapseWeightQuad {
  public typealias CoordinateType = SynapseWeightQuadOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: SynapseWeightQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseQuad(0, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::SynapseWeightQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("values", &values) { .bits(0, 24 - 8 * $0.value) }
  }
}

extension SynapseWeightQuad {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    let high = UInt32(values[0].rawValue) << 24 | UInt32(values[1].rawValue) << 16
    let low = UInt32(values[2].rawValue) << 8 | UInt32(values[3].rawValue)
    return high | low
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    let word = words(0)
    values = TypedArray4 { SynapseWeight(unchecked: word >> UInt32(24 - 8 * $0.value) & 0x3F) }
  }
}
