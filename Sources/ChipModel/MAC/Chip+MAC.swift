internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  /// Executes a batch of MACs: lowered where the configuration is the MAC's own and nobody watches,
  /// event by event otherwise. Both give the same bytes.
  func execute(_ batch: MACBatch) throws(ChipError) -> MACResults {
    try check(batch)
    hemispheres.forEach(prepare)
    areBiasesFrozen = true
    let wait = PPUCycles(fpga: batch.waitBetweenEvents)
    for hemisphere in hemispheres { hemisphere.columns.expectSteps(of: wait) }
    defer {
      areBiasesFrozen = false
      for hemisphere in hemispheres { hemisphere.columns.expectSteps(of: nil) }
    }
    let start = now
    var results = MACResults(values: [[], []], cycles: 0)
    if batch.execution == .lowered, !isWatched, batch.recordedNeuron == nil, canLower(batch) {
      results.values = lower(batch)
      for entry in 0..<batch.entries { results.cycles += batch.schedule(entry: entry).total }
      now = start + PPUCycles(fpga: results.cycles)
      settleAfterMAC(batch)
    } else {
      for entry in 0..<batch.entries {
        let recorder = batch.recordedNeuron.map { startRecording($0, batch.schedule(entry: entry)) }
        let own = interpret(batch, entry)
        for h in own.indices { results.values[h] += own[h] }
        if let recorder { results.recordings.append(try finishRecording(recorder, batch, entry)) }
      }
      results.cycles = (now - start).fpgaCycles
      settleAfterMAC(batch)
    }
    return results
  }

  /// Refuses tiles without noise of their own.
  func check(_ batch: MACBatch) throws(ChipError) {
    for case .some(let tile) in batch.tiles where tile.tile < 0 || tile.tile >= MACNoise.maxTiles {
      throw .outOfRange(what: "tile", value: tile.tile, range: 0...MACNoise.maxTiles - 1)
    }
  }

  /// Lets the MADC follow a neuron during the entry that begins now. It samples from its start on;
  /// what lies outside the real-time section is thrown away, as grenade does.
  private func startRecording(
    _ neuron: AtomicNeuronOnDLS, _ schedule: MACSchedule
  ) -> (previous: Recorder?, firstTick: Int64) {
    let perCycle = Recorder.ticksPerPPUCycle * Clocks.ppuCyclesPerFPGACycle
    let period = Int64(Clocks.madcTicksPerSample)
    let lead = Int64(schedule.realtimeStart - schedule.madcStart) * perCycle
    let firstTick = (lead + period - 1) / period * period - lead
    let begin = now + PPUCycles(fpga: schedule.realtimeStart)
    var recorder = Recorder(
      neuron: neuron.value, startTick: begin.count * Recorder.ticksPerPPUCycle + firstTick,
      ticks: period)
    recorder.end = now + PPUCycles(fpga: schedule.realtimeEnd)
    defer { madc = recorder }
    return (madc, firstTick)
  }

  private func finishRecording(
    _ begun: (previous: Recorder?, firstTick: Int64), _ batch: MACBatch, _ entry: Int
  ) throws(ChipError) -> MADCTrace {
    guard let finished = madc else { return MADCTrace(values: [], start: 0, ticksPerSample: 1) }
    // A recording of the whole program goes on as if it had paused.
    madc = begun.previous
    try finished.checkRoom()
    let perCycle = Recorder.ticksPerPPUCycle * Clocks.ppuCyclesPerFPGACycle
    let tile = batch.tiles[finished.hemisphere]?.tile ?? 0
    return digitise(
      finished, start: Int(begun.firstTick / perCycle),
      vector: MACNoise.vector(batch, entry: entry), lane: MACNoise.recordingLane(tile: tile))
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
