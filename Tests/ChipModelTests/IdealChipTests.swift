import ChipModel
import SimulationCore
import Testing
import _TestSupport

/// The chip without mismatch and noise and with linear laws is an exact multiplier.
@Suite struct IdealChipTests {
  /// The gain of the ideal chip at nominal settings, from one large product.
  private func gain(_ chip: Chip) throws -> Double {
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: 63, count: 64), rows: 64, columns: 1)
    let inputs = [UInt8](repeating: 16, count: 64)
    let y = try chip.multiply(inputs: inputs, batch: 1, product)[0]
    // The true value lies in y...y + 1.
    return (Double(y) + 0.5) / (64.0 * 63 * 16)
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `results are the exact product rounded down, give or take one`(seed: UInt64) throws {
    let data = RandomProduct(seed: seed, rows: 128, columns: 64, batch: 20, zeros: 0.6)
    let chip = try nominalChip("ideal")
    let gain = try gain(chip)
    let product = try MatrixMultiplication(weights: data.weights, rows: 128, columns: 64)
    let y = try chip.multiply(inputs: data.inputs, batch: data.batch, product)
    var checked = 0
    for entry in 0..<data.batch {
      for j in 0..<64 {
        let sum = (0..<128).reduce(0) {
          $0 + Int(data.inputs[entry * 128 + $1]) * Int(data.weights[$1 * 64 + j])
        }
        let exact = gain * Double(sum)
        guard abs(exact) < 100 else { continue }
        checked += 1
        #expect(abs(Double(y[entry * 64 + j]) - exact.rounded(.down)) <= 1)
      }
    }
    #expect(checked > 500)
  }

  @Test func `charges of separate inputs add up`() throws {
    let data = RandomProduct(seed: 9, rows: 100, columns: 32, batch: 1, zeros: 0.3)
    let chip = try nominalChip("ideal")
    let product = try MatrixMultiplication(weights: data.weights, rows: 100, columns: 32)
    let even = data.inputs.enumerated().map { $0 % 2 == 0 ? $1 : 0 }
    let odd = data.inputs.enumerated().map { $0 % 2 == 1 ? $1 : 0 }
    let parts = try chip.multiply(inputs: even + odd, batch: 2, product)
    let whole = try chip.multiply(inputs: data.inputs, batch: 1, product)
    for j in 0..<32 {
      let sum = Int(parts[j]) + Int(parts[32 + j])
      #expect(abs(Int(whole[j]) - sum) <= 2, "each result is rounded once")
    }
  }

  @Test func `with weights that are not negative more input never gives less output`() throws {
    var stream = RandomStream(seed: 5, domain: .testing)
    let weights = (0..<64 * 16).map { _ in Int8(stream.uniform(below: 64)) }
    let product = try MatrixMultiplication(weights: weights, rows: 64, columns: 16)
    let chip = try nominalChip("ideal")
    var inputs = [UInt8](repeating: 0, count: 64)
    var last = try chip.multiply(inputs: inputs, batch: 1, product)
    for _ in 0..<200 {
      let i = stream.uniform(below: 64)
      inputs[i] = UInt8(min(31, Int(inputs[i]) + 1 + stream.uniform(below: 6)))
      let next = try chip.multiply(inputs: inputs, batch: 1, product)
      #expect(zip(next, last).allSatisfy { $0 >= $1 })
      last = next
    }
    #expect(last.allSatisfy { $0 > 20 })
  }

  @Test func `permuting columns permutes results, permuting rows changes nothing`() throws {
    let data = RandomProduct(seed: 3, rows: 90, columns: 48, batch: 2)
    let chip = try nominalChip("ideal")
    var stream = RandomStream(seed: 4, domain: .testing)
    let columns = (0..<48).shuffled(using: &stream)
    let rows = (0..<90).shuffled(using: &stream)
    let shuffled = rows.flatMap { i in columns.map { data.weights[i * 48 + $0] } }
    let inputs = (0..<2).flatMap { entry in rows.map { data.inputs[entry * 90 + $0] } }
    let plain = try chip.multiply(
      inputs: data.inputs, batch: 2,
      MatrixMultiplication(weights: data.weights, rows: 90, columns: 48))
    let moved = try chip.multiply(
      inputs: inputs, batch: 2, MatrixMultiplication(weights: shuffled, rows: 90, columns: 48))
    // Rounding of the sum may move by one where the order of events has changed.
    for entry in 0..<2 {
      for j in 0..<48 {
        #expect(abs(Int(moved[entry * 48 + j]) - Int(plain[entry * 48 + columns[j]])) <= 1)
      }
    }
    let onlyColumns = try chip.multiply(
      inputs: data.inputs, batch: 2,
      MatrixMultiplication(
        weights: (0..<90).flatMap { i in columns.map { data.weights[i * 48 + $0] } }, rows: 90,
        columns: 48))
    #expect(
      onlyColumns == (0..<2).flatMap { entry in columns.map { plain[entry * 48 + $0] } })
  }
}
