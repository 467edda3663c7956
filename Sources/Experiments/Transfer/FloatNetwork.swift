import Perceptron

/// A product without rounding, clamping and noise: the network as a float program computes it.
final class FloatBackend: MACBackend {
  /// LSB for each product of activation, weight and send.
  let gain: Double

  init(gain: Double) { self.gain = gain }

  func mac(inputs: Tensor, weights: Tensor, options: MACOptions) throws -> Tensor {
    let product = try inputs.multiplied(by: weights)
    let scale = Float(gain * Double(options.numSends))
    return try Tensor(shape: product.shape, product.storage.map { $0 * scale })
  }
}

/// The chip's rectifier in float: a division by 2^shift, nothing rounded, nothing clamped.
final class FloatRectifier: Layer {
  private let scale: Float
  private var mask: [Float] = []

  init(shift: Int = 1) { scale = 1 / Float(1 << shift) }

  func forward(_ input: Tensor) throws -> Tensor {
    mask = input.storage.map { $0 > 0 ? scale : 0 }
    return try Tensor(shape: input.shape, zip(input.storage, mask).map(*))
  }

  func backward(_ gradient: Tensor) throws -> Tensor {
    try Tensor(shape: gradient.shape, zip(gradient.storage, mask).map(*))
  }

  var namedParameters: [NamedParameter] { [] }
  var description: String { "FloatRectifier()" }
}
