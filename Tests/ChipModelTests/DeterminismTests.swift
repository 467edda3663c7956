import ChipModel
import Testing
import _TestSupport

/// Results depend on seeds alone.
@Suite struct DeterminismTests {
  private let data = RandomProduct(seed: 21, rows: 200, columns: 300, batch: 12, zeros: 0.5)

  private func product() throws -> MatrixMultiplication {
    var product = try MatrixMultiplication(weights: data.weights, rows: 200, columns: 300)
    product.numSends = 2
    return product
  }

  @Test func `the number of threads changes no byte`() throws {
    let results = try [1, 2, 5].map {
      try nominalChip("typical", seed: 1, threads: $0)
        .multiply(inputs: data.inputs, batch: 12, product())
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test func `one batch or many calls give the same bytes`() throws {
    let whole = try nominalChip("typical").multiply(inputs: data.inputs, batch: 12, product())
    let chip = try nominalChip("typical")
    var product = try product()
    // The parts belong to one run, which begins with the first vector.
    product.runStart = 0
    var parts: [Int8] = []
    for (start, count) in [(0, 1), (1, 5), (6, 6)] {
      parts += try chip.multiply(
        inputs: Array(data.inputs[start * 200..<(start + count) * 200]), batch: count, product)
    }
    #expect(parts == whole)
  }

  @Test func `a probe changes no byte`() throws {
    let small = RandomProduct(seed: 2, rows: 60, columns: 20, batch: 1)
    let matrix = try MatrixMultiplication(weights: small.weights, rows: 60, columns: 20)
    let plain = try nominalChip("typical").multiply(inputs: small.inputs, batch: 1, matrix)
    let (probed, trace) = try nominalChip("typical").probeProduct(
      inputs: small.inputs, matrix, column: 3)
    #expect(probed == plain)
    #expect(trace.membrane.count > 1000)
    #expect(!trace.membrane.contains { !$0.isFinite })
  }

  @Test func `another chip seed is another chip, another run seed other noise`() throws {
    func run(_ seed: UInt64, _ runSeed: UInt64) throws -> [Int8] {
      try nominalChip("typical", seed: seed, runSeed: runSeed)
        .multiply(inputs: data.inputs, batch: 12, product())
    }
    let reference = try run(0, 0)
    #expect(try run(0, 0) == reference)
    #expect(try run(1, 0) != reference)
    #expect(try run(0, 1) != reference)
  }

  @Test func `calls on one stream leave the noise of another alone`() throws {
    var other = try product()
    other.stream = 7
    let alone = try nominalChip("typical").multiply(inputs: data.inputs, batch: 12, product())
    let chip = try nominalChip("typical")
    _ = try chip.multiply(inputs: data.inputs, batch: 12, other)
    #expect(try chip.multiply(inputs: data.inputs, batch: 12, product()) == alone)
  }

  @Test func `without noise repeated calls agree`() throws {
    let chip = try nominalChip(
      "typical",
      effects: [
        "membrane.noise=0", "membrane.event_noise=0", "membrane.slow_noise=0", "run.drift=0",
        "cadc.noise=0", "cadc.common_noise=0",
      ])
    let first = try chip.multiply(inputs: data.inputs, batch: 12, product())
    #expect(try chip.multiply(inputs: data.inputs, batch: 12, product()) == first)
  }
}
