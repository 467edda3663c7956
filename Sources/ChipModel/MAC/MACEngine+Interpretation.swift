internal import Columns
internal import Coordinates
internal import SimulationCore

/// Event on a hemisphere in the course of a MAC entry.
private enum MACAction {
  /// The columns are put into the defined reset state, also neurons that the program's settings
  /// keep from being reset.
  case settle
  /// The PPU resets the neurons in use.
  case reset
  /// The backends hold the neurons in use until a time after the start of the entry.
  case forceReset(until: PPUCycles)
  /// An event for a driver, with its jitter.
  case event(SpikeLabel, jitter: Float?)
  /// The PPU converts before the events.
  case sampleBaseline
  /// The PPU converts after the events.
  case sampleResult
}

/// One hemisphere's part in the entry that is being interpreted.
private struct MACPart {
  let hemisphere: HemisphereOnDLS
  let tile: MACTile
  let noise: MACNoise
  let noiseScale: (baseline: FloatBuffer, result: FloatBuffer)
  let drift: (baseline: FloatBuffer, result: FloatBuffer)
  let baseline = Reply<[UInt8]>()
  let result = Reply<[UInt8]>()
  private let timing: MACTiming
  /// True if memory between entries is modelled.
  private let hasMemory: Bool
  private let events: [(label: SpikeLabel, jitter: Float?)]

  init(_ engine: MACEngine, _ batch: MACBatch, _ hemisphere: HemisphereOnDLS, _ entry: Int) {
    self.hemisphere = hemisphere
    hasMemory = engine.bus.parameters.effects.isOn(.membraneResetMemory)
    tile = batch.tile(on: hemisphere) ?? MACTile(inputs: [], rows: 0, columns: 0)
    timing = engine.timing(hemisphere, slots: batch.schedule(entry: entry))
    noise = MACNoise(field: engine.noise, batch: batch, tile: tile, entry: entry)
    let machine = engine.machine(hemisphere)
    let labels = tile.labels(entry: entry, on: hemisphere)
    let count = labels.count * batch.numSends
    let jitter = machine.condition.jitterSeconds != 0 ? noise.events(count) : []
    events = (0..<count).map { index in
      (labels[index % labels.count], jitter.isEmpty ? nil : jitter[index])
    }
    let phases = timing.phases(events: count)
    noiseScale = machine.columns.macNoiseScales(phases)
    let (run, scales) = (
      MACDrift(engine, batch, tile, hemisphere), machine.columns.macRunScales(phases)
    )
    drift = (run.volts(scales.baseline), run.volts(scales.result))
    run.addSteps(tile.commonSteps(entry: entry, sends: batch.numSends), to: drift.result)
  }

  /// The actions with their times after the start of the entry.
  var actions: [(time: PPUCycles, action: MACAction)] {
    let first = timing.schedule.slots - events.count + 1
    let start = hasMemory ? [] : [(PPUCycles(fpga: timing.schedule.start), MACAction.settle)]
    let train = events.enumerated().map { index, event in
      (timing.slot(first + index), MACAction.event(event.label, jitter: event.jitter))
    }
    return start + [
      (timing.baselineReset, .reset), (timing.baselineSample, .sampleBaseline),
      (timing.resetStart, .reset),
      (timing.forcedResetStart, .forceReset(until: timing.forcedResetEnd)),
    ] + train + [(timing.sample, .sampleResult)]
  }

  /// The differences of both samples, once they have been taken.
  var differences: [Int8] {
    guard let result = result.value, let baseline = baseline.value else { return [] }
    return zip(result, baseline).map(MACNoise.difference)
  }
}

extension MACEngine {
  /// One entry, event by event, both hemispheres in the order of time: an event can reach either,
  /// for the crossbar belongs to the program.
  func interpret(
    _ batch: MACBatch, _ entry: Int
  ) -> [(hemisphere: HemisphereOnDLS, values: [Int8])] {
    let start = bus.now
    let parts = HemisphereOnDLS.allCases.filter { batch.tile(on: $0) != nil }.map {
      MACPart(self, batch, $0, entry)
    }
    for (part, time, action) in plan(parts) {
      bus.now = start + time
      bus.advance(part.hemisphere)
      perform(action, part, start)
    }
    bus.actions.perform()
    bus.now = start + PPUCycles(fpga: batch.schedule(entry: entry).total)
    return parts.map { ($0.hemisphere, $0.differences) }
  }

  private func plan(
    _ parts: [MACPart]
  ) -> [(part: MACPart, time: PPUCycles, action: MACAction)] {
    let all = parts.flatMap { part in part.actions.map { (part, $0.time, $0.action) } }
    // Stable, so that actions of one time keep their order.
    return all.enumerated().sorted { ($0.1.1, $0.0) < ($1.1.1, $1.0) }.map { $0.element }
  }

  private func perform(_ action: MACAction, _ part: MACPart, _ start: PPUCycles) {
    let used = 0..<part.tile.columns
    switch action {
    case .settle: bus.actions.add(.settle(at: bus.now), to: part.hemisphere)
    case .reset: bus.actions.add(.reset(used, at: bus.now), to: part.hemisphere)
    case .forceReset(let end):
      bus.actions.add(.hold(used, at: bus.now, until: start + end), to: part.hemisphere)
    case .event(let label, let jitter):
      bus.route(label, jitter: jitter) { event, hemisphere in
        bus.advance(hemisphere)
        bus.actions.add(.fire(event), to: hemisphere)
      }
    case .sampleBaseline:
      sample(
        part, (part.drift.baseline, part.noiseScale.baseline),
        part.noise.observation(.baseline, used.count),
        part.baseline)
    case .sampleResult:
      sample(
        part, (part.drift.result, part.noiseScale.result),
        part.noise.observation(.result, used.count),
        part.result)
    }
  }

  private func sample(
    _ part: MACPart, _ membranes: (drift: FloatBuffer, scale: FloatBuffer),
    _ noise: MACNoise.Observation, _ reply: Reply<[UInt8]>
  ) {
    let sample = MACSample(
      time: bus.now, columns: 0..<part.tile.columns, drift: membranes.drift,
      noiseScale: membranes.scale, noise: noise,
      debugVolts: bus.cadcDebugVolts(), reply: reply)
    bus.actions.add(.sample(sample), to: part.hemisphere)
  }
}
