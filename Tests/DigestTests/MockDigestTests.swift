import Perceptron
import Testing
import _TestSupport

/// The linear model of a chip and the perceptron's operations on it.
@Suite struct MockDigestTests {
  private let golden = GoldenDigests("mock")

  @Test(arguments: [(0.002, 2.0, 1), (0.0017, 0.0, 3), (0.01, 5.5, 1)])
  func `the mock keeps its bytes`(_ gain: Double, _ noise: Double, _ sends: Int) throws {
    let context = try PerceptronContext(
      mock: MockBackend(
        parameter: MockParameter(noiseStd: noise, gain: gain),
        noise: NoiseStream(runSeed: 4, stream: 2)))
    let options = MACOptions(numSends: sends)
    let x = try Tensor.spread([5, 300], 0...31)
    let w = try Tensor.spread([300, 270], -63...63)
    let y = try context.mac(x, w, options: options, mock: true)
    let again = try context.mac(x, w, options: options, mock: true)
    let image = try Tensor.spread([2, 3, 8, 8], 0...31)
    let convolved = try context.conv2d(
      image, weight: Tensor.spread([4, 3, 3, 3], -63...63), stride: [1, 2], mock: true)
    let sum = try context.add(y, again, mock: true)
    let converted = try context.convertingReLU(context.relu(sum, mock: true), shift: 1, mock: true)
    var digest = Digest()
    for tensor in [y, again, convolved, sum, converted] { digest.add(tensor.storage) }
    digest.add(try context.argmax(y, mock: true).storage)
    try golden.expect(digest, "gain \(gain), noise \(noise), sends \(sends)")
  }
}

extension Tensor {
  /// Whole numbers spread over a range, the same every time.
  static func spread(_ shape: [Int], _ range: ClosedRange<Int>) throws -> Tensor {
    try Tensor(
      shape: shape,
      (0..<shape.reduce(1, *)).map {
        Float(range.lowerBound + ($0 * 37 + $0 / 5 + 3) % range.count)
      })
  }
}
