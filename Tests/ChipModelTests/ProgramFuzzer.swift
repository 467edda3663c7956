import Containers
import Coordinates
import SimulationCore
import _TestSupport

@testable import ChipModel

/// Draws programs that no sane user writes: every container, with words that mean nothing, in any
/// order, between events, waits, products, resets, reads, recordings and probes.
struct ProgramFuzzer {
  /// Adds what a ticket redeems to a digest.
  typealias Redemption = (ProgramResults, inout Digest) throws -> Void

  private var stream: RandomStream
  /// All tickets of the last program.
  private(set) var redemptions: [Redemption] = []

  init(seed: UInt64) { stream = RandomStream(seed: seed, domain: .testing, index: 9) }

  mutating func below(_ n: Int) -> Int { stream.uniform(below: n) }

  mutating func program() -> PlaybackProgram {
    redemptions = []
    var builder = PlaybackProgramBuilder()
    // Events without a listener would have the whole program refused.
    if below(8) > 0 { listen(&builder) }
    for _ in 0..<1 + below(30) { add(to: &builder) }
    return builder.done()
  }

  private mutating func listen(_ builder: inout PlaybackProgramBuilder) {
    for half in CommonPADIBusConfigOnDLS.allCases {
      var config = CommonPADIBusConfig()
      for bus in PADIBusOnPADIBusBlock.allCases { config.enableSPL1[bus] = below(4) > 0 }
      builder.write(half, config)
    }
  }

  private mutating func add(to builder: inout PlaybackProgramBuilder) {
    let synram = SynramOnDLS(unchecked: below(2))
    switch below(24) {
    case 0...5: writeContainer(&builder)
    case 6: writeAnywhere(&builder)
    case 7, 8: readContainer(&builder)
    case 9: sendEvents(&builder)
    case 10: builder.wait(cycles: below(1 << below(21)))
    case 11: builder.blockUntil(cycle: below(1 << below(16)))
    case 12: builder.resetNeurons(synram)
    case 13: keep(builder.readCADCRow(synram))
    case 14: builder.resetSynapseLines(synram)
    case 15: setBoard(&builder)
    case 16, 17: observe(&builder)
    case 18: multiply(&builder)
    case 19: writeRows(&builder, synram)
    case 20: timer(&builder)
    case 21: recordWithRegisters(&builder)
    case 22: if below(6) == 0 { writeComposite(&builder, synram) }
    default: if below(50) == 0 { builder.write(anyOf(NotModelledContainer.allCases)) }
    }
  }

  private mutating func anyOf<T>(_ values: [T]) -> T { values[below(values.count)] }

  // MARK: - Containers

  private mutating func writeContainer(_ builder: inout PlaybackProgramBuilder) {
    func write<C: Container>(_ type: C.Type, _ self: inout ProgramFuzzer) {
      let place = C.CoordinateType(unchecked: self.below(C.CoordinateType.count))
      for word in 0..<C.wordCount {
        builder.write(
          address: C.writeAddress(of: place, word: word), word: self.stream.nextUInt32())
      }
    }
    let type = anyOf(Self.writable)
    write(type, &self)
  }

  private mutating func readContainer(_ builder: inout PlaybackProgramBuilder) {
    func read<C: Container>(_ type: C.Type, _ self: inout ProgramFuzzer) {
      let place = C.CoordinateType(unchecked: self.below(C.CoordinateType.count))
      self.keep(builder.read(place, as: C.self))
    }
    let type = anyOf(Self.readable)
    read(type, &self)
  }

  private static let writable = ContainerCatalogue.all.filter { $0.isWritable }
  private static let readable = ContainerCatalogue.all.filter { $0.isReadable }

  private mutating func writeComposite(
    _ builder: inout PlaybackProgramBuilder, _ synram: SynramOnDLS
  ) {
    switch below(8) {
    case 0: builder.write(.min, LolaChip { _ in stream.nextUInt32() })
    case 1: keep(builder.read(synram, as: SynapseMatrix.self))
    default: builder.write(synram, SynapseMatrix { _ in stream.nextUInt32() })
    }
  }

