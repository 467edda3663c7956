import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

/// Draws programs that no sane user writes.
struct ProgramFuzzer {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, domain: .testing, index: 9) }

  mutating func below(_ n: Int) -> Int { stream.uniform(below: n) }

  mutating func program() -> PlaybackProgram {
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
    switch below(18) {
    case 0...4: writeContainer(&builder)
    case 5:
      // Programs with an address that means nothing are refused as a whole: only a few of them.
      let address = anyAddress()
      if AddressMap.place(address) != nil || below(20) == 0 {
        builder.write(address: address, word: stream.nextUInt32())
      }
    case 6:
      _ = builder.read(
        CADCSampleQuadOnDLS(unchecked: below(CADCSampleQuadOnDLS.count)), as: CADCSampleQuad.self)
    case 7: sendEvents(&builder)
    case 8: builder.wait(cycles: below(1 << below(21)))
    case 9: builder.blockUntil(cycle: below(1 << below(16)))
    case 10: builder.resetNeurons(synram)
    case 11: _ = builder.readCADCRow(synram)
    case 12: builder.resetSynapseLines(synram)
    case 13: builder.setSynapseDebugVoltage(volts: Double(below(26)) / 10)
    case 14: debugLine(&builder)
    case 15: observe(&builder)
    case 16: multiply(&builder)
    default: writeRows(&builder, synram)
    }
  }

  private mutating func writeContainer(_ builder: inout PlaybackProgramBuilder) {
    func write<C: Container>(_ type: C.Type, _ self: inout ProgramFuzzer) {
      let place = C.CoordinateType(unchecked: self.below(C.CoordinateType.count))
      for word in 0..<C.wordCount {
        builder.write(
          address: C.writeAddress(of: place, word: word), word: self.stream.nextUInt32())
      }
    }
    let types: [any Container.Type] = [
      SynapseDriverConfig.self, CommonPADIBusConfig.self, PADIEvent.self, SynapseWeightQuad.self,
      SynapseLabelQuad.self, SynapseQuad.self, ColumnCurrentQuad.self, CADCConfig.self,
      CADCChannelConfig.self, ColumnCorrelationQuad.self, CommonCorrelationConfig.self,
      NeuronConfig.self, NeuronBackendConfig.self, CommonNeuronBackendConfig.self,
      NeuronReset.self, NeuronResetQuad.self, CapMemCell.self, CapMemBlockConfig.self,
      CrossbarNode.self, CrossbarOutputConfig.self,
    ]
    write(types[below(types.count)], &self)
  }

  private mutating func anyAddress() -> UInt32 {
    let bases: [UInt32] = [
      0x0011_0000, 0x0012_0000, 0x0014_0000, 0x0016_0000, 0x0200_0000, 0x02c0_0000,
    ]
    return bases[below(bases.count)] &+ UInt32(below(1 << (4 + below(17))))
  }

  private mutating func sendEvents(_ builder: inout PlaybackProgramBuilder) {
    var cycle = below(1000)
    builder.send(
      (0..<1 + below(60)).map { _ in
        cycle += below(20)
        return SpikeEvent(SpikeLabel(unchecked: UInt16(below(1 << 16))), at: cycle)
      })
  }

  private mutating func debugLine(_ builder: inout PlaybackProgramBuilder) {
    switch below(3) {
    case 0: builder.setCADCDebugLine(.disconnected)
    case 1: builder.setCADCDebugLine(.externalVolts(Double(below(26)) / 10))
    default: builder.setCADCDebugLine(.capMemCell(CapMemCellIndex(rawValue: below(12480))))
    }
  }

  private mutating func observe(_ builder: inout PlaybackProgramBuilder) {
    let neuron = AtomicNeuronOnDLS(unchecked: below(512))
    switch below(4) {
    case 0: builder.startMADC(neuron)
    case 1: _ = builder.stopMADC()
    case 2: builder.startProbe(neuron, ticksPerSample: 2 + below(1000))
    default: _ = builder.stopProbe()
    }
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
    _ = builder.multiply(batch)
  }

  private mutating func writeRows(_ builder: inout PlaybackProgramBuilder, _ synram: SynramOnDLS) {
    let row = SynapseRowOnSynram(unchecked: below(256))
    let weights = (0..<256).map { _ in UInt8(below(64)) }
    let labels = (0..<256).map { _ in UInt8(below(4) == 0 ? below(64) : 0) }
    try? builder.writeSynapses(synram, firstRow: row, weights: weights, labels: labels)
  }
}

@Suite struct RandomProgramTests {
  private static let kinds: [(String, [String])] = [
    ("typical", []), ("ideal", []), ("typical", ["membrane.reset_memory=1"]),
    ("typical", ["all=10"]), ("typical", ["all=100"]),
    ("ideal", ["line.tail=1", "ota.saturation=1"]),
  ]

  /// The seed of a failing program stands in the message; the programs before it shaped the chip.
  @Test(arguments: kinds.indices)
  func `no program makes the chip stop or its potentials infinite`(_ index: Int) throws {
    let (name, effects) = Self.kinds[index]
    let chips = Tier.isFull ? 20 : 2
    let programs = Tier.isFull ? 84 : 25
    var refused = 0
    for chipSeed in 0..<UInt64(chips) {
      let chip = try nominalChip(name, seed: chipSeed, threads: 2, effects: effects)
      for number in 0..<UInt64(programs) {
        let seed = chipSeed << 32 | UInt64(index) << 24 | number
        var fuzzer = ProgramFuzzer(seed: seed)
        do {
          _ = try chip.run(fuzzer.program())
        } catch {
          switch error {
          case .unmappedAddress, .notReadable, .notWritable, .notModelled, .busNotEnabled,
            .busNotTriggered:
            refused += 1
          default: Issue.record("program \(seed): \(error)")
          }
        }
        try #require(isFinite(chip), "program \(seed)")
      }
    }
    // Most programs run to their end.
    #expect(refused * 2 < chips * programs)
  }

  private func isFinite(_ chip: Chip) -> Bool {
    chip.hemispheres.forEach(chip.prepare)
    return chip.hemispheres.allSatisfy { hemisphere in
      let state = hemisphere.columns.state
      return [state.membrane, state.noise, state.excitatoryLine, state.inhibitoryLine].allSatisfy {
        $0.array.allSatisfy { $0.isFinite && abs($0) < 1e5 }
      }
    }
  }

  @Test func `the same random programs give the same chip, with and without a probe`() throws {
    func run(isProbed: Bool) throws -> [[Float]] {
      let chip = try nominalChip("typical", seed: 1)
      for seed in 0..<20 as Range<UInt64> {
        if isProbed {
          var builder = PlaybackProgramBuilder()
          builder.startProbe(AtomicNeuronOnDLS(unchecked: Int(seed) * 13), ticksPerSample: 500)
          _ = try chip.run(builder.done())
        }
        var fuzzer = ProgramFuzzer(seed: seed)
        _ = try? chip.run(fuzzer.program())
      }
      chip.hemispheres.forEach(chip.prepare)
      return chip.hemispheres.map { $0.columns.membranes() }
    }
    let plain = try run(isProbed: false)
    #expect(try run(isProbed: false) == plain)
    #expect(try run(isProbed: true) == plain)
  }
}
