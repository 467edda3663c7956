public import Coordinates

/// Labels of four synapses; entry 0 lies in the most significant byte. haldls: `SynapseLabelQuad`
public struct SynapseLabelQuad: Container {
  /// Labels by entry, 0…63. haldls: `values`
  public var values = TypedArray4<SynapseLabel, EntryOnQuad>(repeating: 0)

  /// Creates haldls' default: every label 0.
  public init() {}
}

extension SynapseLabelQuad {
  /// Label of one synapse. haldls: `SynapseLabelQuad::Value`
  public typealias Value = SynapseLabel
}

extension SynapseLabelQuad {
  /// Coordinate of four synapses.
  public typealias CoordinateType = SynapseLabelQuadOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the word: row · 64 + quad column in the view of the labels.
  public static func writeAddress(of coordinate: SynapseLabelQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseQuad(0x40000, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SynapseLabelQuad" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("values", &values) { .bits(0, 24 - 8 * $0.value) }
  }
}

extension SynapseLabelQuad {
  // In hot loops, hence without the visitor.
  /// Returns one word as it stands on the bus.
  @inlinable public func word(_ index: Int) -> UInt32 {
    let high = UInt32(values[0].rawValue) << 24 | UInt32(values[1].rawValue) << 16
    let low = UInt32(values[2].rawValue) << 8 | UInt32(values[3].rawValue)
    return high | low
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    let word = words(0)
    values = TypedArray4 { SynapseLabel(unchecked: word >> UInt32(24 - 8 * $0.value) & 0x3F) }
  }
}
