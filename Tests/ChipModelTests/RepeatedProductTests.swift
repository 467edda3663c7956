import Containers
import Coordinates
import SimulationCore
import Synram
import Testing
import _TestSupport

@testable import ChipModel

/// Products of several chip runs keep their weights between calls. A chip that keeps nothing, which takes
/// the state of the first one before every step, gives the same results.
@Suite struct RepeatedProductTests {
  /// Something that a program does between two calls.
  private func disturb(_ chip: Chip, _ stream: inout RandomStream) throws {
    var builder = PlaybackProgramBuilder()
    switch stream.uniform(below: 6) {
    case 0:
      let quad = SynapseWeightQuadOnDLS(
        unchecked: stream.uniform(below: SynapseWeightQuadOnDLS.count))
      let word = UInt32(stream.uniform(below: 64))
      builder.write(quad, SynapseWeightQuad(words: { _ in word * 0x0101_0101 }))
    case 1:
      let count = 2 * SynapseOnSynapseRow.count
      let weights = (0..<count).map { _ in UInt8(stream.uniform(below: 64)) }
      try builder.writeSynapses(
        SynramOnDLS(unchecked: stream.uniform(below: 2)), weights: weights,
        labels: [UInt8](repeating: UInt8(stream.uniform(below: 2)), count: count))
    case 2:
      var fuzzer = ProgramFuzzer(seed: UInt64(stream.uniform(below: 1 << 20)))
      _ = try? chip.run(fuzzer.program())
      _ = builder.stopMADC()
      _ = builder.stopProbe()
      builder.stopMADCRegisters()
    case 3:
      let cell = CapMemCellOnDLS(unchecked: stream.uniform(below: CapMemCellOnDLS.count))
      let word = UInt32(stream.uniform(below: 1023))
      builder.write(cell, CapMemCell(words: { _ in word }))
    default: break
    }
    _ = try? chip.run(builder.done())
  }

  @Test(arguments: 0..<UInt64(Tier.isFull ? 30 : 4))
  func `products of several chip runs repeat what a chip without memory gives`(
    _ seed: UInt64
  ) throws {
    var stream = RandomStream(seed: seed, domain: .testing, index: 31)
    let name = ["typical", "faulty", "ideal"][stream.uniform(below: 3)]
    let chip = try nominalChip(name, seed: seed)
    let products = try [(384, 20), (256, 300), (128, 30), (300, 260)].map { rows, columns in
      let data = RandomProduct(seed: seed, rows: rows, columns: columns, batch: 2)
      return (data.inputs, try data.product())
    }
    for step in 0..<16 {
      let (inputs, product) = products[[0, 0, 0, 1, 1, 2, 3][stream.uniform(below: 7)]]
      let fresh = try Chip(parameters: preset(name), seed: seed, runSeed: 0)
      try fresh.restore(chip.snapshot())
      let wanted = try fresh.multiply(inputs: inputs, batch: 2, product)
      #expect(try chip.multiply(inputs: inputs, batch: 2, product) == wanted, "step \(step)")
      #expect(try chip.snapshot() == fresh.snapshot(), "step \(step)")
      try disturb(chip, &stream)
    }
  }

  @Test func `a product that repeats goes back to the weights that it has kept`() throws {
    let chip = try nominalChip("typical", seed: 5)
    let data = RandomProduct(seed: 1, rows: 384, columns: 20, batch: 1)
    let product = try data.product()
    let synram = chip.hemispheres[0].synram
    let kept = try (0..<6).map { _ in
      _ = try chip.multiply(inputs: data.inputs, batch: 1, product)
      return synram.keptSynapses
    }
    #expect(Set(kept.suffix(4).map(\.identity)).count == 1)
  }
}
