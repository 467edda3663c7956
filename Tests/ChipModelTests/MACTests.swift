import ChipConfiguration
import ChipModel
import SimulationCore
import Testing
import _TestSupport

/// A chip with nominal settings.
func nominalChip(
  _ preset: String, seed: UInt64 = 0, runSeed: UInt64 = 0, threads: Int = 1,
  codes: NominalSettings.Codes = .init(), effects: [String] = []
) throws -> Chip {
  var configuration = try ChipConfiguration.load(preset)
  for effect in effects { try configuration.setEffect(effect) }
  let chip = try Chip(
    parameters: configuration.parameters, seed: seed, runSeed: runSeed, threads: threads)
  _ = try chip.run(NominalSettings.program(codes))
  return chip
}

/// Random inputs and weights of a small product.
struct RandomProduct {
  let inputs: [UInt8]
  let weights: [Int8]
  let rows: Int
  let columns: Int
  let batch: Int

  init(seed: UInt64, rows: Int, columns: Int, batch: Int, zeros: Double = 0.3) {
    var stream = RandomStream(seed: seed, domain: .testing)
    self.rows = rows
    self.columns = columns
    self.batch = batch
    inputs = (0..<batch * rows).map { _ in
      stream.uniform() < zeros ? 0 : UInt8(stream.uniform(below: 32))
    }
    weights = (0..<rows * columns).map { _ in Int8(stream.uniform(below: 127) - 63) }
  }
}

@Suite struct MACTests {
  @Test(arguments: ["ideal", "typical"], [0, 1, 2] as [UInt64])
  func `interpreter and fast lowering agree bitwise`(preset: String, seed: UInt64) throws {
    let data = RandomProduct(seed: seed, rows: 150, columns: 40, batch: 3)
    var product = try MatrixMultiplication(
      weights: data.weights, rows: data.rows, columns: data.columns)
    product.numSends = Int(seed) + 1
    product.waitBetweenEvents = [5, 1, 25][Int(seed)]
    let fast = try nominalChip(preset, seed: seed).multiply(inputs: data.inputs, batch: 3, product)
    product.execution = .interpreted
    let slow = try nominalChip(preset, seed: seed).multiply(inputs: data.inputs, batch: 3, product)
    #expect(fast == slow)
    #expect(Set(fast).count > 10)
  }
}
