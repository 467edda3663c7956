internal import Coordinates
internal import SimulationCore

/// Executes a program instruction by instruction, at its cycles: splits it into actions of the two
/// hemispheres and gathers what they reply.
struct Interpreter {
  private let bus: Bus
  private let engine: MACEngine
  private let program: PlaybackProgram
  private var results: ProgramResults
  private let startTime: PPUCycles
  /// Replies of the machines that are still to come, by slot.
  private var rows: [(slot: Int, reply: Reply<CADCSampleRow>)] = []
  private var traces: [(slot: Int, reply: Reply<MADCTrace>)] = []

  init(program: PlaybackProgram, engine: MACEngine) {
    bus = engine.bus
    self.engine = engine
    self.program = program
    startTime = bus.now
    results = ProgramResults(
      values: [ProgramResults.Value](repeating: .none, count: program.slotCount),
      times: [Int](repeating: 0, count: program.slotCount), program: program.identity)
  }

  /// Executes the whole program in a run that goes as well as `condition` says.
  mutating func run(_ condition: RunCondition) throws(ChipError) -> ProgramResults {
    // Also after an error both hemispheres are where the program is.
    defer { bus.actions.perform() }
    bus.actions.add(.begin(condition))
    bus.timerStart = bus.now
    let lost = bus.router.lostEvents
    for instruction in program.instructions { try execute(instruction) }
    try bus.finishCompletedMADCRun()
    bus.actions.perform()
    for row in rows { results.values[row.slot] = row.reply.value.map { .row($0) } ?? .none }
    for trace in traces {
      results.values[trace.slot] = trace.reply.value.map { .trace($0) } ?? .none
    }
    results.lostEvents = bus.router.lostEvents - lost
    results.cycles = (bus.now - startTime).fpgaCycles
    results.madcSamples = bus.madc.takeSamples(since: startTime)
    return results
  }

  private mutating func execute(_ instruction: Instruction) throws(ChipError) {
    switch instruction {
    case .write(let address, let word):
      try bus.write(address, word)
      pass(1)
    case .read(let address, let slot):
      store(.word(try bus.read(address)), slot)
      pass(reads: 1)
    case .resetTimer: bus.timerStart = bus.now
    case .readTimer(let slot):
      let cycles = (bus.now - bus.timerStart).fpgaCycles
      store(.word(UInt32(truncatingIfNeeded: cycles)), slot)
      pass(reads: 1)
    case .waitUntil(let cycle):
      bus.now = max(bus.now, bus.timerStart + PPUCycles(fpga: cycle))
    case .wait(let cycles): pass(cycles)
    case .spikes(let events): try send(events)
    case .synapses(let rows):
      bus.writeSynapses(rows)
      pass(rows.weights.count / 4 * 2)
    case .readCADCRow(let hemisphere, let slot): readRow(hemisphere, slot)
    case .resetNeurons(let hemisphere):
      bus.resetNeurons(hemisphere)
      pass(SynapseQuadColumnOnDLS.count)
    case .resetLines(let hemisphere):
      bus.resetLines(hemisphere)
      pass(4 * SynapseQuadColumnOnDLS.count)
    case .startMADC(let neuron): bus.startMADC(neuron)
    case .stopMADC(let slot): try stopMADC(slot)
    case .startProbe(let neurons, let ticks): bus.startProbe(neurons, ticks: ticks)
    case .stopProbe(let slot):
      store(.probe(try bus.stopProbe(programStart: startTime)), slot)
    case .board(let setting):
      try Board.check(setting)
      bus.apply(setting)
    case .refused(let error): throw error
    case .mac(let batch, let slot): store(.products(try engine.execute(batch)), slot)
    }
  }

  private mutating func store(_ value: ProgramResults.Value, _ slot: Int) {
    results.values[slot] = value
    results.times[slot] = (bus.now - startTime).fpgaCycles
  }

  private mutating func readRow(_ hemisphere: HemisphereOnDLS, _ slot: Int) {
    rows.append((slot, bus.convert(hemisphere)))
    store(.none, slot)
    pass(reads: 2 * SynapseQuadColumnOnDLS.count)
  }

  private mutating func stopMADC(_ slot: Int) throws(ChipError) {
    if let reply = try bus.stopMADC(programStart: startTime) {
      traces.append((slot, reply))
      store(.none, slot)
    } else {
      store(
        .trace(MADCTrace(values: [], start: 0, ticksPerSample: Clocks.madcTicksPerSample)), slot)
    }
  }

  private func pass(_ fpgaCycles: Int) { bus.now = bus.now + PPUCycles(fpga: fpgaCycles) }

  /// Reads by the host take their time, and at least until the conversion that they started has
  /// taken its samples.
  private func pass(reads count: Int) {
    pass(count * Int(bus.parameters.timing.hostReadCycles))
    while bus.isConverting { pass(1) }
  }

  private func send(_ events: [SpikeEvent]) throws(ChipError) {
    let start = bus.now
    var last = 0
    for event in events {
      guard event.cycle >= last else {
        throw .timeRunsBackwards(cycle: event.cycle, present: last)
      }
      last = event.cycle
      bus.now = start + PPUCycles(fpga: event.cycle)
      bus.receive(event.label)
    }
    bus.now = start + PPUCycles(fpga: last + 1)
  }
}
