/// A time or a duration as a whole number of PPU cycles of 4 ns: no float adds up time.
///
/// The FPGA's executor and timers run at half that rate (8 ns). Sources: fisch constants.h
/// (125 FPGA cycles per microsecond), haldls PLL defaults (250 MHz PPU clock).
public struct PPUCycles: Hashable, Comparable, Sendable, AdditiveArithmetic,
  CustomStringConvertible
{
  /// The count of 4 ns cycles.
  public var count: Int64

  /// A count of PPU cycles.
  public init(_ count: Int64) { self.count = count }

  /// A count of FPGA cycles (8 ns each).
  public init(fpga cycles: Int) { count = Int64(cycles) * Clocks.ppuCyclesPerFPGACycle }

  /// Zero duration.
  public static let zero = PPUCycles(0)

  /// Whole FPGA cycles in this time, rounded down.
  public var fpgaCycles: Int { Int(count / Clocks.ppuCyclesPerFPGACycle) }

  /// This time in seconds.
  public var seconds: Double { Double(count) * Clocks.ppuPeriodSeconds }

  /// Orders by time.
  public static func < (a: PPUCycles, b: PPUCycles) -> Bool { a.count < b.count }
  /// Later by a duration.
  public static func + (a: PPUCycles, b: PPUCycles) -> PPUCycles { PPUCycles(a.count + b.count) }
  /// The duration between two times.
  public static func - (a: PPUCycles, b: PPUCycles) -> PPUCycles { PPUCycles(a.count - b.count) }

  /// The count with its unit.
  public var description: String { "\(count) PPU cycles" }
}

/// The clock domains of chip and FPGA.
public enum Clocks {
  /// Two PPU cycles (250 MHz) pass in one FPGA cycle (125 MHz).
  public static let ppuCyclesPerFPGACycle: Int64 = 2
  /// FPGA cycles in a microsecond. Source: fisch constants.h.
  public static let fpgaCyclesPerMicrosecond = 125
  /// PPU cycles in a microsecond. Source: libnux time.h.
  public static let ppuCyclesPerMicrosecond = 250
  /// Length of a PPU cycle in seconds.
  public static let ppuPeriodSeconds = 4e-9
  /// MADC clock ticks of 2 ns between two samples: 12 + sample_duration_adjust (5) at 500 MHz.
  public static let madcTicksPerSample = 17
  /// Rate of the MADC's clock in hertz. Source: haldls PLL defaults.
  public static let madcClockHertz = 500e6
}
