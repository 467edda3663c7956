public import Coordinates

/// Trigger that clears the correlation of four synapses. haldls: `CorrelationReset`
public struct CorrelationReset: Container {
  /// Creates the trigger, which carries no data.
  public init() {}
}

extension CorrelationReset {
  /// Coordinate of four synapses.
  public typealias CoordinateType = CorrelationResetOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: a trigger can be written, not read.
  public static var isReadable: Bool { false }

  /// Returns the address of the trigger: row · 64 + quad column in the view of the resets.
  public static func writeAddress(of coordinate: CorrelationResetOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseQuad(0x90000, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CorrelationReset" }

  /// Shows no field to a visitor: a trigger carries no data.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension CorrelationReset {
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
