public import Containers
public import Coordinates
internal import SimulationCore

/// Builds a playback program, instruction by instruction, as the real stack's builder does.
///
/// Every instruction takes one FPGA cycle; waits block until a cycle count. Reads return tickets
/// that the results of the run redeem. stadls: `PlaybackProgramBuilder`.
public struct PlaybackProgramBuilder {
  private var instructions: [Instruction] = []
  private var slotCount = 0
  let identity: Int

  /// An empty program.
  public init() { identity = ProgramIdentity.next() }

  /// Goes on with a finished program; its tickets stay valid.
  init(continuing program: PlaybackProgram) {
    instructions = program.instructions
    slotCount = program.slotCount
    identity = program.identity
  }

  /// Puts a probe around the last instruction.
  mutating func probeLastInstruction(
    _ neurons: [AtomicNeuronOnDLS], ticksPerSample: Int
  ) -> Ticket<ProbeRecording> {
    guard let last = instructions.popLast() else { return stopProbe() }
    startProbe(neurons, ticksPerSample: ticksPerSample)
    instructions.append(last)
    return stopProbe()
  }

  // MARK: - Containers

  /// Writes a container.
  public mutating func write<C: Container>(_ coordinate: C.CoordinateType, _ container: C) {
    writeWords(coordinate, container)
  }

  mutating func writeWords<C: Container>(_ coordinate: C.CoordinateType, _ container: C) {
    for index in 0..<C.wordCount {
      instructions.append(
        .write(
          address: C.writeAddress(of: coordinate, word: index), word: container.word(index)))
    }
  }

  /// Reads a container.
  public mutating func read<C: Container>(
    _ coordinate: C.CoordinateType, as type: C.Type = C.self
  ) -> Ticket<C> {
    readWords(C.wordCount, { C.writeAddress(of: coordinate, word: $0) }) { words in
      C(words: { words[$0] })
    }
  }

  mutating func readWords<Value>(
    _ count: Int, _ address: (Int) -> UInt32,
    decode: @escaping @Sendable ([UInt32]) -> Value
  ) -> Ticket<Value> {
    let first = slotCount
    for index in 0..<count { _ = read(address: address(index)) }
    return Ticket(words: first..<slotCount, program: identity, decode: decode)
  }

  /// Writes one word of the register bus.
  public mutating func write(address: UInt32, word: UInt32) {
    instructions.append(.write(address: address, word: word))
  }

  /// Reads one word of the register bus.
  public mutating func read(address: UInt32) -> Ticket<UInt32> {
    let slot = newSlot()
    instructions.append(.read(address: address, slot: slot))
    return Ticket(slot: slot, program: identity) { $0.word }
  }

  /// Writes whole rows of a synapse array (lola: `SynapseMatrix`).
  /// - Parameters:
  ///   - synram: The array.
  ///   - firstRow: First row that is written.
  ///   - weights: Weights 0…63, row-major, a multiple of 256.
  ///   - labels: Labels 0…63 of the same synapses.
  /// - Throws: ``ChipError`` when lengths do not fit or a value is out of range.
  public mutating func writeSynapses(
    _ synram: SynramOnDLS, firstRow: SynapseRowOnSynram = 0, weights: [UInt8], labels: [UInt8]
  ) throws(ChipError) {
    let columns = SynapseOnSynapseRow.count
    let room = (SynapseRowOnSynram.count - firstRow.value) * columns
    guard labels.count == weights.count else {
      throw .wrongLength(what: "labels", expected: weights.count, found: labels.count)
    }
    guard !weights.isEmpty, weights.count % columns == 0, weights.count <= room else {
      throw .outOfRange(
        what: "number of weights, a multiple of \(columns) (whole rows),", value: weights.count,
        range: columns...room)
    }
    for (name, values) in [("weight", weights), ("label", labels)] {
      if let bad = values.firstAbove(bits: 6) {
        throw .outOfRange(what: name, value: Int(bad), range: 0...63)
      }
    }
    instructions.append(
      .synapses(
        SynapseRows(
          hemisphere: synram.toHemisphereOnDLS(), firstRow: firstRow, weights: weights,
          labels: labels)))
  }

  // MARK: - Time

  /// Resets the timer: later ``blockUntil(cycle:)`` counts from here.
  public mutating func resetTimer() { instructions.append(.resetTimer) }

  /// Reads the timer, 32 bits.
  mutating func readTimer() -> Ticket<Timer> {
    let slot = newSlot()
    instructions.append(.readTimer(slot: slot))
    return Ticket(slot: slot, program: identity) { $0.word.map(Timer.init) }
  }

  /// Reads the timer as a word of 32 bits.
  public mutating func readTimerWord() -> Ticket<UInt32> {
    let slot = newSlot()
    instructions.append(.readTimer(slot: slot))
    return Ticket(slot: slot, program: identity) { $0.word }
  }

  mutating func refuse(_ error: ChipError) { instructions.append(.refused(error)) }

  mutating func append(_ setting: BoardSetting) { instructions.append(.board(setting)) }

  mutating func append(contentsOf other: [Instruction]) { instructions += other }

  /// Waits until the timer shows a cycle; does nothing when that has passed.
  ///
  /// - Parameter cycle: Below 2⁴³; the chip refuses to run a program with other values.
  public mutating func blockUntil(cycle: Int) {
    append(.waitUntil(cycle: cycle), lasting: Double(cycle), "cycle to wait for")
  }

