internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

/// Executes batches of MACs on both hemispheres: lowered where the configuration is the MAC's own and
/// nobody watches, event by event otherwise. Both give the same bytes.
struct MACEngine {
  let bus: Bus
  let noise: NormalField
  /// Drift from run to run.
  let drift: NormalField
  let memory: MACMemory

  init(bus: Bus, noiseSeed: UInt64, memory: MACMemory) {
    self.bus = bus
    self.memory = memory
    noise = NormalField(seed: noiseSeed, domain: .macNoise)
    drift = NormalField(seed: noiseSeed, domain: .runDrift)
  }

  /// A machine; it has performed all its actions while a batch is planned or lowered.
  func machine(_ hemisphere: HemisphereOnDLS) -> HemisphereMachine {
    bus.actions.machines[hemisphere]
  }

  /// Refuses tiles without noise of their own.
  static func check(_ batch: MACBatch) throws(ChipError) {
    for case .some(let tile) in batch.tiles where tile.tile < 0 || tile.tile >= MACNoise.maxTiles {
      throw .outOfRange(what: "tile", value: tile.tile, range: 0...MACNoise.maxTiles - 1)
    }
  }

  /// Executes a batch with the biases that it finds.
  func execute(_ batch: MACBatch) throws(ChipError) -> MACResults {
    try Self.check(batch)
    bus.prepareAll()
    bus.actions.perform()
    expectSteps(of: PPUCycles(fpga: batch.waitBetweenEvents))
    defer { expectSteps(of: nil) }
    let isLowered =
      batch.execution == .lowered && !bus.isWatched && batch.recordedNeuron == nil
      && canLower(batch)
    let results = try isLowered ? executeLowered(batch) : executeInterpreted(batch)
    settle(after: batch)
    return results
  }

  private func expectSteps(of wait: PPUCycles?) {
    for hemisphere in HemisphereOnDLS.allCases { machine(hemisphere).columns.expectSteps(of: wait) }
  }

  private func executeLowered(_ batch: MACBatch) throws(ChipError) -> MACResults {
    let start = bus.now
    var results = MACResults(values: lower(batch), cycles: 0)
    // The kernel leaves out the rest of the batch.
    try bus.interruption.check()
    for entry in 0..<batch.entries { results.cycles += batch.schedule(entry: entry).total }
    bus.now = start + PPUCycles(fpga: results.cycles)
    return results
  }

  private func executeInterpreted(_ batch: MACBatch) throws(ChipError) -> MACResults {
    let start = bus.now
    var results = MACResults(values: [[], []], cycles: 0)
    for entry in 0..<batch.entries {
      try bus.interruption.check()
      let recording = batch.recordedNeuron.map { MACRecorder(self, batch, entry, $0) }
      for (hemisphere, values) in interpret(batch, entry) {
        results.values[hemisphere.value] += values
      }
      if let recording { results.recordings.append(try recording.finish()) }
    }
    results.cycles = (bus.now - start).fpgaCycles
    return results
  }

  /// After a batch the columns are left as after a long reset, whichever way it was executed.
  private func settle(after batch: MACBatch) {
    guard !bus.parameters.effects.isOn(.membraneResetMemory) else { return }
    for hemisphere in HemisphereOnDLS.allCases where batch.tile(on: hemisphere) != nil {
      bus.status[hemisphere].time = max(bus.status[hemisphere].time, bus.now)
      bus.actions.add(.settle(at: bus.now), to: hemisphere)
    }
    bus.actions.perform()
  }

  /// The times of an entry on one hemisphere.
  func timing(_ hemisphere: HemisphereOnDLS, slots schedule: MACSchedule) -> MACTiming {
    MACTiming(
      hemisphere: hemisphere, schedule: schedule, timing: bus.parameters.timing,
      refractory: machine(hemisphere).neurons[0].refractory,
      conversion: bus.status[hemisphere].conversionDelay)
  }
}

/// The MADC while it follows a neuron during one entry of a batch. It samples from its start on; what
/// lies outside the real-time section is thrown away, as grenade does.
private struct MACRecorder {
  private let engine: MACEngine
  private let neuron: AtomicNeuronOnDLS
  private let noise: MADCNoise
  private let firstTick: Int64
  /// Recordings of the program, which go on as if they had paused.
  private let paused: PerHemisphere<Recorder<Float>?>

  private static let ticksPerFPGACycle =
    RecordingSpan.ticksPerPPUCycle * Clocks.ppuCyclesPerFPGACycle

  /// Starts with an entry that begins now.
  init(_ engine: MACEngine, _ batch: MACBatch, _ entry: Int, _ neuron: AtomicNeuronOnDLS) {
    self.engine = engine
    self.neuron = neuron
    let hemisphere = neuron.toHemisphereOnDLS()
    noise = MADCNoise(
      vector: MACNoise.vector(batch, entry: entry),
      lane: MACNoise.recordingLane(tile: batch.tile(on: hemisphere)?.tile ?? 0))
    let schedule = batch.schedule(entry: entry)
    let period = Int64(Clocks.madcTicksPerSample)
    let lead = Int64(schedule.realtimeStart - schedule.madcStart) * Self.ticksPerFPGACycle
    firstTick = (lead + period - 1) / period * period - lead
    let now = engine.bus.now
    let begin = now + PPUCycles(fpga: schedule.realtimeStart)
    var span = RecordingSpan(
      startTick: begin.count * RecordingSpan.ticksPerPPUCycle + firstTick, ticks: period)
    span.end = now + PPUCycles(fpga: schedule.realtimeEnd)
    paused = PerHemisphere { engine.machine($0).recorders.madc }
    for hemisphere in HemisphereOnDLS.allCases { engine.machine(hemisphere).recorders.madc = nil }
    engine.machine(hemisphere).recorders.madc = Recorder(neuron: neuron, span: span)
  }

  /// Ends with the entry.
  func finish() throws(ChipError) -> MADCTrace {
    let machine = engine.machine(neuron.toHemisphereOnDLS())
    let finished = machine.recorders.madc
    for hemisphere in HemisphereOnDLS.allCases {
      engine.machine(hemisphere).recorders.madc = paused[hemisphere]
    }
    guard let finished else { return MADCTrace(values: [], start: 0, ticksPerSample: 1) }
    try finished.span.checkRoom(until: engine.bus.now)
    return machine.digitise(finished, start: Int(firstTick / Self.ticksPerFPGACycle), noise)
  }
}
