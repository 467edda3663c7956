import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

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
            .busNotTriggered, .containerNotModelled:
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
    chip.prepare()
    return chip.hemispheres.allSatisfy { hemisphere in
      let (state, noise) = (hemisphere.columns.state, hemisphere.columns.noise)
      let rows = [state.membrane, noise.volts, state.excitatoryLine, state.inhibitoryLine]
      return rows.allSatisfy {
        $0.array.allSatisfy { $0.isFinite && abs($0) < 1e5 }
      }
    }
  }

  @Test func `the same random programs give the same chip, with and without a probe`() throws {
    func run(isProbed: Bool) throws -> [ChipSnapshot] {
      let chip = try nominalChip("typical", seed: 1)
      return try (0..<(Tier.isFull ? 200 : 20) as Range<UInt64>).map { seed in
        if isProbed {
          var builder = PlaybackProgramBuilder()
          builder.startProbe(
            AtomicNeuronOnDLS(unchecked: Int(seed) * 13 % 512), ticksPerSample: 500)
          _ = try chip.run(builder.done())
        }
        var fuzzer = ProgramFuzzer(seed: seed)
        _ = try? chip.run(fuzzer.program())
        var builder = PlaybackProgramBuilder()
        _ = builder.stopMADC()
        _ = builder.stopProbe()
        builder.stopMADCRegisters()
        _ = try chip.run(builder.done())
        return try chip.snapshot()
      }
    }
    let plain = try run(isProbed: false)
    let probed = try run(isProbed: true)
    for (seed, pair) in zip(plain, probed).enumerated() {
      try #require(pair.0 == pair.1, "program \(seed)")
    }
    #expect(try run(isProbed: false) == plain)
  }
}
