/// One product with everything that a probe saw of it.
public struct TracedProduct: Sendable {
  /// The results, one a column.
  public let results: [Int8]
  /// What the probe saw, in the time of the program.
  public let probe: ProbeRecording
  /// What the MADC recorded, if it was asked to; counted from the start of the real-time section.
  public let madc: MADCTrace?
  /// The schedule of the entry.
  public let schedule: MACSchedule
  /// FPGA cycle of the program at which the entry begins.
  public let start: Int
}
