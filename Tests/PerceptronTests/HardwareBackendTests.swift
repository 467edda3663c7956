import Perceptron
import Testing

/// A machine without analog parts: the product itself, saturated.
final class ExactMultiplier: HagenMultiplier {
  var lastInputs: [UInt8] = []
  var lastWeights: [Int8] = []
  var lastOptions = MACOptions()

  func multiply(
    inputs: [UInt8], batch: Int, rows: Int, weights: [Int8], columns: Int, options: MACOptions
  ) throws -> [Int8] {
    (lastInputs, lastWeights, lastOptions) = (inputs, weights, options)
    return (0..<batch * columns).map { place in
      let (entry, column) = place.quotientAndRemainder(dividingBy: columns)
      let sum = (0..<rows).reduce(0) {
        $0 + Int(inputs[entry * rows + $1]) * Int(weights[$1 * columns + column])
      }
      return Int8(clamping: sum)
    }
  }
}

@Suite struct HardwareBackendTests {
  let machine = ExactMultiplier()
  let context: PerceptronContext

  init() throws {
    context = try quietContext()
    context.hardware = HardwareBackend(machine)
  }

  private func error(_ x: Tensor, _ w: Tensor, _ options: MACOptions = MACOptions())
    -> PerceptronError?
  {
    perceptronError { try context.mac(x, w, options: options) }
  }

  @Test func `inputs and weights are rounded half away from zero`() throws {
    let y = try context.mac(Tensor([0.5, 2.5, 31.49]), tensor([3, 1], [0.5, -2.5, 0.49]))
    #expect(machine.lastInputs == [1, 3, 31])
    #expect(machine.lastWeights == [1, -3, 0])
    #expect(y == Tensor([-8]))
  }

  @Test func `a batch comes back in its shape, and options arrive`() throws {
    let options = MACOptions(numSends: 4, waitBetweenEvents: 2, madcRecordingNeuron: 7)
    let y = try context.mac(
      tensor([2, 2], [1, 2, 3, 4]), tensor([2, 3], [1, 0, 2, 0, 1, 2]), options: options)
    #expect(y == tensor([2, 3], [1, 2, 6, 3, 4, 14]))
    #expect(machine.lastOptions == options)
  }

  @Test func `a weight too high overflows, one too low is a runtime error`() {
    #expect(error(Tensor([1]), tensor([1, 1], [63.5]))?.kind == .overflowError)
    #expect(error(Tensor([1]), tensor([1, 1], [-63.5]))?.kind == .runtimeError)
    #expect(error(Tensor([1]), tensor([1, 1], [-63.49])) == nil)
  }

  @Test func `an input out of range overflows on both sides`() {
    #expect(error(Tensor([-0.5]), tensor([1, 1], [1]))?.kind == .overflowError)
    #expect(error(Tensor([31.5]), tensor([1, 1], [1]))?.kind == .overflowError)
    #expect(error(Tensor([-0.49]), tensor([1, 1], [1])) == nil)
  }

  @Test func `checks come in the original's order`() {
    let cube = Tensor(repeating: 99, shape: [1, 1, 1])
    #expect(error(cube, cube)?.description.contains("weights") == true)
    #expect(error(cube, tensor([1, 1], [99]))?.description.contains("inputs") == true)
    // Lengths before values, weights before inputs.
    #expect(error(Tensor([99, 99]), tensor([1, 1], [99]))?.kind == .runtimeError)
    #expect(
      error(Tensor([99]), tensor([1, 1], [99]))
        == .aboveRange(operand: "weights", value: 99, allowed: -63...63))
    context.hardware = nil
    #expect(
      error(Tensor([99]), tensor([1, 1], [9]))
        == .aboveRange(operand: "inputs", value: 99, allowed: 0...31))
    #expect(error(Tensor([9]), tensor([1, 1], [9])) == .noConnection)
  }

  @Test func `empty batches, schedules and what is not a number are refused`() {
    let weights = tensor([1, 1], [1])
    #expect(error(Tensor(repeating: 0, shape: [0, 1]), weights)?.kind == .runtimeError)
    #expect(error(Tensor([.nan]), weights)?.kind == .overflowError)
    #expect(
      error(Tensor([1]), weights, MACOptions(numSends: 0))?.description
        == "num_sends is 0; on a chip, give at least 1.")
    #expect(
      error(Tensor([1]), weights, MACOptions(waitBetweenEvents: 0))?.kind == .overflowError)
  }
}
