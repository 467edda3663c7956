/// The gradients of a convolution by its operands.
public struct ConvolutionGradients: Sendable, Equatable {
  /// By the input, in its shape.
  public var input: Tensor
  /// By the weight, in its shape.
  public var weight: Tensor
  /// By the bias, one number a channel, not scaled by the gain; asked for or not.
  public var bias: Tensor
}

extension PerceptronContext {
  /// Convolves along one axis, without padding.
  ///
  /// All windows of all batch entries form one batch of
  /// ``mac(_:_:options:mock:madcRecordingNeuronID:madcRecordingPath:)``. The bias is added afterwards, as it is: results may be fractional and leave -128...127.
  /// hxtorch: `perceptron/conv.cpp`.
  ///
  /// - Parameters:
  ///   - input: (B × C_in × L).
  ///   - weight: (C_out × C_in × k).
  ///   - bias: (C_out) or nil.
  ///   - stride: one or more.
  ///   - options: how the windows are sent.
  ///   - mock: whether the linear model computes instead of the chip.
  /// - Returns: (B × C_out × ((L − k) / stride + 1)).
  /// - Throws: ``PerceptronError``; what the multiplication throws.
  public func conv1d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, stride: Int = 1,
    options: MACOptions = MACOptions(), mock: Bool = false
  ) throws -> Tensor {
    try Convolution(operation: "conv1d", stride: [stride], context: self)
      .forward(input, weight, bias, options, mock)
  }

  /// Convolves along two axes, without padding; see ``conv1d(_:weight:bias:stride:options:mock:)``.
  ///
  /// - Throws: ``PerceptronError``, also for a stride without two numbers.
  public func conv2d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, stride: [Int] = [1, 1],
    options: MACOptions = MACOptions(), mock: Bool = false
  ) throws -> Tensor {
    try Convolution(operation: "conv2d", stride: Self.two(stride), context: self)
      .forward(input, weight, bias, options, mock)
  }

  /// The gradients of ``conv1d(_:weight:bias:stride:options:mock:)``, and of the expanded one.
  ///
  /// - Throws: ``PerceptronError`` for shapes that do not fit.
  public func conv1dBackward(
    gradient: Tensor, input: Tensor, weight: Tensor, stride: Int = 1, numSends: Int = 1
  ) throws -> ConvolutionGradients {
    try Convolution(operation: "conv1d backward", stride: [stride], context: self)
      .backward(gradient, input, weight, numSends)
  }

  /// The gradients of ``conv2d(_:weight:bias:stride:options:mock:)``.
  ///
  /// - Throws: ``PerceptronError`` for shapes that do not fit.
  public func conv2dBackward(
    gradient: Tensor, input: Tensor, weight: Tensor, stride: [Int] = [1, 1], numSends: Int = 1
  ) throws -> ConvolutionGradients {
    try Convolution(operation: "conv2d backward", stride: Self.two(stride), context: self)
      .backward(gradient, input, weight, numSends)
  }

  private static func two(_ stride: [Int]) throws(PerceptronError) -> [Int] {
    guard stride.count == 2 else {
      throw .unsupported(
        operation: "conv2d", option: "stride", value: "\(stride)", allowed: "two numbers")
    }
    return stride
  }
}

/// A convolution over as many spatial axes as it has strides.
struct Convolution {
  let operation: String
  let stride: [Int]
  var copies = 1
  let context: PerceptronContext

  func forward(
    _ input: Tensor, _ weight: Tensor, _ bias: Tensor?, _ options: MACOptions, _ mock: Bool
  ) throws -> Tensor {
    let plan = try ConvolutionPlan(
      ConvolutionShapes(
        operation: operation, input: input.shape, weight: weight.shape, bias: bias?.shape,
        stride: stride, copies: copies))
    let windows = Tensor(rule: [plan.rows, plan.windows.length]) {
      plan.gather(input.storage, into: $0)
    }
    let matrix = Tensor(rule: [plan.windows.length, plan.columns]) {
      plan.matrix(weight.storage, into: $0)
    }
    let products = try context.mac(windows, matrix, options: options, mock: mock)
    return Tensor(rule: plan.outputShape) {
      plan.results(products.storage, bias: bias?.storage, into: $0)
    }
  }

  func backward(
    _ gradient: Tensor, _ input: Tensor, _ weight: Tensor, _ numSends: Int
  ) throws -> ConvolutionGradients {
    let windows = try ConvolutionWindows(
      operation: operation, input: input.shape, weight: weight.shape, stride: stride)
    let channels = weight.shape[0]
    guard gradient.shape == [windows.batch, channels] + windows.outputSpatial else {
      throw PerceptronError.shapeMismatch(
        operation: operation, shapes: [gradient.shape, input.shape, weight.shape],
        rule: "the gradient must have the shape of the result")
    }
    let factor = context.gradientGain(numSends: numSends)
    let rows = windows.channelsLast(gradient, channels: channels)
    let flat = Tensor(unchecked: [channels, windows.length], weight.storage)
    let dWindows = Tensor.product(rows, .plain, flat, .plain, factor: factor)
    var dWeight = Tensor.product(
      rows, .transposed, windows.gather(input), .plain, factor: factor)
    dWeight.shape = weight.shape
    var dBias = Tensor(repeating: 0, shape: [channels])
    rows.addColumnSums(columns: channels, to: &dBias)
    return ConvolutionGradients(input: windows.scatter(dWindows), weight: dWeight, bias: dBias)
  }
}

extension ConvolutionWindows {
  /// All windows as rows of one matrix.
  fileprivate func gather(_ input: Tensor) -> Tensor {
    Tensor(rule: [batch * count, length]) { gather(input.storage, into: $0) }
  }

  /// Every window added to where it came from.
  fileprivate func scatter(_ windows: Tensor) -> Tensor {
    var result = Tensor(repeating: 0, shape: inputShape)
    result.storage.withUnsafeMutableBufferPointer { to in
      if let to = to.baseAddress { scatter(windows.storage, addingTo: to) }
    }
    return result
  }

  /// Moves channels from the second axis to the last: batch · windows × channels.
  fileprivate func channelsLast(_ tensor: Tensor, channels: Int) -> Tensor {
    Tensor(uninitialised: [batch * count, channels]) { out in
      tensor.storage.withUnsafeBufferPointer { from in
        for entry in 0..<batch {
          for channel in 0..<channels {
            let start = (entry * channels + channel) * count
            for window in 0..<count {
              out[(entry * count + window) * channels + channel] = from[start + window]
            }
          }
        }
      }
    }
  }
}
