/// A dense layer: y = x Wᵀ on the chip, then the mean of averaged columns and a digital bias.
///
/// With `avg` above one every column of weights lies on so many neighbouring columns of the chip,
/// whose results are averaged; they share one weight and are not trained one by one. The bias is
/// added by ``PerceptronContext/add(_:_:alpha:mock:)``, which floors both; without bias an average
/// stays fractional. hxtorch: `perceptron.nn.Linear`.
public final class Linear: MACLayer, Layer {
  /// The length of an input vector.
  public let inFeatures: Int
  /// The length of an output vector.
  public let outFeatures: Int
  /// Number of columns of the chip that give one output.
  public let avg: Int

  private struct Saved {
    let input: TensorTransform.Result
    let weight: TensorTransform.Result
  }
  private var saved: Saved?

  /// Makes a layer and draws its parameters.
  ///
  /// - Parameters:
  ///   - inFeatures: one or more.
  ///   - outFeatures: one or more.
  ///   - bias: whether there is a bias.
  ///   - avg: one or more.
  ///   - options: how it multiplies.
  ///   - context: backends, gain and random numbers; the gain decides over `numSends`.
  /// - Throws: ``PerceptronError/unsupported(operation:option:value:allowed:)`` for sizes below one.
  public init(
    inFeatures: Int, outFeatures: Int, bias: Bool = true, avg: Int = 1,
    options: MACLayerOptions = MACLayerOptions(), context: PerceptronContext
  ) throws(PerceptronError) {
    guard avg >= 1 else {
      throw .unsupported(
        operation: "Linear", option: "avg", value: "\(avg)", allowed: "at least 1")
    }
    self.inFeatures = inFeatures
    self.outFeatures = outFeatures
    self.avg = avg
    try super.init(
      weightShape: [outFeatures, inFeatures], bias: bias, options: options, context: context)
  }

  /// Multiplies vectors along the last axis.
  ///
  /// - Throws: ``PerceptronError``; what the backend and the transforms throw.
  public func forward(_ input: Tensor) throws -> Tensor {
    let weight = try transformedWeight()
    let x = try transformedInput(input)
    let matrix = weight.output.transposed(repeating: avg)
    var result = try context.matmul(x.output, matrix, options: macOptions, mock: options.mock)
    if avg > 1 { result = averaged(result) }
    if let bias { result = try context.add(result, bias.value, mock: options.mock) }
    saved = Saved(input: x, weight: weight)
    return result
  }

  /// The mean of every `avg` neighbours.
  private func averaged(_ columns: Tensor) -> Tensor {
    Tensor(uninitialised: columns.shape.dropLast() + [outFeatures]) { out in
      columns.storage.withUnsafeBufferPointer { columns in
        for i in out.indices {
          var sum: Float = 0
          for copy in 0..<avg { sum += columns[i * avg + copy] }
          out[i] = sum / Float(avg)
        }
      }
    }
  }

  /// Passes a gradient back; copies of an averaged column add up to one gradient.
  ///
  /// - Throws: ``PerceptronError`` without a forward pass, or for another shape than the output's.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    guard let saved else { throw PerceptronError.backwardBeforeForward(layer: "Linear") }
    self.saved = nil
    let input = saved.input.output
    let batch = input.count / inFeatures
    guard gradient.count == batch * outFeatures else {
      throw PerceptronError.shapeMismatch(
        operation: "Linear backward", shapes: [gradient.shape, input.shape],
        rule: "the gradient must have the shape of the result")
    }
    let g = Tensor(unchecked: [batch, outFeatures], gradient.storage)
    let x = Tensor(unchecked: [batch, inFeatures], input.storage)
    let factor = context.gradientGain(numSends: numSends)
    bias?.addGradient { sum, overwriting in
      if overwriting { sum = Tensor(repeating: 0, shape: sum.shape) }
      g.addColumnSums(columns: outFeatures, to: &sum)
    }
    addWeightGradient(g, x, factor, saved.weight.pullback)
    var dx = Tensor.product(g, .plain, saved.weight.output, .plain, factor: factor)
    dx.shape = input.shape
    return saved.input.pullback?(dx) ?? dx
  }

  private func addWeightGradient(
    _ g: Tensor, _ x: Tensor, _ factor: Float, _ pullback: ((Tensor) -> Tensor)?
  ) {
    guard let pullback else {
      weight.addGradient { sum, overwriting in
        sum.accumulateProduct(
          g, .transposed, x, .plain, factor: factor, overwriting: overwriting)
      }
      return
    }
    weight.addGradient(pullback(Tensor.product(g, .transposed, x, .plain, factor: factor)))
  }

  /// `weight` and, if there is one, `bias`.
  public var namedParameters: [NamedParameter] { namedParametersOfLayer }

  /// The original's text.
  public var description: String {
    var text = LayerText("Linear")
    text.add("in_features", inFeatures)
    text.add("out_features", outFeatures)
    text.addBias(bias != nil)
    text.addMAC(self)
    text.add("avg", avg, unless: 1)
    text.addTransforms(options)
    return text.text
  }
}

extension LayerText {
  /// Adds what all layers with a multiplication print; the number of sends always.
  mutating func addMAC(_ layer: MACLayer) {
    add("num_sends", layer.numSends)
    add(
      "wait_between_events", layer.options.waitBetweenEvents,
      unless: HagenConstants.defaultWaitBetweenEvents)
    add("mock", layer.options.mock, unless: false)
  }

  mutating func addTransforms(_ options: MACLayerOptions) {
    add("input_transform", options.inputTransform, unless: "None")
    add("weight_transform", options.weightTransform, unless: TensorTransform.clampWeight.name)
  }
}
