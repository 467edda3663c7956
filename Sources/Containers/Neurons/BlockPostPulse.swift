public import Coordinates

/// Trigger of correlation post pulses in one half of the columns. haldls: `BlockPostPulse`
public struct BlockPostPulse: Container {
  /// Creates the trigger, which carries no data.
  public init() {}
}

extension BlockPostPulse {
  /// Coordinate of a half of the columns.
  public typealias CoordinateType = BlockPostPulseOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: a trigger can be written, not read.
  public static var isReadable: Bool { false }

  /// Returns the address of the trigger.
  public static func writeAddress(of coordinate: BlockPostPulseOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.postPulse, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::BlockPostPulse" }

  /// Shows no field to a visitor: a trigger carries no data.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension BlockPostPulse {
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