  /// Programs with an address that means nothing are refused as a whole: only a few of them.
  private mutating func writeAnywhere(_ builder: inout PlaybackProgramBuilder) {
    let address = anyAddress()
    if RegisterTable.chip.lookUp(address) != nil || below(20) == 0 {
      builder.write(address: address, word: stream.nextUInt32())
    }
  }

  private mutating func anyAddress() -> UInt32 {
    let bases: [UInt32] = [
      0x000c_0000, 0x0011_0000, 0x0012_0000, 0x0014_0000, 0x0016_0000, 0x0200_0000, 0x02c0_0000,
    ]
    return anyOf(bases) &+ UInt32(below(1 << (4 + below(17))))
  }

  private mutating func writeRows(_ builder: inout PlaybackProgramBuilder, _ synram: SynramOnDLS) {
    let row = SynapseRowOnSynram(unchecked: below(256))
    let weights = (0..<256).map { _ in UInt8(below(64)) }
    let labels = (0..<256).map { _ in UInt8(below(4) == 0 ? below(64) : 0) }
    try? builder.writeSynapses(synram, firstRow: row, weights: weights, labels: labels)
  }

  // MARK: - Events and products

  private mutating func sendEvents(_ builder: inout PlaybackProgramBuilder) {
    var cycle = below(1000)
    builder.send(
      (0..<1 + below(60)).map { _ in
        cycle += below(20)
        return SpikeEvent(SpikeLabel(unchecked: UInt16(below(1 << 16))), at: cycle)
      })
  }

  private mutating func multiply(_ builder: inout PlaybackProgramBuilder) {
    let entries = 1 + below(2)
    let tiles = (0..<2).map { _ -> MACTile? in
      guard below(3) > 0 else { return nil }
      let rows = 1 + below(128)
      let inputs = (0..<entries * rows).map { _ in UInt8(below(3) == 0 ? below(32) : 0) }
      return MACTile(inputs: inputs, rows: rows, columns: 1 + below(256), tile: below(100))
    }
    guard
      let batch = try? MACBatch(
        top: tiles[0], bottom: tiles[1], entries: entries, numSends: 1 + below(3),
        waitBetweenEvents: 1 + below(400))
    else { return }
    keep(builder.multiply(batch))
  }

  // MARK: - FPGA and board

  private mutating func timer(_ builder: inout PlaybackProgramBuilder) {
    switch below(5) {
    case 0: builder.write(TimerOnDLS.min, Timer(stream.nextUInt32()))
    case 1: keep(builder.read(TimerOnDLS.min))
    case 2: builder.blockUntil(TimerOnDLS.min, Timer(UInt32(below(1 << 14))))
    case 3: builder.blockUntil(BarrierOnFPGA.min, Barrier(rawValue: UInt8(below(256))))
    default: builder.write(SystimeSyncOnFPGA.min, SystimeSync())
    }
  }

  private mutating func setBoard(_ builder: inout PlaybackProgramBuilder) {
    switch below(6) {
    case 0: builder.setCADCDebugLine(.disconnected)
    case 1: builder.setCADCDebugLine(.externalVolts(Double(below(26)) / 10))
    case 2: builder.setCADCDebugLine(.capMemCell(CapMemCellIndex(rawValue: below(12480))))
    case 3: builder.setSynapseDebugVoltage(volts: Double(below(26)) / 10)
    case 4: builder.append(.padVolts(Double(below(26)) / 10))
    default:
      builder.append(.padsOfDAC(TypedArray2 { _ in below(2) == 0 }))
    }
  }

  // MARK: - Recordings

