internal import CKernels

/// The rounding and the range of one operand of a multiplication.
struct OperandRule {
  let operand: String
  let allowed: ClosedRange<Int>
  /// Half to even in the mock (torch's `round`), half away from zero on the way to a chip (`lround`).
  let rounding: FloatingPointRoundingRule
  /// The kind of the error for a value below the range.
  let below: PerceptronError.Kind

  /// The weights of the mock.
  static let mockWeights = OperandRule(
    operand: "weights", allowed: HagenConstants.synapticWeight, rounding: .toNearestOrEven,
    below: .overflowError)
  /// The inputs of the mock.
  static let mockInputs = OperandRule(
    operand: "inputs", allowed: HagenConstants.inputActivation, rounding: .toNearestOrEven,
    below: .overflowError)
  /// The weights of a chip; a weight too low is an underflow, which hxtorch reports as a runtime
  /// error.
  static let hardwareWeights = OperandRule(
    operand: "weights", allowed: HagenConstants.synapticWeight,
    rounding: .toNearestOrAwayFromZero, below: .runtimeError)
  /// The inputs of a chip; an input too low becomes a huge unsigned number before it is checked.
  static let hardwareInputs = OperandRule(
    operand: "inputs", allowed: HagenConstants.inputActivation,
    rounding: .toNearestOrAwayFromZero, below: .overflowError)

  /// Throws if a kernel has seen something that is not allowed, and names the first such value.
  func require(_ seen: bss_mock_range, of block: FloatBlock) throws(PerceptronError) {
    guard
      seen.has_nan != 0 || seen.lowest < Float(allowed.lowerBound)
        || seen.highest > Float(allowed.upperBound)
    else { return }
    for (index, value) in block.elements.enumerated() { try require(value, at: index) }
  }

  private func require(_ value: Float, at index: Int) throws(PerceptronError) {
    let whole = value.rounded(rounding)
    if whole.isNaN { throw .notANumber(operation: "mac", operand: operand, index: index) }
    if whole > Float(allowed.upperBound) {
      throw .aboveRange(operand: operand, value: whole, allowed: allowed)
    }
    if whole < Float(allowed.lowerBound) {
      throw .belowRange(operand: operand, value: whole, allowed: allowed, kind: below)
    }
  }
}
