import Perceptron
import Testing

@testable import Experiments

@Suite struct FloatNetworkTests {
  @Test func `a product is neither rounded nor clamped and scales with gain and sends`() throws {
    let inputs = try Tensor(shape: [1, 2], [0.5, 100])
    let weights = try Tensor(shape: [2, 1], [3, 7])
    var options = MACOptions()
    options.numSends = 3
    let result = try FloatBackend(gain: 2).mac(inputs: inputs, weights: weights, options: options)
    #expect(Array(result.storage) == [Float(0.5 * 3 + 100 * 7) * 6])
  }

  @Test func `the rectifier halves what is positive and passes its gradient only`() throws {
    let rectifier = FloatRectifier()
    let output = try rectifier.forward(Tensor(shape: [1, 4], [-2, 0, 3, 300]))
    #expect(Array(output.storage) == [0, 0, 1.5, 150])
    let gradient = try rectifier.backward(Tensor(shape: [1, 4], [1, 1, 1, 4]))
    #expect(Array(gradient.storage) == [0, 0, 0.5, 2])
  }
}
