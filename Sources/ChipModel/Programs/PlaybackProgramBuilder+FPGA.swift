public import Containers
public import Coordinates

/// Containers of the FPGA, in the words of the real stack's programs.
extension PlaybackProgramBuilder {
  /// Clears the timer; blocks on it count from here. stadls: `write(TimerOnDLS, Timer())`
  public mutating func write(_ coordinate: TimerOnDLS, _ timer: Timer) { resetTimer() }

  /// Reads the timer.
  public mutating func read(_ coordinate: TimerOnDLS) -> Ticket<Timer> { readTimer() }

  /// Waits until the timer shows a value. stadls: `block_until(TimerOnDLS, value)`
  public mutating func blockUntil(_ coordinate: TimerOnDLS, _ timer: Timer) {
    blockUntil(cycle: Int(timer.value))
  }

  /// Waits until accesses are over. Writes take effect at once here, and reads end before the next
  /// instruction, so that a barrier costs its own cycle only. stadls: `block_until(BarrierOnFPGA, …)`
  public mutating func blockUntil(_ coordinate: BarrierOnFPGA, _ barrier: Barrier) {
    wait(cycles: 1)
  }

  /// Switches the recording of events and samples: the MADC's samples arrive only while it is on,
  /// as it is after initialisation. Tickets of ``startMADC(_:)`` do without it. Takes two cycles.
  ///
  /// grenade: generator/madc.cpp
  public mutating func write(
    _ coordinate: EventRecordingConfigOnFPGA, _ config: EventRecordingConfig
  ) {
    writeWords(coordinate, config)
    wait(cycles: 1)
  }

  /// Synchronises the times of FPGA and chip, which always agree here; takes one cycle.
  public mutating func write(_ coordinate: SystimeSyncOnFPGA, _ sync: SystimeSync) {
    wait(cycles: 1)
  }

  /// Appends another program's instructions, whose tickets are redeemed at this program's results
  /// no more than before: it must not read anything.
  /// - Throws: ``ChipError/programReads`` when it does.
  public mutating func append(_ other: PlaybackProgram) throws(ChipError) {
    guard other.slotCount == 0 else { throw .programReads }
    append(contentsOf: other.instructions)
  }
}
