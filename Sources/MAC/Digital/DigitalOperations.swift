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
    let upper = Float(HagenConstants.outputActivation.upperBound)
    try Rectifier(operation: "relu", factor: 1, upper: upper).run(input, mock: mock, into: out)
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
    let upper = Float(HagenConstants.inputActivation.upperBound)
    let rectifier = Rectifier(
      operation: "converting_relu", factor: factor(ofShift: shift), upper: upper)
    try rectifier.run(input, mock: mock, into: out)
  }

  /// 2^-shift, the factor of a shift to the right; zero or infinity beyond the range of Float.
  public static func factor(ofShift shift: Int) -> Float {
    scalbnf(1, -Int32(clamping: max(shift, -Int(Int32.max))))
  }
}

/// A rectifier with a factor and an upper end.
private struct Rectifier {
  let operation: String
  let factor: Float
  let upper: Float

  func run(
    _ input: FloatBlock, mock: Bool, into out: UnsafeMutablePointer<Float>
  ) throws(PerceptronError) {
    guard mock || input.rank > 0 else {
      throw .dimensions(
        operation: operation, operand: "input", shape: input.shape,
        allowed: "at least 1-D on a chip")
    }
    guard let from = input.elements.baseAddress, input.count > 0 else { return }
    guard bss_digital_relu(from, input.count, factor, upper, out) != 0 else { return }
    try input.requireNumbers(operation, "input")
  }
}
