internal import Columns
internal import SimulationCore

/// When membranes are released and sampled in one MAC entry: the schedule of the FPGA plus the
/// latencies of PPU, reset and CADC. PPU cycles after the start of the entry.
struct MACTiming {
  let schedule: MACSchedule
  let waitBetweenEvents: Int
  private let poll: Int64
  private let resetLatency: Int64
  private let refractory: Int64
  private let conversion: Int64

  /// - Parameters:
  ///   - refractory: Length of a neuron reset.
  ///   - conversion: From the start of a CADC read to the instant that its samples are taken.
  init(
    schedule: MACSchedule, timing: TimingParameters, refractory: PPUCycles, conversion: PPUCycles
  ) {
    self.schedule = schedule
    waitBetweenEvents = schedule.waitBetweenEvents
    poll = Int64(timing.ppuPollCycles)
    resetLatency = Int64(timing.ppuResetCycles)
    self.refractory = refractory.count
    self.conversion = conversion.count
  }

  /// When the PPU acts on a command; a PPU that is late acts at the end of the entry, when the
  /// results are fetched.
  private func command(_ fpgaCycle: Int, _ latency: Int64) -> PPUCycles {
    min(PPUCycles(2 * Int64(fpgaCycle) + poll + latency), PPUCycles(fpga: schedule.total))
  }

  func baselineReset(_ h: Int) -> PPUCycles { command(schedule.baselineCommand(h), resetLatency) }

  func baselineRelease(_ h: Int) -> PPUCycles { baselineReset(h) + PPUCycles(refractory) }

  func baselineSample(_ h: Int) -> PPUCycles {
    command(
      schedule.baselineCommand(h), resetLatency + MACSchedule.baselineSleep.count + conversion)
  }

  func resetStart(_ h: Int) -> PPUCycles { command(schedule.resetCommand(h), resetLatency) }

  var forcedResetStart: PPUCycles {
    PPUCycles(fpga: schedule.forcedResetEnd - MACSchedule.Cycles.forcedReset)
  }

  var forcedResetEnd: PPUCycles { PPUCycles(fpga: schedule.forcedResetEnd) }

  /// The later of the PPU's reset and the forced one.
  func release(_ h: Int) -> PPUCycles {
    max(resetStart(h) + PPUCycles(refractory), forcedResetEnd)
  }

  /// Time of slot k = 1…slots.
  func slot(_ k: Int) -> PPUCycles { PPUCycles(fpga: schedule.slot(k)) }

  func sample(_ h: Int) -> PPUCycles { command(schedule.readCommand(h), conversion) }

  /// The durations that membranes of a hemisphere with `events` events see, none where a long reset
  /// leaves no time.
  func phases(_ h: Int, events: Int) -> MACPhases {
    let first = events > 0 ? slot(schedule.slots - events + 1) : sample(h)
    return MACPhases(
      baseline: max(.zero, baselineSample(h) - baselineRelease(h)),
      lead: max(.zero, first - release(h)), wait: PPUCycles(fpga: waitBetweenEvents),
      tail: max(.zero, sample(h) - slot(schedule.slots)), events: events)
  }

  /// Whether the resets are over in time; only then do all entries look alike.
  func isRegular(_ h: Int) -> Bool {
    release(h) <= min(slot(1), sample(h)) && baselineRelease(h) <= baselineSample(h)
      && resetStart(h) >= baselineSample(h)
  }
}
