extension PerceptronContext {
  /// Multiplies inputs with weights on one analog layer: y = x W.
  ///
  /// - Parameters:
  ///   - x: one vector (K) or a batch (B × K).
  ///   - weights: K × N; larger matrices than the chip's are tiled.
  ///   - options: how the vectors are sent.
  ///   - mock: whether the linear model computes instead of the chip.
  ///   - madcRecordingNeuronID: the atomic neuron (0...511) whose membrane the MADC records.
  ///   - madcRecordingPath: the file to which the recording is appended, tab-separated; empty means
  ///     no recording. A neuron outside the used columns is silently not recorded.
  /// - Returns: (N) or (B × N), whole numbers in -128...127.
  /// - Throws: ``PerceptronError``; see the backends for kinds and their order.
  public func mac(
    _ x: Tensor, _ weights: Tensor, options: MACOptions = MACOptions(), mock: Bool = false,
    madcRecordingNeuronID: Int = 0, madcRecordingPath: String = ""
  ) throws -> Tensor {
    try checkTrace("mac", x, mock: mock)
    var options = options
    if !madcRecordingPath.isEmpty {
      options.madcRecordingNeuron = madcRecordingNeuronID
      options.madcRecordingPath = madcRecordingPath
    }
    let isVector = x.rank == 1
    let inputs = isVector ? Tensor(unchecked: [1, x.count], x.storage) : x
    guard mock || hardware != nil else {
      // The original looks at its operands before it looks for a chip.
      _ = try HardwareOperands(inputs: inputs, weights: weights)
      throw PerceptronError.noConnection
    }
    var result = try backend(mock: mock).mac(inputs: inputs, weights: weights, options: options)
    if isVector { result.shape = [result.count] }
    noteTrace(
      .mac(
        weights: weights, numSends: options.numSends, waitBetweenEvents: options.waitBetweenEvents),
      result, mock: mock)
    return result
  }

  /// The factor of every gradient: one more unit of x w gives so many LSB.
  ///
  /// It is the gain of the moment, on hardware too.
  public func gradientGain(numSends: Int) -> Float {
    Float(mockParameter.gain * Double(numSends))
  }

  /// The gradients of ``mac(_:_:options:mock:madcRecordingNeuronID:madcRecordingPath:)`` by the linear model: rounding, noise and
  /// saturation let gradients pass as if they were not there.
  ///
  /// - Parameters:
  ///   - gradient: of the loss by the result, in the result's shape.
  ///   - x: as given to the forward pass.
  ///   - weights: as given to the forward pass.
  ///   - numSends: as given to the forward pass.
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public func macBackward(
    gradient: Tensor, x: Tensor, weights: Tensor, numSends: Int = 1
  ) throws(PerceptronError) -> (x: Tensor, weights: Tensor) {
    let batch = x.rank == 1 ? 1 : x.shape.first ?? 0
    guard weights.rank == 2, x.rank == 1 || x.rank == 2, x.shape.last == weights.shape[0],
      gradient.count == batch * weights.shape[1]
    else {
      throw .shapeMismatch(
        operation: "mac backward", shapes: [gradient.shape, x.shape, weights.shape],
        rule: "gradient (B × N), inputs (B × K) and weights (K × N) are needed")
    }
    let factor = gradientGain(numSends: numSends)
    let g = Tensor(unchecked: [batch, weights.shape[1]], gradient.storage)
    let inputs = Tensor(unchecked: [batch, weights.shape[0]], x.storage)
    var dx = Tensor.product(g, .plain, weights, .transposed, factor: factor)
    dx.shape = x.shape
    return (dx, Tensor.product(inputs, .transposed, g, .plain, factor: factor))
  }
}
