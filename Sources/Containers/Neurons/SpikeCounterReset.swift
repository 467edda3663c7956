public import Coordinates

/// Trigger that clears one spike counter. haldls: `SpikeCounterReset`
public struct SpikeCounterReset: Container {
  /// Creates the trigger, which carries no data.
  public init() {}
}

extension SpikeCounterReset {
  /// Coordinate of a spike counter; the chip has 512.
  public typealias CoordinateType = SpikeCounterResetOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: a trigger can be written, not read.
  public static var isReadable: Bool { false }

  /// Returns the address of the trigger: base of the half + 4 · neuron.
  public static func writeAddress(of coordinate: SpikeCounterResetOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.spikeCounterReset, coordinate.block)
      + 4 * UInt32(coordinate.local.rawValue)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SpikeCounterReset" }

  /// Shows no field to a visitor: a trigger carries no data.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
  }
}

extension SpikeCounterReset {
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
