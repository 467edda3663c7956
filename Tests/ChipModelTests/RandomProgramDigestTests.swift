import Testing
import _TestSupport

@testable import ChipModel

/// Results and final states of random programs, compared with recorded ones.
@Suite struct RandomProgramDigestTests {
  private static let kinds: [(preset: String, seed: UInt64, effects: [String])] = [
    ("typical", 0, []), ("typical", 1, ["ota.offset=0.02"]), ("v2", 2, ["ota.offset=0.02"]),
    ("ideal", 0, []), ("faulty", 0, []), ("typical", 0, ["membrane.reset_memory=1"]),
    ("typical", 0, ["all=10"]), ("ideal", 0, ["line.tail=1", "ota.saturation=1"]),
  ]
  /// Programs between two snapshots.
  private static let length: UInt64 = 10

  @Test(arguments: kinds.indices)
  func `random programs keep their results and leave the same chip behind`(_ index: Int) throws {
    let (preset, seed, effects) = Self.kinds[index]
    let chip = try nominalChip(preset, seed: seed, threads: 2, effects: effects)
    let golden = GoldenDigests("random_programs")
    for block in 0..<UInt64(Tier.isFull ? 10 : 3) {
      var digest = Digest()
      for number in 0..<Self.length {
        run(UInt64(index) << 32 | block * Self.length + number, on: chip, &digest)
      }
      try stopRecordings(chip)
      let name = ([preset + "-\(seed)"] + effects + ["block \(block)"]).joined(separator: " ")
      try golden.expect([
        "\(name): results": digest, "\(name): state": Digest(chip.snapshot().bytes),
      ])
    }
  }

  private func run(_ seed: UInt64, on chip: Chip, _ digest: inout Digest) {
    var fuzzer = ProgramFuzzer(seed: seed)
    guard let results = try? chip.run(fuzzer.program()) else { return digest.add("refused") }
    digest.add([results.cycles, results.lostEvents])
    for sample in results.madcSamples {
      digest.add([sample.fpgaTime, sample.chipTime, UInt64(sample.value), UInt64(sample.channel)])
    }
    for redeem in fuzzer.redemptions {
      do { try redeem(results, &digest) } catch { digest.add("nothing") }
    }
  }

  private func stopRecordings(_ chip: Chip) throws {
    var builder = PlaybackProgramBuilder()
    _ = builder.stopMADC()
    _ = builder.stopProbe()
    builder.stopMADCRegisters()
    _ = try chip.run(builder.done())
  }
}
