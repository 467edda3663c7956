/// One product with everything that a probe saw of it.
public struct TracedProduct: Sendable {
  /// The results, one a column.
  public let results: [Int8]
  /// Recording of the probe, in the time of the program.
  public let probe: ProbeRecording
  /// Recording of the MADC, if it was asked for; counted from the start of the real-time section.
  public let madc: MADCTrace?
  /// The schedule of the entry.
  public let schedule: MACSchedule
  /// FPGA cycle of the program at which the entry begins.
  public let start: Int
}
