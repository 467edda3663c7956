import Coordinates

/// The board's clients of the SPI bus, behind addresses of the register bus.
///
/// A client takes the lowest byte of each word that is written to its address, the highest byte of a
/// transfer first; a word with the highest bit set is the last one. fisch: `spi.cpp`
public enum SPIRegister {
  /// Address of the shift register.
  public static let shiftRegister = base + 1
  /// Addresses of the two converters.
  public static let dacs = [base + 2, base + 4]
  /// The bit that marks the last word of a transfer.
  public static let stopBit: UInt32 = 1 << 31

  /// fisch: `spi_over_omnibus_mask`
  private static let base: UInt32 = 0x8800_7000

  /// Writes of a transfer's bytes, the highest first.
  static func transfer(
    _ bits: UInt32, bytes: Int, to address: UInt32
  ) -> [(address: UInt32, word: UInt32)] {
    (0..<bytes).reversed().map { position -> (address: UInt32, word: UInt32) in
      let byte = bits >> UInt32(8 * position) & 0xff
      return (address, position == 0 ? byte | stopBit : byte)
    }
  }
}

extension DACChannelBlock {
  /// Potential of the channel for the pads that a transfer of 16 bits to the first converter sets, in
  /// volts; nil for another channel and for a control word.
  public static func padVolts(spi transfer: UInt32) -> Double? {
    guard transfer >> 12 & 15 == UInt32(DACChannelOnBoard.muxDAC25.value) else { return nil }
    return padVolts(of: DACChannel.Value(truncating: Int(transfer)))
  }
}
