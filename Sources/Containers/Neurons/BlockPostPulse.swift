// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Trigger of correlation post pulses in one half of the columns. haldls: `BlockPostPulse`
public struct BlockPostPulse: Container {
  /// The defaults of the real software.
  public init() {}
}

extension BlockPostPulse {
  public typealias CoordinateType = BlockPostPulseOnDLS

  public static var wordCount: Int { 1 }

  public static var isReadable: Bool { false }

  public static func writeAddress(of coordinate: BlockPostPulseOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.postPulse, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::BlockPostPulse" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension BlockPostPulse {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    0
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
  }
}
