import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// States with a right checksum whose values no chip has.
@Suite struct HostileStateTests {
  private static let late = PPUCycles(1 << 40)

  /// Changes to one value each, by the name of the value.
  private static let changes: [(String, @Sendable (inout ChipState) -> Void)] = [
    ("now after all times", { $0.now = PPUCycles(.max) }),
    ("negative now", { $0.now = PPUCycles(-1) }),
    ("timer", { $0.timerStart = late }),
    ("negative timer", { $0.timerStart = PPUCycles(-1) }),
    ("read counter", { $0.readCount = .max }),
    ("lost events", { $0.lostEvents = .max }),
    ("negative lost events", { $0.lostEvents = -1 }),
    ("product counter", { $0.macCounters[3] = .max }),
    ("bus event", { $0.lastBusEvents[2] = late }),
    ("code", { $0.capMem.codes[7] = .max }),
    ("moving since", { $0.capMem.moving[7] = CellMotions.Motion(start: 0, since: late) }),
    ("moving from", { $0.capMem.moving[7] = CellMotions.Motion(start: 1e300, since: .zero) }),
    ("debug voltage", { $0.board.synapseDebugVolts = 1e30 }),
    ("debug line", { $0.board.cadcDebugLine = .externalVolts(-1e30) }),
    ("pads", { $0.board.padVolts = 1e30 }),
    ("columns' time", { $0.hemispheres[.top].columns.time = late }),
    ("negative columns' time", { $0.hemispheres[.top].columns.time = PPUCycles(.min + 1) }),
    ("bias time", { $0.hemispheres[.bottom].biasTime = late }),
    ("driver event", { $0.hemispheres[.bottom].lastEvents[9] = late }),
    ("reset end", { $0.hemispheres[.top].columns.heldUntil[3] = PPUCycles(.max) }),
    ("line", { $0.hemispheres[.top].columns.excitatory[3] = 1e30 }),
    ("membrane", { $0.hemispheres[.top].columns.membrane[3] = -1e30 }),
    ("noise", { $0.hemispheres[.top].columns.noise[3] = 1e30 }),
    ("variance", { $0.hemispheres[.top].columns.pendingVariance[3] = -1 }),
    ("bias", { $0.hemispheres[.top].columns.biases.columns[3].excitatory.tauBias = -1 }),
    ("capacitance", { $0.hemispheres[.top].columns.biases.columns[3].capacitance = 1e30 }),
    ("synapse bias", { $0.hemispheres[.top].synramBiases.left.synapseDAC = 1e300 }),
    ("ramp", { $0.hemispheres[.top].cadcBiases.right.slopeBias = -0.1 }),
  ]

  @Test func `a value that no chip has is refused as a whole`() throws {
    let chip = try nominalChip("typical")
    let before = try chip.snapshot()
    for (name, change) in Self.changes {
      var state = before.state
      change(&state)
      let bytes = try ChipSnapshot(
        state, identity: before.identity, fingerprint: before.fingerprint
      ).bytes
      #expect(throws: ChipError.self, "\(name)") { try ChipSnapshot(bytes: bytes) }
    }
    #expect(try chip.snapshot() == before)
    _ = try ChipSnapshot(bytes: before.bytes)
  }

  /// Bytes anywhere in the state change, and the checksum with them: what is accepted must work.
  @Test(arguments: ["typical", "ideal"])
  func `a state of random values is refused or lives`(preset: String) throws {
    let chip = try nominalChip(preset)
    _ = try chip.multiply(
      inputs: [UInt8](repeating: 9, count: 16), batch: 2,
      MatrixMultiplication(weights: [Int8](repeating: 20, count: 64), rows: 8, columns: 8))
    let whole = try chip.snapshot()
    var accepted = 0
    for seed in 0..<(Tier.isFull ? 1500 : 60) as Range<UInt64> {
      guard let state = try? ChipSnapshot(bytes: whole.mutated(seed: seed)) else { continue }
      guard (try? chip.restore(state)) != nil else { continue }
      accepted += 1
      try live(chip, seed)
    }
    #expect(accepted > 10)
  }

  private func live(_ chip: Chip, _ seed: UInt64) throws {
    var fuzzer = ProgramFuzzer(seed: seed)
    _ = try? chip.run(fuzzer.program())
    let product = RandomProduct(seed: seed, rows: 8, columns: 8, batch: 2)
    _ = try? chip.multiply(inputs: product.inputs, batch: 2, product.product())
    var builder = PlaybackProgramBuilder()
    _ = builder.stopMADC()
    _ = builder.stopProbe()
    builder.stopMADCRegisters()
    _ = try chip.run(builder.done())
    _ = try ChipSnapshot(bytes: chip.snapshot().bytes)
  }
}

extension ChipSnapshot {
  /// The snapshot's bytes with some changed ones and their checksum.
  fileprivate func mutated(seed: UInt64) -> [UInt8] {
    var stream = RandomStream(seed: seed, domain: .testing, index: 21)
    var bytes = bytes
    let end = bytes.count - 8
    // The state's numbers lie at both ends; between them are the words of the registers.
    let places = [8 + 64..<min(8 + 600, end), 8..<end, end - 40_000..<end]
    for _ in 0..<1 + stream.uniform(below: 3) {
      let range = places[stream.uniform(below: places.count)]
      let place = range.lowerBound + stream.uniform(below: range.count)
      for index in place..<min(end, place + 1 + stream.uniform(below: 8)) {
        bytes[index] = [0, 0x7F, 0xFF, UInt8(stream.uniform(below: 256))][stream.uniform(below: 4)]
      }
    }
    var hash = StableHash()
    bytes[8..<end].withUnsafeBytes { hash.add($0) }
    for k in 0..<8 { bytes[end + k] = UInt8(truncatingIfNeeded: hash.checksum >> (8 * UInt64(k))) }
    return bytes
  }
}
