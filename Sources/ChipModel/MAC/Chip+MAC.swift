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
    if batch.execution == .lowered, !isRecording, canLower(batch) {
      results.values = lower(batch)
      for entry in 0..<batch.entries { results.cycles += batch.schedule(entry: entry).total }
      now = start + PPUCycles(fpga: results.cycles)
      settleAfterMAC(batch)
    } else {
      for entry in 0..<batch.entries {
        let own = interpret(batch, entry)
        for h in own.indices { results.values[h] += own[h] }
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
}
