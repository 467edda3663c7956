import Coordinates
import Foundation
import Testing
import _TestSupport

@testable import ChipModel

/// A product does not depend on the division of its batch, on recordings, threads and paths, whatever
/// programs have done before. Limits that SECURITY.md states are off: what belongs to a run or to
/// the time at which it starts. `BSS2_PROGRAMS=N` in the environment tests N programs of each kind.
@Suite struct DivisionTests {
  private static let environment = ProcessInfo.processInfo.environment

  private static func asked(_ name: String) -> UInt64? { environment[name].flatMap { UInt64($0) } }

  /// Numbers of programs; `BSS2_FIRST_PROGRAM` is the first one.
  private static func seeds(_ count: UInt64) -> Range<UInt64> {
    let first = asked("BSS2_FIRST_PROGRAM") ?? 0
    return first..<first + (asked("BSS2_PROGRAMS") ?? count)
  }

  private static let limits = [
    "run.jitter=0", "run.noise=0", "capmem.settling=0", "capmem.drift=0",
  ]
  private static let presets = ["typical", "ideal", "v2", "faulty"]

  /// Chips of a preset, which go back to their first state for each program.
  private final class Pool {
    let preset: String
    private var chips: [UInt64: (chip: Chip, first: ChipSnapshot)] = [:]

    init(_ preset: String) { self.preset = preset }

    func chip(seed: UInt64) throws -> Chip {
      if let known = chips[seed] {
        try known.chip.restore(known.first)
        return known.chip
      }
      let chip = try nominalChip(preset, seed: seed, effects: DivisionTests.limits)
      chips[seed] = (chip, try chip.snapshot())
      return chip
    }
  }

  /// A chip after random programs, with a product for it.
  private struct Case {
    let chip: Chip
    let start: ChipSnapshot
    let data: RandomProduct
    let product: MatrixMultiplication
    let neuron: Int
    /// Vectors in the first of two parts of the batch.
    let cut: Int

    init(_ pool: Pool, seed: UInt64, isWild: Bool) throws {
      chip = try pool.chip(seed: seed % 5)
      var fuzzer = ProgramFuzzer(seed: seed)
      if isWild { for _ in 0..<3 { _ = try? chip.run(fuzzer.program()) } }
      var builder = PlaybackProgramBuilder()
      _ = builder.stopMADC()
      _ = builder.stopProbe()
      builder.stopMADCRegisters()
      _ = try chip.run(builder.done())
      start = try chip.snapshot()
      data = RandomProduct(
        seed: seed, rows: 1 + fuzzer.below(160), columns: 1 + fuzzer.below(300), batch: 3)
      var product = try data.product(numSends: 1 + fuzzer.below(3), wait: 1 + fuzzer.below(20))
      // Parts of one batch are one run.
      product.runStart = try chip.noisePosition()
      self.product = product
      neuron = fuzzer.below(512)
      cut = 1 + fuzzer.below(2)
    }

    /// The results of a way to execute the product from the same state; nil if it is refused.
    func results(_ body: (Chip) throws -> [Int8]) throws -> [Int8]? {
      try chip.restore(start)
      return try? body(chip)
    }

    func vectors(_ range: Range<Int>) -> [UInt8] {
      Array(data.inputs[range.lowerBound * data.rows..<range.upperBound * data.rows])
    }
  }

  private func expectEqual(_ test: Case, _ name: String) throws {
    let whole = try test.results {
      try $0.multiply(inputs: test.vectors(0..<3), batch: 3, test.product)
    }
    let split = try test.results {
      try $0.multiply(inputs: test.vectors(0..<test.cut), batch: test.cut, test.product)
        + $0.multiply(inputs: test.vectors(test.cut..<3), batch: 3 - test.cut, test.product)
    }
    try #require(split == whole, "\(name) cut at \(test.cut)")
    var recorded = test.product
    recorded.madcNeuron = AtomicNeuronOnDLS(unchecked: test.neuron)
    let record = try test.results {
      try $0.record(inputs: test.vectors(0..<3), batch: 3, recorded).results
    }
    try #require(record == whole, "\(name) recorded")
    var interpreted = test.product
    interpreted.execution = .interpreted
    let slow = try test.results { chip in
      chip.threads = 2
      defer { chip.threads = 1 }
      return try chip.multiply(inputs: test.vectors(0..<3), batch: 3, interpreted)
    }
    try #require(slow == whole, "\(name) interpreted on two threads")
  }

  @Test(arguments: presets)
  func `a product after wild programs is the same however it is executed`(preset: String) throws {
    let pool = Pool(preset)
    for seed in Self.seeds(Tier.isFull ? 250 : 8) {
      let test = try Case(pool, seed: seed, isWild: true)
      try expectEqual(test, "\(preset) program \(seed)")
    }
  }

  @Test(arguments: presets)
  func `a product on a nominal chip is the same however it is executed`(preset: String) throws {
    let pool = Pool(preset)
    for seed in Self.seeds(Tier.isFull ? 100 : 4) {
      let test = try Case(pool, seed: 1000 + seed, isWild: false)
      try expectEqual(test, "\(preset) product \(seed)")
    }
  }
}
