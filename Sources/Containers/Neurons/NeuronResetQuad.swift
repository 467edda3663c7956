public import Coordinates

/// Trigger that resets four neurons. haldls: `NeuronResetQuad`
public struct NeuronResetQuad: Container {
  /// Creates the trigger, which carries no data.
  public init() {}
}

extension NeuronResetQuad {
  /// Coordinate of four neurons; the chip has 128 quads.
  public typealias CoordinateType = NeuronResetQuadOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: a trigger can be written, not read.
  public static var isReadable: Bool { false }

  /// Returns the address of the trigger: the row behind the last one of the correlation resets.
  public static func writeAddress(of coordinate: NeuronResetQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.columnQuad(0x94000, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::v3::NeuronResetQuad" }

  /// Shows no field to a visitor: a trigger carries no data.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension NeuronResetQuad {
  // In hot loops, hence without the visitor.
  /// Returns 0: the value that is written to a trigger has no effect.
  @inlinable public func word(_ index: Int) -> UInt32 {
    0
  }

  /// Creates the trigger; the words have no effect.
  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
  }
}
