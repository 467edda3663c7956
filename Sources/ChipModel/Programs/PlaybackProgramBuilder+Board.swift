public import Containers
public import Coordinates

/// The board around the chip, in the words of the real stack's programs.
extension PlaybackProgramBuilder {
  /// Sets the board's converters. They reach the chip where the shift register connects a pad, and
  /// its debug lines where the pad's multiplexer connects them.
  public mutating func write(_ coordinate: DACChannelBlockOnBoard, _ dac: DACChannelBlock) {
    append(.padVolts(dac.padVolts))
  }

  /// Connects the board's converter to a pad, or disconnects it.
  public mutating func write(_ coordinate: ShiftRegisterOnBoard, _ register: ShiftRegister) {
    append(.padsOfDAC(register.padsOfDAC))
  }

  /// Sets a phase-locked loop to what it is; the chip refuses to run a program with other settings
  /// than the defaults. Takes one cycle.
  public mutating func write(_ coordinate: ADPLLOnDLS, _ pll: ADPLL) {
    guard pll == ADPLL() else {
      return refuse(
        .containerNotModelled("ADPLL", reason: "clocks always run at their defaults"))
    }
    wait(cycles: 1)
  }
}
