/// The FPGA's counter of cycles of 8 ns, 32 bits. Writing it clears it. haldls: `Timer`
public struct Timer: Hashable, Sendable {
  /// Cycles.
  public var value: UInt32

  /// A count of cycles.
  public init(_ value: UInt32 = 0) { self.value = value }

  /// FPGA cycles in a microsecond. haldls: `Timer::Value::fpga_clock_cycles_per_us`
  public static let cyclesPerMicrosecond: UInt32 = 125
}
