internal import Columns
internal import Coordinates
internal import SimulationCore

/// What happens to a hemisphere in the course of a MAC entry.
private enum MACAction {
  /// The PPU resets the neurons in use.
  case reset
  /// The backends hold the neurons in use until a time after the start of the entry.
  case forceReset(until: PPUCycles)
  /// An event for a driver.
  case event(driver: Int, activation: UInt8)
  /// The PPU converts before the events.
  case sampleBaseline
  /// The PPU converts after the events.
  case sampleResult
}

/// One hemisphere's part in the entry that is being interpreted.
private struct MACPart {
  let hemisphere: Hemisphere
  let tile: MACTile
  let timing: MACTiming
  let noise: MACNoise
  let noiseScale: (baseline: FloatBuffer, result: FloatBuffer)
  let events: [(driver: Int, activation: UInt8)]
  var baseline: [UInt8] = []
  var result: [UInt8] = []

  init(chip: Chip, batch: MACBatch, tile: MACTile, hemisphere h: Int, entry: Int) {
    hemisphere = chip.hemispheres[h]
    self.tile = tile
    timing = chip.timing(batch, h, slots: batch.schedule(entry: entry))
    noise = MACNoise(field: chip.macNoise, batch: batch, tile: tile, entry: entry)
    events = tile.drivers(entry: entry)
    noiseScale = hemisphere.columns.macNoiseScales(
      timing.phases(h, events: events.count * batch.numSends))
  }

  /// The actions with their times after the start of the entry.
  func actions(numSends: Int) -> [(time: PPUCycles, action: MACAction)] {
    let h = hemisphere.index
    let count = events.count * numSends
    let first = timing.schedule.slots - count + 1
    let train = (0..<count).map { index in
      let event = events[index % events.count]
      return (
        timing.slot(first + index),
        MACAction.event(driver: event.driver, activation: event.activation)
      )
    }
    return [
      (timing.baselineReset(h), .reset), (timing.baselineSample(h), .sampleBaseline),
      (timing.resetStart(h), .reset),
      (timing.forcedResetStart, .forceReset(until: timing.forcedResetEnd)),
    ] + train + [(timing.sample(h), .sampleResult)]
  }
}

extension Chip {
  /// One entry, event by event, both hemispheres in the order of time: an event can reach either,
  /// for the crossbar belongs to the program.
  func interpret(_ batch: MACBatch, _ entry: Int) -> [[Int8]] {
    let start = now
    var parts = batch.tiles.enumerated().map { h, tile in
      tile.map { MACPart(chip: self, batch: batch, tile: $0, hemisphere: h, entry: entry) }
    }
    for case .some(let part) in parts { beginEntry(part.hemisphere) }
    if condition.jitterSeconds != 0 {
      macJitter = MACJitter(
        rows: parts.map { $0.map { $0.noise.events($0.events.count * batch.numSends) } ?? [] })
    }
    defer { macJitter = nil }
    for (h, time, action) in plan(parts, batch.numSends) {
      guard var part = parts[h] else { continue }
      now = start + time
      perform(action, &part, start)
      parts[h] = part
    }
    now = start + PPUCycles(fpga: batch.schedule(entry: entry).total)
    return parts.map { part in
      part.map { zip($0.result, $0.baseline).map(MACNoise.difference) } ?? []
    }
  }

  private func plan(
    _ parts: [MACPart?], _ numSends: Int
  ) -> [(hemisphere: Int, time: PPUCycles, action: MACAction)] {
    let all = parts.enumerated().flatMap { h, part in
      (part?.actions(numSends: numSends) ?? []).map { (h, $0.time, $0.action) }
    }
    // Stable, so that actions of one time keep their order.
    return all.enumerated().sorted { ($0.1.1, $0.0) < ($1.1.1, $1.0) }.map { $0.element }
  }

  /// Entries start from the defined reset state unless memory between them is modelled.
  private func beginEntry(_ hemisphere: Hemisphere) {
    guard !parameters.effects.isOn(.membraneResetMemory) else { return }
    hemisphere.columns.dischargeLines()
    hemisphere.synram.restDrivers()
  }

  private func perform(_ action: MACAction, _ part: inout MACPart, _ start: PPUCycles) {
    let hemisphere = part.hemisphere
    let used = 0..<part.tile.columns
    advance(hemisphere, to: now)
    switch action {
    case .reset: resetNeurons(hemisphere.index, columns: used)
    case .forceReset(let end): hemisphere.columns.hold(used, until: start + end)
    case .event(let driver, let activation):
      presentJitter = macJitter?.advance(hemisphere.index)
      defer { presentJitter = nil }
      receive(
        MACRouting.label(hemisphere: hemisphere.index, driver: driver, activation: activation))
    case .sampleBaseline:
      part.baseline = sample(
        hemisphere, used, part.noiseScale.baseline, part.noise.baseline(used.count))
    case .sampleResult:
      part.result = sample(hemisphere, used, part.noiseScale.result, part.noise.result(used.count))
    }
  }

  private func sample(
    _ hemisphere: Hemisphere, _ columns: Range<Int>, _ scale: FloatBuffer,
    _ noise: MACNoise.Observation
  ) -> [UInt8] {
    let inputs = columns.map {
      channelInput(
        hemisphere, $0, .causal, membrane: { hemisphere.columns.membraneVolts($0) })
    }
    let membraneNoise = FloatBuffer(count: scale.count)
    for j in columns where inputs[j].isMembrane { membraneNoise[j] = scale[j] }
    let converter = MACConverter(hemisphere: hemisphere, membraneNoise: membraneNoise)
    return columns.map { j in
      let code = converter.sample(input: inputs[j].volts, column: j, noise)
      note(hemisphere, j, .causal, code: code)
      return code
    }
  }
}
