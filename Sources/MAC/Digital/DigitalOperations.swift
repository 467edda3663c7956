internal import CKernels
internal import Glibc

/// The operations of the chip's digital part on int8 numbers between two analog layers.
///
/// Floats are floored and clamped to -128...127 before, so that -0.1 counts as -1. What is not a
/// number is refused. hxtorch: `perceptron/{add,relu,converting_relu}.cpp`.
public enum DigitalOperations {
  /// Rectifies: 0...127.
  ///
  /// - Parameters:
  ///   - input: any shape; on a chip one axis or more.
  ///   - mock: whether it works without a chip.
  ///   - out: a place for every element.
  /// - Throws: ``PerceptronError``.
  public static func relu(
    _ input: FloatBlock, mock: Bool, into out: UnsafeMutablePointer<Float>
  ) throws(PerceptronError) {
    try rectify("relu", input, mock: mock, Rectifier(factor: 1, upper: 127), into: out)
  }

  /// Rectifies and shifts to the range of inputs: min(31, ⌊y / 2^shift⌋) of y in 0...127.
  ///
  /// - Parameters:
  ///   - input: any shape; on a chip one axis or more.
  ///   - shift: not negative on a chip; the mock multiplies instead.
  ///   - mock: whether it works without a chip.
  ///   - out: a place for every element.
  /// - Throws: ``PerceptronError``.
  public static func convertingReLU(
    _ input: FloatBlock, shift: Int, mock: Bool, into out: UnsafeMutablePointer<Float>
  ) throws(PerceptronError) {
    if !mock, shift < 0 { throw .negativeShift(shift) }
    let rectifier = Rectifier(
      factor: twoToThe(-shift), upper: Float(HagenConstants.inputActivation.upperBound))
    try rectify("converting_relu", input, mock: mock, rectifier, into: out)
  }

  /// 2^exponent; zero or infinity beyond the range of Float.
  public static func twoToThe(_ exponent: Int) -> Float { scalbnf(1, Int32(clamping: exponent)) }

  private struct Rectifier {
    let factor: Float
    let upper: Float
  }

  private static func rectify(
    _ operation: String, _ input: FloatBlock, mock: Bool, _ rectifier: Rectifier,
    into out: UnsafeMutablePointer<Float>
  ) throws(PerceptronError) {
    guard mock || input.rank > 0 else {
      throw .dimensions(
        operation: operation, operand: "input", shape: input.shape, allowed: "at least 1-D on a chip")
    }
    guard let from = input.elements.baseAddress, input.count > 0 else { return }
    guard bss_digital_relu(from, input.count, rectifier.factor, rectifier.upper, out) != 0 else {
      return
    }
    try input.requireNumbers(operation, "input")
  }
}
