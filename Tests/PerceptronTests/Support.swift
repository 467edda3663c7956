import Perceptron

/// A context without noise.
func quietContext(gain: Double = 0.002, trainSeed: UInt64 = 0) throws -> PerceptronContext {
  try PerceptronContext(
    mockParameter: MockParameter(noiseStd: 0, gain: gain), trainSeed: trainSeed)
}

/// A tensor of the given elements; a shape that does not fit is a mistake of the test.
func tensor(_ shape: [Int], _ elements: [Float]) -> Tensor {
  guard let tensor = try? Tensor(shape: shape, elements) else {
    preconditionFailure("elements do not fill the shape")
  }
  return tensor
}

/// A tensor whose element i is `value(i)`.
func tensor(_ shape: [Int], _ value: (Int) -> Float) -> Tensor {
  tensor(shape, (0..<shape.reduce(1, *)).map(value))
}

/// Whole numbers spread over a range, the same every time.
func spread(_ shape: [Int], _ range: ClosedRange<Int>, step: Int = 37) -> Tensor {
  tensor(shape) { Float(range.lowerBound + ($0 * step + $0 / 5 + 3) % range.count) }
}

/// The largest distance of two tensors of one shape.
func distance(_ a: Tensor, _ b: Tensor) -> Float {
  guard a.shape == b.shape else { return .infinity }
  return zip(a.storage, b.storage).map { abs($0 - $1) }.max() ?? 0
}

/// Returns whether two tensors agree up to a share of the largest element.
func agree(_ a: Tensor, _ b: Tensor, relative: Float = 1e-5) -> Bool {
  let scale = b.storage.map(abs).max() ?? 0
  return distance(a, b) <= relative * max(scale, 1e-3)
}

/// Returns the error that an operation throws, if it is an error of the perceptron.
func perceptronError(_ body: () throws -> some Any) -> PerceptronError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? PerceptronError
  }
}

/// A Boolean value that tells whether the tests are compiled for speed.
var isOptimised: Bool {
  var optimised = true
  assert(
    {
      optimised = false
      return true
    }())
  return optimised
}

/// A backend that records what it is given and answers with zeros.
final class RecordingBackend: MACBackend {
  var inputs: [Tensor] = []
  var weights: [Tensor] = []
  var options: [MACOptions] = []

  func mac(inputs: Tensor, weights: Tensor, options: MACOptions) throws -> Tensor {
    self.inputs.append(inputs)
    self.weights.append(weights)
    self.options.append(options)
    return Tensor(repeating: 0, shape: [inputs.shape[0], weights.shape[1]])
  }
}
