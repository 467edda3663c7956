/// Operation on weights or inputs of a layer before the multiplication.
public struct TensorTransform: Sendable {
  /// Result of a transform, and the way of gradients back through it.
  public struct Result {
    /// The transformed tensor.
    public let output: Tensor
    /// From the gradient by the output to the gradient by the input; nil passes it unchanged.
    public let pullback: ((Tensor) -> Tensor)?

    /// Takes an output and its pullback.
    public init(_ output: Tensor, pullback: ((Tensor) -> Tensor)? = nil) {
      self.output = output
      self.pullback = pullback
    }
  }

  /// The name in a layer's text.
  public let name: String
  let apply: @Sendable (inout Tensor) throws -> Result

  /// Makes a transform that leaves its argument alone.
  public init(name: String, _ apply: @escaping @Sendable (Tensor) throws -> Result) {
    self.name = name
    self.apply = { try apply($0) }
  }

  private init(inPlace name: String, _ change: @escaping @Sendable (inout Tensor) -> Void) {
    self.name = name
    apply = { tensor in
      change(&tensor)
      return Result(tensor)
    }
  }

  /// Scales inputs by a constant.
  public static func scale(by factor: Float) -> TensorTransform {
    TensorTransform(name: "scale(\(factor))") { scaled($0, by: factor) }
  }

  /// Scales the largest input of the whole tensor to 31; see ``Perceptron/scaleInput(_:)``.
  public static let scaleInput = TensorTransform(name: "scale_input") {
    scaled($0, by: inputScale($0))
  }

  /// Scales the largest weight to 63 or -63; see ``Perceptron/scaleWeight(_:)``.
  public static let scaleWeight = TensorTransform(name: "scale_weight") {
    scaled($0, by: weightScale($0))
  }

  /// Clamps the stored weights themselves to -63...63; the gradient passes unchanged.
  public static let clampWeight = TensorTransform(inPlace: "clamp_weight_") {
    Perceptron.clampWeight(&$0)
  }

  /// The factor counts as a constant in the gradient.
  private static func scaled(_ tensor: Tensor, by factor: Float) -> Result {
    Result(tensor.scaled(by: factor)) { $0.scaled(by: factor) }
  }
}

/// Scales the largest element of the whole tensor to 31, if it is positive.
///
/// Negative elements stay negative. hxtorch: `perceptron.nn.scale_input`.
public func scaleInput(_ input: Tensor) -> Tensor {
  input.scaled(by: inputScale(input))
}

/// Scales the element of largest magnitude to 63, if it is not zero.
///
/// hxtorch: `perceptron.nn.scale_weight`.
public func scaleWeight(_ weight: Tensor) -> Tensor {
  weight.scaled(by: weightScale(weight))
}

/// Clamps all elements to -63...63 in place; what is not a number stays.
///
/// hxtorch: `perceptron.nn.clamp_weight_`.
public func clampWeight(_ weight: inout Tensor) {
  let limit = Float(HagenConstants.synapticWeight.upperBound)
  guard weight.storage.contains(where: { abs($0) > limit }) else { return }
  weight.storage.withUnsafeMutableBufferPointer { values in
    for i in values.indices where abs(values[i]) > limit {
      values[i] = values[i] > 0 ? limit : -limit
    }
  }
}

private func inputScale(_ input: Tensor) -> Float {
  let largest = input.storage.max() ?? 0
  return Float(LayerLaw.scale(Double(largest), to: HagenConstants.inputActivation))
}

private func weightScale(_ weight: Tensor) -> Float {
  let largest = weight.storage.reduce(0) { max($0, abs($1)) }
  return Float(LayerLaw.scale(Double(largest), to: HagenConstants.synapticWeight))
}