  private mutating func observe(_ builder: inout PlaybackProgramBuilder) {
    let neuron = AtomicNeuronOnDLS(unchecked: below(512))
    switch below(4) {
    case 0: builder.startMADC(neuron)
    case 1: keep(builder.stopMADC())
    case 2: builder.startProbe(neuron, ticksPerSample: 2 + below(1000))
    default: keep(builder.stopProbe())
    }
  }

  private mutating func recordWithRegisters(_ builder: inout PlaybackProgramBuilder) {
    switch below(4) {
    case 0:
      var recording = EventRecordingConfig()
      recording.enableEventRecording = below(2) == 0
      builder.write(EventRecordingConfigOnFPGA.min, recording)
    case 1: connectMADC(&builder)
    case 2:
      var control = MADCControl()
      control.startRecording = true
      control.enableContinuousSampling = below(2) == 0
      builder.write(.min, control)
    default: builder.stopMADCRegisters()
    }
  }

  private mutating func connectMADC(_ builder: inout PlaybackProgramBuilder) {
    let neuron = AtomicNeuronOnDLS(unchecked: below(512))
    var config = NeuronConfig()
    config.enableReadout = true
    config.enableReadoutAmplifier = true
    builder.write(neuron.toNeuronConfigOnDLS(), config)
    var sources = ReadoutSourceSelection()
    for hemisphere in HemisphereOnDLS.allCases {
      sources.buffers[0].neuronEven[hemisphere] = true
      sources.buffers[1].neuronOdd[hemisphere] = true
    }
    builder.write(.min, sources)
    var madc = MADCConfig()
    madc.activeMuxInputSelectLength = .init(unchecked: below(4))
    builder.write(.min, madc)
  }
}

// MARK: - Tickets

extension ProgramFuzzer {
  private mutating func keep<C: Container>(_ ticket: Ticket<C>) {
    redemptions.append { results, digest in
      let container = try results.get(ticket)
      digest.add((0..<C.wordCount).map(container.word))
      digest.add(try results.time(of: ticket))
    }
  }

  private mutating func keep(_ ticket: Ticket<SynapseMatrix>) {
    redemptions.append { results, digest in
      let matrix = try results.get(ticket)
      digest.add(matrix.encode())
    }
  }

  private mutating func keep(_ ticket: Ticket<CADCSampleRow>) {
    redemptions.append { results, digest in
      let row = try results.get(ticket)
      digest.add(row.causal + row.acausal)
      digest.add(try results.time(of: ticket))
    }
  }

  private mutating func keep(_ ticket: Ticket<Timer>) {
    redemptions.append { results, digest in digest.add(try results.get(ticket).value) }
  }

  private mutating func keep(_ ticket: Ticket<MACResults>) {
    redemptions.append { results, digest in
      let products = try results.get(ticket)
      for values in products.values { digest.add(values) }
      digest.add(products.cycles)
    }
  }

  private mutating func keep(_ ticket: Ticket<MADCTrace>) {
    redemptions.append { results, digest in
      let trace = try results.get(ticket)
      digest.add(trace.values)
      digest.add([trace.start, trace.ticksPerSample])
    }
  }

  private mutating func keep(_ ticket: Ticket<ProbeRecording>) {
    redemptions.append { results, digest in
      let trace =
        try results.get(ticket).traces.first
        ?? ProbeTrace(start: 0, ticksPerSample: 1, membrane: [], excitatory: [], inhibitory: [])
      digest.add([trace.start, trace.ticksPerSample])
      digest.add(trace.membrane + trace.excitatory + trace.inhibitory)
    }
  }
}

extension PlaybackProgramBuilder {
  /// Starts a recording with the MADC's registers, at the timer's reset.
  mutating func startMADCRegisters() {
    write(.min, MADCConfig())
    resetTimer()
    var control = MADCControl()
    control.startRecording = true
    control.enableContinuousSampling = true
    write(.min, control)
  }

  /// Ends a recording that the MADC's registers have started.
  mutating func stopMADCRegisters() {
    var control = MADCControl()
    control.stopRecording = true
    write(.min, control)
  }
}