  /// Waits for a number of FPGA cycles; does nothing for 0 and less.
  ///
  /// - Parameter cycles: Below 2⁴³; the chip refuses to run a program with other values.
  public mutating func wait(cycles: Int) {
    if cycles > 0 { append(.wait(cycles: cycles), lasting: Double(cycles), "cycles to wait") }
  }

  /// Waits for a time in microseconds, rounded down to whole FPGA cycles.
  ///
  /// - Parameter microseconds: Below 7·10¹⁰; the chip refuses to run a program with other values.
  public mutating func wait(microseconds: Double) {
    let cycles = microseconds * Double(Clocks.fpgaCyclesPerMicrosecond)
    if cycles < 1 { return }
    append(
      .wait(cycles: Int(exactly: cycles.rounded(.down)) ?? 0), lasting: cycles, "cycles to wait")
  }

  /// Cycles that the FPGA can count: its time has 43 bits. fisch: `FPGATime`
  private static let countableCycles = -0x1p43...0x1p43

  private mutating func append(_ instruction: Instruction, lasting cycles: Double, _ what: String) {
    let range = Self.countableCycles
    instructions.append(
      range.contains(cycles)
        ? instruction
        : .refused(.parameterOutOfRange(key: what, value: cycles, range: 0...range.upperBound)))
  }

  // MARK: - Events, resets, reads

  /// Sends events at their cycles; the program goes on at the cycle after the last one.
  public mutating func send(_ events: [SpikeEvent]) {
    if !events.isEmpty { instructions.append(.spikes(events)) }
  }

  /// Resets all neurons of a row (64 `NeuronResetQuad` writes).
  public mutating func resetNeurons(_ synram: SynramOnDLS) {
    instructions.append(.resetNeurons(synram.toHemisphereOnDLS()))
  }

  /// Converts all columns of a hemisphere and reads both channels (128 reads by the host).
  public mutating func readCADCRow(_ synram: SynramOnDLS) -> Ticket<CADCSampleRow> {
    let slot = newSlot()
    instructions.append(.readCADCRow(synram.toHemisphereOnDLS(), slot: slot))
    return Ticket(slot: slot, program: identity) { $0.row }
  }

  /// Starts recording a neuron's readout with the MADC.
  public mutating func startMADC(_ neuron: AtomicNeuronOnDLS) {
    instructions.append(.startMADC(neuron))
  }

  /// Ends the recording.
  public mutating func stopMADC() -> Ticket<MADCTrace> {
    let slot = newSlot()
    instructions.append(.stopMADC(slot: slot))
    return Ticket(slot: slot, program: identity) { $0.trace }
  }

  /// Starts to probe a column's potentials; unlike a recording this is no action of the chip.
  /// - Parameter ticksPerSample: Distance of samples in ticks of 2 ns, 2 or more.
  public mutating func startProbe(_ neuron: AtomicNeuronOnDLS, ticksPerSample: Int = 4) {
    startProbe([neuron], ticksPerSample: ticksPerSample)
  }

  /// Starts to probe columns' potentials, their hemispheres' pulses and their conversions.
  /// - Parameters:
  ///   - neurons: The neurons to watch.
  ///   - ticksPerSample: Distance of samples in ticks of 2 ns, 2 or more.
  public mutating func startProbe(_ neurons: [AtomicNeuronOnDLS], ticksPerSample: Int = 4) {
    instructions.append(
      .startProbe(neurons, ticks: max(2, ticksPerSample)))
  }

  /// Ends the probe.
  public mutating func stopProbe() -> Ticket<ProbeRecording> {
    let slot = newSlot()
    instructions.append(.stopProbe(slot: slot))
    return Ticket(slot: slot, program: identity) { $0.probe }
  }

  /// Connects all column lines of a hemisphere to the synapse debug lines and disconnects them (64
  /// quads, twice): they start again at the board's debug voltage.
  public mutating func resetSynapseLines(_ synram: SynramOnDLS) {
    instructions.append(.resetLines(synram.toHemisphereOnDLS()))
  }

  // MARK: - Board

  /// Sets the voltage that the board puts on both synapse debug lines.
  ///
  /// - Parameter volts: 0…2.5 V; the chip refuses to run a program with other values.
  public mutating func setSynapseDebugVoltage(volts: Double) {
    instructions.append(.board(.synapseDebugVoltage(volts)))
  }

  /// Chooses what drives the CADC debug line.
  public mutating func setCADCDebugLine(_ source: CADCDebugSource) {
    instructions.append(.board(.cadcDebugLine(source)))
  }

  // MARK: - MAC

  /// Executes a batch of multiply-accumulate operations with the weights in the array.
  public mutating func multiply(_ batch: MACBatch) -> Ticket<MACResults> {
    let slot = newSlot()
    instructions.append(.mac(batch, slot: slot))
    return Ticket(slot: slot, program: identity) { $0.products }
  }

  /// Tells whether nothing has been added.
  public var isEmpty: Bool { instructions.isEmpty }

  /// The finished program.
  public func done() -> PlaybackProgram {
    PlaybackProgram(instructions: instructions, slotCount: slotCount, identity: identity)
  }

  mutating func newSlot() -> Int {
    defer { slotCount += 1 }
    return slotCount
  }
}
