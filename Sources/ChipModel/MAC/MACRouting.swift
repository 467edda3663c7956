internal import Coordinates

/// How the MAC addresses drivers: every driver of a hemisphere by its own label.
enum MACRouting {
  /// Bit of the neuron label that chooses the hemisphere.
  static let hemisphereBit: UInt16 = 13

  /// The event of an activation 1…31 for a driver. grenade: mac_spiketrain_generator.cpp
  static func label(hemisphere: Int, driver: Int, activation: UInt8) -> SpikeLabel {
    SpikeLabel(
      unchecked: UInt16(driver % 4) << 14 | UInt16(hemisphere) << hemisphereBit
        | UInt16(driver / 4) << 6 | UInt16(32 - activation))
  }
}
