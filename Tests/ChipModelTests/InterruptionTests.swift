import Foundation
import Testing
import _TestSupport

@testable import ChipModel

/// A request to stop ends a product in the middle of its batch, and the next product is right.
@Suite struct InterruptionTests {
  @Test(arguments: [MACBatch.Execution.lowered, .interpreted])
  func `a request ends a batch that would take minutes`(execution: MACBatch.Execution) throws {
    let chip = try nominalChip("ideal", threads: 2)
    let batch = 4000
    let data = RandomProduct(seed: 1, rows: 128, columns: 256, batch: batch)
    var product = try data.product(numSends: execution == .lowered ? 500 : 10)
    product.execution = execution
    let few = Array(data.inputs.prefix(3 * data.rows))
    let wanted = try nominalChip("ideal", threads: 2).multiply(inputs: few, batch: 3, product)
    let request = chip.interruption
    let thread = Thread {
      Thread.sleep(forTimeInterval: 0.1)
      request.request()
    }
    thread.start()
    #expect(throws: ChipError.interrupted) {
      try chip.multiply(inputs: data.inputs, batch: batch, product)
    }
    request.clear()
    #expect(try chip.noisePosition() == 0)
    #expect(try chip.multiply(inputs: few, batch: 3, product) == wanted)
  }
}
