public import Coordinates

/// Weights of four synapses; entry 0 lies in the most significant byte.
///
/// The five low bits of a weight stand in reverse order on the bus.
///
/// haldls: `SynapseWeightQuad`
public struct SynapseWeightQuad: Container {
  /// Weights by entry, 0…63. haldls: `values`
  public var values = TypedArray4<SynapseWeight, EntryOnQuad>(repeating: 0)

  /// Creates haldls' default: every weight 0.
  public init() {}
}

extension SynapseWeightQuad {
  /// Weight of one synapse. haldls: `SynapseWeightQuad::Value`
  public typealias Value = SynapseWeight
}

extension SynapseWeightQuad {
  /// Coordinate of four synapses.
  public typealias CoordinateType = SynapseWeightQuadOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the word: row · 64 + quad column in the view of the weights.
  public static func writeAddress(of coordinate: SynapseWeightQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseQuad(0, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SynapseWeightQuad" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("values", &values) { .weight(0, 24 - 8 * $0.value) }
  }
}

extension SynapseWeightQuad {
  // In hot loops, hence without the visitor.
  /// Returns one word as it stands on the bus.
  @inlinable public func word(_ index: Int) -> UInt32 {
    let high = UInt32(values[0].rawValue) << 24 | UInt32(values[1].rawValue) << 16
    let low = UInt32(values[2].rawValue) << 8 | UInt32(values[3].rawValue)
    return Self.exchangedBits(high | low)
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    let word = Self.exchangedBits(words(0))
    values = TypedArray4 {
      SynapseWeight(unchecked: word >> UInt32(24 - 8 * $0.value) & 0x3F)
    }
  }

  /// Four weights with the five low bits of each in reverse order; its own inverse.
  @inlinable static func exchangedBits(_ bytes: UInt32) -> UInt32 {
    let kept = bytes & 0x2424_2424
    let up = (bytes & 0x0101_0101) << 4 | (bytes & 0x0202_0202) << 2
    let down = (bytes & 0x0808_0808) >> 2 | (bytes & 0x1010_1010) >> 4
    return kept | up | down
  }
}

extension WordPlace {
  /// Place of a weight, whose five low bits stand in reverse order on the bus.
  static func weight(_ word: Int, _ bit: Int) -> WordPlace {
    .bits(word, bit, width: 5).reversed + .bits(word, bit + 5, width: 1, from: 5)
  }
}
