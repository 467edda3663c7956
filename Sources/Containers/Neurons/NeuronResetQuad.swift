// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Trigger that resets four neurons. haldls: `NeuronResetQuad`
public struct NeuronResetQuad: Container {
  /// The defaults of the real software.
  public init() {}
}

extension NeuronResetQuad {
  public typealias CoordinateType = NeuronResetQuadOnDLS

  public static var wordCount: Int { 1 }

  public static var isReadable: Bool { false }

  public static func writeAddress(of coordinate: NeuronResetQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.columnQuad(0x94000, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::NeuronResetQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension NeuronResetQuad {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    0
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
  }
}
