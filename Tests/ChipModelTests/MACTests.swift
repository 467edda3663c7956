import ChipModel
import Testing
import _TestSupport

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
