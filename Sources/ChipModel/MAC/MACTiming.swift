internal import Columns
internal import Coordinates
internal import SimulationCore

/// Times at which membranes are released and sampled in one MAC entry: the schedule of the FPGA plus the
/// latencies of PPU, reset and CADC. PPU cycles after the start of the entry.
struct MACTiming {
  private let hemisphere: HemisphereOnDLS
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
    hemisphere: HemisphereOnDLS, schedule: MACSchedule, timing: TimingParameters,
    refractory: PPUCycles, conversion: PPUCycles
  ) {
    self.hemisphere = hemisphere
    self.schedule = schedule
    waitBetweenEvents = schedule.waitBetweenEvents
    poll = Int64(timing.ppuPollCycles)
    resetLatency = Int64(timing.ppuResetCycles)
    self.refractory = refractory.count
    self.conversion = conversion.count
  }

  /// Time at which the PPU acts on a command; a PPU that is late acts at the end of the entry, when the
  /// results are fetched.
  private func command(_ fpgaCycle: Int, _ latency: Int64) -> PPUCycles {
    min(PPUCycles(2 * Int64(fpgaCycle) + poll + latency), PPUCycles(fpga: schedule.total))
  }

  var baselineReset: PPUCycles { command(schedule.baselineCommand(hemisphere), resetLatency) }

  var baselineRelease: PPUCycles { baselineReset + PPUCycles(refractory) }

  var baselineSample: PPUCycles {
    command(
      schedule.baselineCommand(hemisphere),
      resetLatency + MACSchedule.baselineSleep.count + conversion)
  }

  var resetStart: PPUCycles { command(schedule.resetCommand(hemisphere), resetLatency) }

  var forcedResetStart: PPUCycles {
    PPUCycles(fpga: schedule.forcedResetEnd - MACSchedule.Cycles.forcedReset)
  }

  var forcedResetEnd: PPUCycles { PPUCycles(fpga: schedule.forcedResetEnd) }

  /// The later of the PPU's reset and the forced one.
  var release: PPUCycles {
    max(resetStart + PPUCycles(refractory), forcedResetEnd)
  }

  /// Time of slot k = 1…slots.
  func slot(_ k: Int) -> PPUCycles { PPUCycles(fpga: schedule.slot(k)) }

  var sample: PPUCycles { command(schedule.readCommand(hemisphere), conversion) }

  /// The durations that membranes of a hemisphere with `events` events see, none where a long reset
  /// leaves no time.
  func phases(events: Int) -> MACPhases {
    let first = events > 0 ? slot(schedule.slots - events + 1) : sample
    return MACPhases(
      baseline: max(.zero, baselineSample - baselineRelease),
      lead: max(.zero, first - release), wait: PPUCycles(fpga: waitBetweenEvents),
      tail: max(.zero, sample - slot(schedule.slots)), events: events)
  }

  /// Tells whether the resets are over in time; only then do all entries look alike.
  var isRegular: Bool {
    release <= min(slot(1), sample) && baselineRelease <= baselineSample
      && min(resetStart, forcedResetStart) >= baselineSample
  }
}
