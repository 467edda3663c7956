extension PerceptronContext {
  /// Convolves along one axis with the kernel placed several times in the array, each copy shifted
  /// by the stride, so that one multiplication gives several neighbouring results.
  ///
  /// The same weight lies on several synapses, whose deviations cannot be trained away one by one.
  /// Gradients are those of ``conv1dBackward(gradient:input:weight:stride:numSends:)``.
  /// hxtorch: `perceptron/detail/conv1d.cpp`.
  ///
  /// - Parameters:
  ///   - input: (B × C_in × L).
  ///   - weight: (C_out × C_in × k).
  ///   - bias: (C_out) or nil.
  ///   - stride: one or more.
  ///   - numExpansions: how many copies, one or more.
  ///   - options: how the windows are sent.
  ///   - mock: whether the linear model computes instead of the chip.
  /// - Throws: ``PerceptronError``; what the multiplication throws.
  public func expandedConv1d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, stride: Int = 1, numExpansions: Int = 1,
    options: MACOptions = MACOptions(), mock: Bool = false
  ) throws -> Tensor {
    guard numExpansions >= 1 else {
      throw PerceptronError.unsupported(
        operation: "expanded_conv1d", option: "num_expansions", value: "\(numExpansions)",
        allowed: "at least 1")
    }
    let plain = try ConvolutionWindows(
      operation: "expanded_conv1d", input: input.shape, weight: weight.shape, stride: [stride])
    let expansion = Expansion(copies: numExpansions, stride: stride)
    let result = try conv1d(
      expansion.padded(input, kernel: weight.shape[2], length: plain.outputSpatial[0]),
      weight: expansion.weight(weight), bias: bias.map(expansion.bias),
      stride: expansion.expandedStride, options: options, mock: mock)
    return expansion.folded(result, length: plain.outputSpatial[0])
  }
}

/// Several shifted copies of a one-dimensional kernel.
///
/// Expanded channel c · copies + i is copy i.
private struct Expansion {
  let copies: Int
  let stride: Int

  var expandedStride: Int { stride * copies }

  func kernel(_ kernel: Int) -> Int { kernel + stride * (copies - 1) }

  func weight(_ weight: Tensor) -> Tensor {
    let (channels, inputs, length) = (weight.shape[0], weight.shape[1], weight.shape[2])
    let wide = kernel(length)
    var result = Tensor(repeating: 0, shape: [channels * copies, inputs, wide])
    for channel in 0..<channels {
      for copy in 0..<copies {
        for row in 0..<inputs {
          let from = (channel * inputs + row) * length
          let to = ((channel * copies + copy) * inputs + row) * wide + copy * stride
          for k in 0..<length { result.storage[to + k] = weight.storage[from + k] }
        }
      }
    }
    return result
  }

  func bias(_ bias: Tensor) -> Tensor {
    Tensor(bias.storage.flatMap { Array(repeating: $0, count: copies) })
  }

  /// Zeros on the right, one expanded stride, if the copies would not reach the end.
  func padded(_ input: Tensor, kernel length: Int, length results: Int) -> Tensor {
    let (width, wide) = (input.shape[2], kernel(length))
    let reached = width < wide ? 0 : ((width - wide) / expandedStride + 1) * copies
    guard results > reached else { return input }
    let padded = width + expandedStride
    var result = Tensor(repeating: 0, shape: [input.shape[0], input.shape[1], padded])
    for row in 0..<input.shape[0] * input.shape[1] {
      for i in 0..<width { result.storage[row * padded + i] = input.storage[row * width + i] }
    }
    return result
  }

  /// Copies come back as neighbouring results; the surplus at the end falls away.
  func folded(_ expanded: Tensor, length: Int) -> Tensor {
    let (batch, windows) = (expanded.shape[0], expanded.shape[2])
    let channels = expanded.shape[1] / copies
    return Tensor(uninitialised: [batch, channels, length]) { out in
      for row in 0..<batch * channels {
        for position in 0..<length {
          let (window, copy) = position.quotientAndRemainder(dividingBy: copies)
          out[row * length + position] = expanded.storage[(row * copies + copy) * windows + window]
        }
      }
    }
  }
}
