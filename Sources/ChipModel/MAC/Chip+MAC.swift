internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  /// Executes a batch of MACs: lowered where the configuration is the MAC's own and nobody watches,
  /// event by event otherwise. Both give the same bytes.
  func execute(_ batch: MACBatch) throws(ChipError) -> MACResults {
    for case .some(let tile) in batch.tiles where tile.tile < 0 || tile.tile >= MACNoise.maxTiles {
      throw .outOfRange(what: "tile", value: tile.tile, range: 0...MACNoise.maxTiles - 1)
    }
    hemispheres.forEach(prepare)
    areBiasesFrozen = true
    defer { areBiasesFrozen = false }
    let start = now
    var results = MACResults(values: [[], []], cycles: 0)
    if batch.execution == .lowered, recorder == nil, canLower(batch) {
      results.values = lower(batch)
      for entry in 0..<batch.entries { results.cycles += batch.schedule(entry: entry).total }
      now = start + PPUCycles(fpga: results.cycles)
      settleAfterMAC(batch)
    } else {
      for entry in 0..<batch.entries {
        let entryStart = now
        for h in 0..<hemispheres.count {
          results.values[h] += interpret(batch, h, entry, entryStart)
        }
        now = entryStart + PPUCycles(fpga: batch.schedule(entry: entry).total)
      }
      results.cycles = (now - start).fpgaCycles
      settleAfterMAC(batch)
    }
    return results
  }

  /// After a batch the columns are left as after a long reset, whichever way it was executed.
  private func settleAfterMAC(_ batch: MACBatch) {
    for hemisphere in hemispheres where batch.tiles[hemisphere.index] != nil {
      guard !parameters.effects.isOn(.membraneResetMemory) else { continue }
      advance(hemisphere, to: now)
      hemisphere.columns.settleReset(0..<Hemisphere.columnCount)
      hemisphere.columns.dischargeLines()
      hemisphere.synram.restDrivers()
    }
  }

  /// The times of an entry on one hemisphere.
  func timing(_ batch: MACBatch, _ h: Int, slots schedule: MACSchedule) -> MACTiming {
    let hemisphere = hemispheres[h]
    return MACTiming(
      schedule: schedule, timing: parameters.timing, refractory: hemisphere.neurons[0].refractory,
      conversion: hemisphere.conversionDelay)
  }

  /// One entry on one hemisphere, event by event.
  private func interpret(
    _ batch: MACBatch, _ h: Int, _ entry: Int, _ start: PPUCycles
  ) -> [Int8] {
    guard let tile = batch.tiles[h] else { return [] }
    let hemisphere = hemispheres[h]
    let timing = timing(batch, h, slots: batch.schedule(entry: entry))
    let used = 0..<tile.columns
    let noise = MACNoise(field: macNoise, batch: batch, tile: tile, entry: entry)
    let events = tile.drivers(entry: entry)
    let phases = timing.phases(h, events: events.count * batch.numSends)
    let noiseScale = hemisphere.columns.macNoiseScales(phases)
    beginEntry(hemisphere)
    reset(
      hemisphere, used, at: start + timing.baselineReset(h),
      until: start + timing.baselineRelease(h))
    let baseline = sample(
      hemisphere, used, at: start + timing.baselineSample(h), noiseScale.baseline,
      noise.baseline(used.count))
    reset(hemisphere, used, at: start + timing.resetStart(h), until: start + timing.release(h))
    send(events, batch, h, start, timing)
    let result = sample(
      hemisphere, used, at: start + timing.sample(h), noiseScale.result, noise.result(used.count))
    return zip(result, baseline).map(MACNoise.difference)
  }

  /// Entries start from the defined reset state unless memory between them is modelled.
  private func beginEntry(_ hemisphere: Hemisphere) {
    guard !parameters.effects.isOn(.membraneResetMemory) else { return }
    hemisphere.columns.dischargeLines()
    hemisphere.synram.restDrivers()
  }

  private func reset(
    _ hemisphere: Hemisphere, _ columns: Range<Int>, at time: PPUCycles, until end: PPUCycles
  ) {
    now = time
    advance(hemisphere, to: time)
    hemisphere.columns.hold(columns, until: end)
    advance(hemisphere, to: end)
  }

  private func send(
    _ events: [(driver: Int, activation: UInt8)], _ batch: MACBatch, _ h: Int, _ start: PPUCycles,
    _ timing: MACTiming
  ) {
    let count = events.count * batch.numSends
    let firstSlot = timing.schedule.slots - count + 1
    for index in 0..<count {
      let event = events[index % events.count]
      now = start + timing.slot(firstSlot + index)
      advance(hemispheres[h], to: now)
      receive(MACRouting.label(hemisphere: h, driver: event.driver, activation: event.activation))
    }
  }

  private func sample(
    _ hemisphere: Hemisphere, _ columns: Range<Int>, at time: PPUCycles, _ scale: FloatBuffer,
    _ noise: MACNoise.Observation
  ) -> [UInt8] {
    now = time
    advance(hemisphere, to: time)
    let converter = MACConverter(hemisphere: hemisphere, membraneNoise: scale)
    return columns.map {
      converter.sample(hemisphere.columns.membraneVolts($0), column: $0, noise)
    }
  }
}
