/// One sample of the MADC as the FPGA reports it. haldls: `MADCSampleFromChip`
public struct MADCSample: Hashable, Sendable {
  /// Reading, 0…1023.
  public let value: UInt16
  /// The multiplexer's input, 0 or 1.
  public let channel: UInt8
  /// Time of arrival at the FPGA, in FPGA cycles of 8 ns since the program's start.
  public let fpgaTime: UInt64
  /// The chip's stamp, in cycles of 8 ns since the program's start, as the stack reports it. fisch:
  /// `MADCSample`
  public let chipTime: UInt64
}
