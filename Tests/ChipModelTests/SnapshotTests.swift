import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// A snapshot goes to any instance of the same chip, and life goes on as if nothing had happened.
@Suite struct SnapshotTests {
  /// Everything that a program can see of a chip, and some that it cannot.
  private func life(of chip: Chip, seeds: Range<UInt64>) throws -> [[UInt8]] {
    var seen: [[UInt8]] = []
    for seed in seeds {
      var fuzzer = ProgramFuzzer(seed: seed)
      _ = try? chip.run(fuzzer.program())
      var builder = PlaybackProgramBuilder()
      _ = builder.stopMADC()
      _ = builder.stopProbe()
      builder.stopMADCRegisters()
      let rows = SynramOnDLS.allCases.map { builder.readCADCRow($0) }
      let results = try chip.run(builder.done())
      for row in rows {
        let row = try results.get(row)
        seen += [row.causal, row.acausal]
      }
    }
    return seen
  }

  private func settle(_ chip: Chip, seeds: Range<UInt64>) throws {
    _ = try life(of: chip, seeds: seeds)
  }

  @Test(arguments: [
    ("typical", []), ("ideal", []), ("typical", ["membrane.reset_memory=1"]),
  ])
  func `random programs go on as they would have`(name: String, effects: [String]) throws {
    for seed in 0..<(Tier.isFull ? 20 : 3) as Range<UInt64> {
      let first = try nominalChip(name, seed: seed, effects: effects)
      let begin = seed * 100
      try settle(first, seeds: begin..<begin + 6)
      let saved = try first.snapshot()
      let wanted = try life(of: first, seeds: begin + 6..<begin + 14)
      let product = RandomProduct(seed: seed, rows: 30, columns: 40, batch: 2)
      let results = try first.multiply(inputs: product.inputs, batch: 2, product.product())

      let second = try Chip(
        parameters: preset(name, effects: effects), seed: seed, runSeed: 0)
      try second.restore(try ChipSnapshot(bytes: saved.bytes))
      #expect(try second.snapshot() == saved, "seed \(seed)")
      #expect(try life(of: second, seeds: begin + 6..<begin + 14) == wanted, "seed \(seed)")
      #expect(
        try second.multiply(inputs: product.inputs, batch: 2, product.product()) == results)
      #expect(second.chipSeconds == first.chipSeconds)
      #expect(try second.snapshot() == first.snapshot(), "seed \(seed)")

      try first.restore(saved)
      #expect(try life(of: first, seeds: begin + 6..<begin + 14) == wanted, "seed \(seed)")
    }
  }

  @Test func `cells that are on their way arrive at the same time`() throws {
    func chip() throws -> Chip { try nominalChip("typical", seed: 4) }
    var write = PlaybackProgramBuilder()
    for neuron in AtomicNeuronOnDLS.allCases {
      write.write(CapMemCellOnDLS(.vLeak, of: neuron), CapMemCell(.value(300)))
    }
    write.wait(microseconds: 1500)
    _ = write.readCADCRow(.top)
    let first = try chip()
    _ = try first.run(write.done())
    let second = try chip()
    try second.restore(first.snapshot())
    for _ in 0..<20 {
      var read = PlaybackProgramBuilder()
      read.resetNeurons(.top)
      read.wait(microseconds: 700)
      let ticket = read.readCADCRow(.top)
      let program = read.done()
      #expect(try first.run(program).get(ticket) == second.run(program).get(ticket))
    }
  }

  @Test func `a snapshot of another chip is refused and changes nothing`() throws {
    let chip = try nominalChip("typical", seed: 1)
    let before = try chip.snapshot()
    let others = [
      try nominalChip("typical", seed: 2), try nominalChip("typical", seed: 1, runSeed: 1),
      try nominalChip("ideal", seed: 1),
      try nominalChip("typical", seed: 1, effects: ["cadc.noise=2"]),
    ]
    for other in others {
      let foreign = try other.snapshot()
      #expect(throws: ChipError.self) { try chip.restore(foreign) }
      #expect(try chip.snapshot() == before)
    }
  }

  @Test func `damaged bytes are refused wherever the damage is`() throws {
    let bytes = try nominalChip("ideal").snapshot().bytes
    #expect(throws: ChipError.self) { try ChipSnapshot(bytes: []) }
    #expect(throws: ChipError.self) { try ChipSnapshot(bytes: Array(bytes.dropLast())) }
    #expect(throws: ChipError.self) { try ChipSnapshot(bytes: bytes + [0]) }
    for place in stride(from: 0, to: bytes.count, by: bytes.count / 23) {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(throws: ChipError.self) { try ChipSnapshot(bytes: damaged) }
    }
  }

  @Test func `a transfer to the board goes on after a snapshot in its middle`() throws {
    func write(_ chip: Chip, _ words: [UInt32]) throws {
      var builder = PlaybackProgramBuilder()
      for word in words { builder.write(address: SPIRegister.dacs[0], word: word) }
      _ = try chip.run(builder.done())
    }
    // The channel of the pads and a code.
    let bytes: [UInt32] = [0x75, SPIRegister.stopBit | 0xa7]
    let (first, second) = (try nominalChip("ideal"), try nominalChip("ideal"))
    try write(first, [bytes[0]])
    let saved = try first.snapshot()
    try write(second, [0x71])
    try second.restore(try ChipSnapshot(bytes: saved.bytes))
    try write(first, [bytes[1]])
    try write(second, [bytes[1]])
    #expect(first.state.board.padVolts > 0)
    #expect(try second.snapshot() == first.snapshot())
    #expect(saved.bytes.count > (try first.snapshot()).bytes.count)
  }

  @Test func `a transfer without a client on the board is refused`() throws {
    let chip = try nominalChip("ideal")
    var state = chip.state
    state.spiTransfers = [12: 1]
    let bytes = try ChipSnapshot(state, identity: chip.identity, fingerprint: "").bytes
    #expect(throws: ChipError.damagedState("a transfer has no client on the board")) {
      try ChipSnapshot(bytes: bytes)
    }
  }

  @Test func `a running recording has no snapshot`() throws {
    let chip = try nominalChip("ideal")
    var builder = PlaybackProgramBuilder()
    builder.startMADC(3)
    _ = try chip.run(builder.done())
    #expect(throws: ChipError.self) { try chip.snapshot() }
    var stop = PlaybackProgramBuilder()
    _ = stop.stopMADC()
    _ = try chip.run(stop.done())
    _ = try chip.snapshot()
  }
}
