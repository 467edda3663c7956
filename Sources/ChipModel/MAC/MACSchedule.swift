public import Coordinates
public import SimulationCore

/// The cycle-exact schedule of one MAC batch entry, as grenade's real-time executor plays it.
///
/// FPGA cycles count from the start of the entry; the PPU section begins after a lead-in of 625
/// cycles. Source: grenade execution_instance_chip_snippet_realtime_executor.cpp and
/// execution_instance_executor.cpp; libnux for the PPU's own steps.
public struct MACSchedule: Hashable, Sendable {
  /// Events in the larger hemisphere, one a slot: non-zero inputs times sends.
  public let slots: Int
  /// FPGA cycles between two slots.
  public let waitBetweenEvents: Int
  /// Tells whether the MADC records the entry, which begins later for it.
  public let isRecorded: Bool

  /// The schedule of an entry whose fuller hemisphere has `nonZeroInputs` inputs.
  public init(
    nonZeroInputs: Int, numSends: Int, waitBetweenEvents: Int, isRecorded: Bool = false
  ) {
    slots = nonZeroInputs * numSends
    self.waitBetweenEvents = waitBetweenEvents
    self.isRecorded = isRecorded
  }

  /// FPGA cycles of the parts of the schedule.
  public enum Cycles {
    /// Offset before the PPU section, which leaves room for the forced reset.
    public static let leadIn = 625
    /// Switching the recording of events on, one write on each side. grenade: generator/madc.cpp
    public static let eventRecording = 2
    /// Starting the MADC, one write of two words.
    public static let madcStart = 2
    /// Wait of 10 µs after the MADC's start.
    public static let madcWait = 1250
    /// A PPU command: for each PPU a status read (1) and a status write (2).
    public static let command = 6
    /// From a command's start to the status write of the top and the bottom PPU.
    public static let commandWrite: TypedArray2<Int, HemisphereOnDLS> = [1, 4]
    /// Wait of 20 µs for the baseline read.
    public static let baselineWait = 2500
    /// Wait of 4 µs after the reset command.
    public static let resetWait = 500
    /// wait_before_realtime and wait_after_realtime, 1 µs.
    public static let settle = 125
    /// The dummy read that pins the time base.
    public static let marker = 1
    /// Wait of 10 µs before results are fetched.
    public static let fetchWait = 1250
    /// Fetching the results of one PPU.
    public static let fetch = 128
    /// force_reset is asserted right after the reset command and lasts 1 µs.
    public static let forcedReset = 125
  }

  /// PPU cycles between a baseline command's reset and its read: libnux sleeps 5 µs.
  public static let baselineSleep = PPUCycles(1250)

  /// Start of the PPU section: later by 1254 cycles when the MADC is started before it.
  public var start: Int {
    Cycles.leadIn
      + (isRecorded ? Cycles.eventRecording + Cycles.madcStart + Cycles.madcWait : 0)
  }

  /// The MADC's first sample, in a recorded entry.
  public var madcStart: Int { Cycles.leadIn + Cycles.eventRecording + Cycles.madcStart }

  /// Start of the real-time section.
  public var realtimeStart: Int {
    start + 2 * Cycles.command + Cycles.baselineWait + Cycles.resetWait + Cycles.settle
  }

  /// Length of the event phase.
  public var eventPhase: Int { slots * waitBetweenEvents }

  /// Cycle of slot k = 1…slots.
  public func slot(_ k: Int) -> Int { realtimeStart + k * waitBetweenEvents }

  /// Status write of the baseline command of a hemisphere.
  public func baselineCommand(_ hemisphere: HemisphereOnDLS) -> Int {
    start + Cycles.commandWrite[hemisphere]
  }

  /// Status write of the reset command.
  public func resetCommand(_ hemisphere: HemisphereOnDLS) -> Int {
    start + Cycles.command + Cycles.baselineWait + Cycles.commandWrite[hemisphere]
  }

  /// Cycle at which the forced reset ends.
  public var forcedResetEnd: Int {
    start + 2 * Cycles.command + Cycles.baselineWait + Cycles.forcedReset
  }

  /// End of the real-time section, when the read command begins.
  public var realtimeEnd: Int { realtimeStart + eventPhase + Cycles.marker + Cycles.settle + 1 }

  /// Status write of the read command.
  public func readCommand(_ hemisphere: HemisphereOnDLS) -> Int {
    realtimeEnd + Cycles.commandWrite[hemisphere]
  }

  /// Length of the whole entry.
  public var total: Int {
    realtimeEnd + Cycles.command + Cycles.fetchWait + 2 * Cycles.fetch
  }
}
