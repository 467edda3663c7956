import CKernels
import Glibc

extension PerceptronContext {
  /// Rectifies as the chip's digital part does: floor, clamp to 0...127.
  ///
  /// - Throws: ``PerceptronError`` without a chip unless `mock`, or for something that is not a
  ///   number. hxtorch: `perceptron/relu.cpp`.
  public func relu(_ input: Tensor, mock: Bool = false) throws(PerceptronError) -> Tensor {
    try checkTrace("relu", input, mock: mock)
    _ = try backend(mock: mock)
    let result = try Self.rectified("relu", input, factor: 1, upper: 127)
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
    if !mock, shift < 0 { throw .negativeShift(shift) }
    _ = try backend(mock: mock)
    let result = try Self.rectified(
      "converting_relu", input, factor: twoToThe(-shift),
      upper: Float(HagenConstants.inputActivation.upperBound))
    noteTrace(.convertingReLU(shift: shift), result, mock: mock)
    return result
  }

  private static func rectified(
    _ operation: String, _ input: Tensor, factor: Float, upper: Float
  ) throws(PerceptronError) -> Tensor {
    var nan: Int32 = 0
    let result = Tensor(uninitialised: input.shape) { out in
      guard let out = out.baseAddress else { return }
      nan = bss_digital_relu(input.storage, input.count, factor, upper, out)
    }
    guard nan == 0 else {
      throw .notANumber(
        operation: operation, operand: "input", index: input.firstNotANumber ?? 0)
    }
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
        gradient.storage, input.storage, input.count, twoToThe(-shift), out)
    }
  }
}

/// 2^exponent; zero or infinity beyond the range of Float.
func twoToThe(_ exponent: Int) -> Float {
  scalbnf(1, Int32(clamping: exponent))
}
