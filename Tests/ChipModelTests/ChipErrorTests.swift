import ChipModel
import Coordinates
import Testing
import _TestSupport

/// Bad input is refused at the door, in a sentence.
@Suite struct ChipErrorTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a matrix must fit its shape and its range`() {
    #expect(
      message { _ = try MatrixMultiplication(weights: [1, 2, 3], rows: 2, columns: 2) }
        == "The number of weights is 3; give 4.")
    #expect(
      message { _ = try MatrixMultiplication(weights: [64], rows: 1, columns: 1) }
        == "weight is 64; allowed is -63...63.")
    #expect(
      message { _ = try MatrixMultiplication(weights: [], rows: 0, columns: 1) }
        == "There are no weights; give at least one.")
  }

  @Test func `inputs must fit the matrix and their range, and leave the chip as it was`() throws {
    let chip = try nominalChip("ideal")
    let product = try MatrixMultiplication(weights: [1, 1], rows: 2, columns: 1)
    let time = chip.chipSeconds
    #expect(
      message { _ = try chip.multiply(inputs: [1], batch: 1, product) }
        == "The number of inputs is 1; give 2.")
    #expect(
      message { _ = try chip.multiply(inputs: [1, 32], batch: 1, product) }
        == "input is 32; allowed is 0...31.")
    #expect(
      message { _ = try chip.multiply(inputs: [], batch: 0, product) }
        == "There are no vectors; give at least one.")
    var wild = product
    wild.numSends = 0
    #expect(
      message { _ = try chip.multiply(inputs: [1, 1], batch: 1, wild) }
        == "numSends is 0; allowed is 1...1000000.")
    #expect(chip.chipSeconds == time)
  }

  @Test func `programs refuse foreign tickets, unknown addresses and time that runs backwards`()
    throws
  {
    let chip = try nominalChip("ideal")
    var first = PlaybackProgramBuilder()
    let ticket = first.readCADCRow(.top)
    _ = try chip.run(first.done())
    let other = try chip.run(PlaybackProgramBuilder().done())
    #expect(
      message { _ = try other.get(ticket) }
        == "The ticket belongs to another program; use it with the results of its own program.")
    var unmapped = PlaybackProgramBuilder()
    unmapped.write(address: 0x0500_0000, word: 1)
    #expect(
      message { _ = try chip.run(unmapped.done()) }
        == "No modelled container lies at address 0x05000000; remove this read or write from "
        + "the program.")
    var backwards = PlaybackProgramBuilder()
    backwards.send([SpikeEvent(SpikeLabel(), at: 5), SpikeEvent(SpikeLabel(), at: 4)])
    #expect(message { _ = try chip.run(backwards.done()) }.contains("has passed"))
  }
}
