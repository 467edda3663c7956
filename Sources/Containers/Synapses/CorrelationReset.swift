// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Trigger that clears the correlation of four synapses. haldls: `CorrelationReset`
public struct CorrelationReset: Container {
  /// The defaults of the real software.
  public init() {}
}

extension CorrelationReset {
  public typealias CoordinateType = CorrelationResetOnDLS

  public static var wordCount: Int { 1 }

  public static var isReadable: Bool { false }

  public static func writeAddress(of coordinate: CorrelationResetOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseQuad(0x90000, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::CorrelationReset" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension CorrelationReset {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    0
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
  }
}
