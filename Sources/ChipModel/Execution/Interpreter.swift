internal import Coordinates
internal import SimulationCore

/// Executes a program instruction by instruction, at its cycles.
struct Interpreter {
  let chip: Chip
  let program: PlaybackProgram
  var results: ProgramResults
  private let startTime: PPUCycles

  init(chip: Chip, program: PlaybackProgram) {
    self.chip = chip
    self.program = program
    startTime = chip.now
    results = ProgramResults(
      values: [ProgramResults.Value](repeating: .none, count: program.slotCount),
      times: [Int](repeating: 0, count: program.slotCount), program: program.identity)
  }

  mutating func run() throws(ChipError) -> ProgramResults {
    chip.timerStart = chip.now
    let lost = chip.droppedEvents
    for instruction in program.instructions { try execute(instruction) }
    results.lostEvents = chip.droppedEvents - lost
    results.cycles = (chip.now - startTime).fpgaCycles
    results.madcSamples = chip.takeMADCSamples(since: startTime)
    return results
  }

  private mutating func execute(_ instruction: Instruction) throws(ChipError) {
    switch instruction {
    case .write(let address, let word):
      try chip.write(address, word)
      pass(1)
    case .read(let address, let slot):
      store(.word(try chip.read(address)), slot)
      pass(reads: 1)
    case .resetTimer: chip.timerStart = chip.now
    case .readTimer(let slot):
      store(.word(UInt32(truncatingIfNeeded: (chip.now - chip.timerStart).fpgaCycles)), slot)
      pass(reads: 1)
    case .waitUntil(let cycle):
      chip.now = max(chip.now, chip.timerStart + PPUCycles(fpga: cycle))
    case .wait(let cycles): pass(cycles)
    case .spikes(let events): try send(events)
    case .synapses(let rows):
      chip.writeSynapses(rows)
      pass(rows.weights.count / 4 * 2)
    case .readCADCRow(let hemisphere, let slot):
      store(.row(chip.convert(hemisphere)), slot)
      pass(reads: 128)
    case .resetNeurons(let hemisphere):
      chip.resetNeurons(hemisphere, columns: 0..<Hemisphere.columnCount)
      pass(64)
    case .resetLines(let hemisphere):
      chip.resetLines(hemisphere)
      pass(4 * 64)
    case .startMADC(let neuron): chip.startMADC(neuron, ticks: Clocks.madcTicksPerSample)
    case .stopMADC(let slot): store(.trace(try chip.stopMADC(programStart: startTime)), slot)
    case .startProbe(let neurons, let ticks): chip.startProbe(neurons, ticks: ticks)
    case .stopProbe(let slot): store(.probe(try chip.stopProbe(programStart: startTime)), slot)
    case .board(let setting): try chip.apply(setting)
    case .refused(let error): throw error
    case .mac(let batch, let slot): store(.products(try chip.execute(batch)), slot)
    }
  }

  private mutating func store(_ value: ProgramResults.Value, _ slot: Int) {
    results.values[slot] = value
    results.times[slot] = (chip.now - startTime).fpgaCycles
  }

  private func pass(_ fpgaCycles: Int) { chip.now = chip.now + PPUCycles(fpga: fpgaCycles) }

  /// Reads by the host take their time, and at least until the conversion that they started has
  /// taken its samples.
  private func pass(reads count: Int) {
    pass(count * Int(chip.parameters.timing.hostReadCycles))
    while chip.hemispheres.contains(where: { $0.columns.time > chip.now }) { pass(1) }
  }

  private func send(_ events: [SpikeEvent]) throws(ChipError) {
    let start = chip.now
    var last = 0
    for event in events {
      guard event.cycle >= last else {
        throw .timeRunsBackwards(cycle: event.cycle, present: last)
      }
      last = event.cycle
      chip.now = start + PPUCycles(fpga: event.cycle)
      chip.receive(event.label)
    }
    chip.now = start + PPUCycles(fpga: last + 1)
  }
}
