internal import CKernels

extension PerceptronContext {
  /// Rectifies as the chip's digital part does: floor, clamp to 0...127.
  ///
  /// - Throws: ``PerceptronError`` without a chip unless `mock`, on a chip for a tensor without axes,
  ///   or for something that is not a number. hxtorch: `perceptron/relu.cpp`.
  public func relu(_ input: Tensor, mock: Bool = false) throws(PerceptronError) -> Tensor {
    try checkTrace("relu", input, mock: mock)
    _ = try backend(mock: mock)
    let result = try Tensor(shape: input.shape) { (out) throws(PerceptronError) in
      try input.withBlock { (block) throws(PerceptronError) in
        try DigitalOperations.relu(block, mock: mock, into: out)
      }
    }
    noteTrace(.relu, result, mock: mock)
    return result
  }

  /// Rectifies and shifts results (0...127) into the range of inputs: ⌊y / 2^shift⌋, at most 31.
  ///
  /// - Parameters:
  ///   - input: any shape.
  ///   - shift: not negative on a chip; the mock multiplies instead.
  ///   - mock: whether it works without a chip.
  /// - Throws: ``PerceptronError`` without a chip unless `mock`, for a negative shift on a chip, or
  ///   for something that is not a number. hxtorch: `perceptron/converting_relu.cpp`.
  public func convertingReLU(
    _ input: Tensor, shift: Int = 2, mock: Bool = false
  ) throws(PerceptronError) -> Tensor {
    try checkTrace("converting_relu", input, mock: mock)
    _ = try backend(mock: mock)
    let result = try Tensor(shape: input.shape) { (out) throws(PerceptronError) in
      try input.withBlock { (block) throws(PerceptronError) in
        try DigitalOperations.convertingReLU(block, shift: shift, mock: mock, into: out)
      }
    }
    noteTrace(.convertingReLU(shift: shift), result, mock: mock)
    return result
  }

  /// The gradient of ``relu(_:mock:)``: it passes where the input was positive, also above 127.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public static func reluBackward(
    gradient: Tensor, input: Tensor
  ) throws(PerceptronError) -> Tensor {
    try convertingReLUBackward(gradient: gradient, input: input, shift: 0)
  }

  /// The gradient of ``convertingReLU(_:shift:mock:)``: as of ``relu(_:mock:)``, over 2^shift.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public static func convertingReLUBackward(
    gradient: Tensor, input: Tensor, shift: Int = 2
  ) throws(PerceptronError) -> Tensor {
    guard gradient.shape == input.shape else {
      throw .shapeMismatch(
        operation: "relu backward", shapes: [gradient.shape, input.shape],
        rule: "both need the same shape")
    }
    return Tensor(uninitialised: input.shape) { out in
      guard let out = out.baseAddress else { return }
      bss_digital_relu_gradient(
        gradient.storage, input.storage, input.count, DigitalOperations.factor(ofShift: shift),
        out)
    }
  }
}
