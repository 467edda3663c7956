// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Trigger that clears one spike counter. haldls: `SpikeCounterReset`
public struct SpikeCounterReset: Container {
  /// The defaults of the real software.
  public init() {}
}

extension SpikeCounterReset {
  public typealias CoordinateType = SpikeCounterResetOnDLS

  public static var wordCount: Int { 1 }

  public static var isReadable: Bool { false }

  public static func writeAddress(of coordinate: SpikeCounterResetOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.spikeCounterReset, coordinate.block)
      + 4 * UInt32(coordinate.local.rawValue)
  }

  public static var cerealTypeName: String { "haldls::vx::SpikeCounterReset" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension SpikeCounterReset {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    0
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
  }
}
