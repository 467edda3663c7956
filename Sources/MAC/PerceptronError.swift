/// A mistake in the arguments of a perceptron operation.
///
/// Each case says what was found and what is allowed; `kind` tells which exception hxtorch raises, so
/// that bindings can raise the same. The sentences are the same in Swift, C and Python.
public enum PerceptronError: Error, Equatable, Sendable {
  /// An operand has a number of axes that the operation does not take.
  case dimensions(operation: String, operand: String, shape: [Int], allowed: String)
  /// Two operands do not fit each other.
  case shapeMismatch(operation: String, shapes: [[Int]], rule: String)
  /// A vector is not as long as the matrix is high.
  case lengthMismatch(inputs: [Int], weights: [Int], kind: Kind)
  /// An operand has no elements.
  case empty(operation: String, operand: String)
  /// A rounded value lies above its range.
  case aboveRange(operand: String, value: Float, allowed: ClosedRange<Int>)
  /// A rounded value lies below its range.
  case belowRange(operand: String, value: Float, allowed: ClosedRange<Int>, kind: Kind)
  /// An operand holds something that is not a number.
  case notANumber(operation: String, operand: String, index: Int)
  /// A chip is asked for, but none is connected.
  case noConnection
  /// The gain of the mock lies outside (0, 1].
  case gainOutOfRange(Double)
  /// `add` knows no other factor than one.
  case alphaUnsupported(Double)
  /// A chip cannot shift to the left.
  case negativeShift(Int)
  /// A count of sends or a waiting time that a chip cannot do.
  case scheduleOutOfRange(name: String, value: Int, minimum: Int)
  /// The membrane can be recorded on a chip only.
  case madcRecordingInMock
  /// The recorded neuron does not exist.
  case madcNeuronOutOfRange(Int)
  /// The file for the recording cannot be written.
  case madcFile(path: String, reason: String)
  /// The axis does not exist.
  case axisOutOfRange(axis: Int, rank: Int)
  /// A count or a step below one.
  case notPositive(operation: String, option: String, value: String)
  /// An option that the operation does not support.
  case unsupported(operation: String, option: String, value: String, allowed: String)
  /// A label that names no output.
  case labelOutOfRange(label: Int, classes: Int)
  /// `backward` was called without a preceding `forward`.
  case backwardBeforeForward(layer: String)
  /// Names of a state dictionary that do not match those of the model.
  case stateNames(missing: [String], unexpected: [String])

  /// A tracer was started twice, or stopped without having been started.
  case tracerState(isRecording: Bool)
  /// An operation under a tracer does not take the result of the one before.
  case untracedChange(operation: String)
  /// Under a tracer an `argmax` chooses within the rows of a matrix only.
  case argmaxNotTraceable(shape: [Int], dim: Int?, keepdim: Bool)

  /// The exception that hxtorch raises in the same place.
  public enum Kind: String, Sendable {
    /// Python's `RuntimeError`.
    case runtimeError = "RuntimeError"
    /// Python's `OverflowError`.
    case overflowError = "OverflowError"
    /// Python's `IndexError`.
    case indexError = "IndexError"
    /// Python's `ValueError`.
    case valueError = "ValueError"
  }

  /// The exception that hxtorch raises for this error.
  public var kind: Kind {
    switch self {
    case .aboveRange, .notANumber, .gainOutOfRange, .scheduleOutOfRange, .madcNeuronOutOfRange:
      .overflowError
    case .belowRange(_, _, _, let kind), .lengthMismatch(_, _, let kind): kind
    case .axisOutOfRange, .labelOutOfRange: .indexError
    case .unsupported: .valueError
    case .dimensions, .shapeMismatch, .empty, .notPositive, .noConnection, .alphaUnsupported,
      .negativeShift, .madcRecordingInMock, .madcFile, .backwardBeforeForward, .stateNames,
      .tracerState,
      .untracedChange, .argmaxNotTraceable:
      .runtimeError
    }
  }

  /// A Boolean value that tells whether shapes are wrong, rather than values.
  public var concernsShapes: Bool {
    switch self {
    case .dimensions, .shapeMismatch, .lengthMismatch, .empty: true
    default: false
    }
  }

  /// The value that is out of range, if one is.
  public var offendingValue: Double? {
    switch self {
    case .aboveRange(_, let value, _), .belowRange(_, let value, _, _): Double(value)
    case .notANumber: .nan
    case .gainOutOfRange(let value), .alphaUnsupported(let value): value
    case .negativeShift(let value), .axisOutOfRange(let value, _),
      .scheduleOutOfRange(_, let value, _), .madcNeuronOutOfRange(let value),
      .labelOutOfRange(let value, _):
      Double(value)
    default: nil
    }
  }
}
