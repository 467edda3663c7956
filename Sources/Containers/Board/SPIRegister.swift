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
}

extension ShiftRegister {
  /// Inputs of the two multiplexers that connect the DAC to a pad. haldls: `AnalogReadoutMux1Input`,
  /// `AnalogReadoutMux2Input`
  private static let readoutChains: [UInt32] = [1, 2]
  private static let dacInput: UInt32 = 3
  private static let muxBits: UInt32 = 2

  /// Decodes a transfer of 24 bits: the DAC reaches the pad whose readout chain the first multiplexer
  /// selects while the second one selects the DAC.
  public init(spi transfer: UInt32) {
    self.init()
    let mask = UInt32(1) << Self.muxBits - 1
    let isDACSelected = transfer >> Self.muxBits & mask == Self.dacInput
    connectDACToPad = .init {
      isDACSelected && transfer & mask == Self.readoutChains[$0.value]
    }
  }
}

extension DACChannelBlock {
  /// The channel of the first converter that can be switched to the pads. halco: `mux_dac_25`
  private static let padChannel: UInt32 = 7
  private static let largestCode: UInt32 = (1 << 12) - 1
  /// Potential of the largest code, in volts. lola: `DACChannelBlock::set_voltage`
  private static let fullScale = 2.5

  /// Decodes a transfer of 16 bits to the first converter; nil for another channel and for a control
  /// word.
  public init?(spi transfer: UInt32) {
    guard transfer >> 12 & 15 == Self.padChannel else { return nil }
    self.init(
      padVolts: Double(transfer & Self.largestCode) / Double(Self.largestCode) * Self.fullScale)
  }
}
