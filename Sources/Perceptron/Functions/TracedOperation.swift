/// An operation on the chip as ``InferenceTracer`` keeps it: all that its input is not.
public enum TracedOperation: Sendable, Equatable {
  /// A multiplication, also that of a layer or a convolution; recordings of membranes are not kept.
  case mac(weights: Tensor, numSends: Int, waitBetweenEvents: Int)
  /// The sum with a second operand.
  case add(other: Tensor)
  /// The rectifier.
  case relu
  /// The rectifier with a shift into the range of inputs.
  case convertingReLU(shift: Int)
  /// The place of the largest of each row, along axis 1, which stays with length one.
  case argmax

  /// The original's name: `mac`, `add`, `relu`, `converting_relu` or `argmax`.
  public var name: String {
    switch self {
    case .mac: "mac"
    case .add: "add"
    case .relu: "relu"
    case .convertingReLU: "converting_relu"
    case .argmax: "argmax"
    }
  }
}

/// The operations of one forward pass, each on the result of the one before.
///
/// ``PerceptronContext/replay(_:on:)`` runs them. hxtorch writes them to a file of grenade's; here
/// they are a value.
public struct InferenceTrace: Sendable, Equatable {
  /// In the order in which they ran.
  public let operations: [TracedOperation]

  /// Makes a trace of operations, also of such as were never recorded.
  public init(_ operations: [TracedOperation]) {
    self.operations = operations
  }

  /// The original's names of the operations, in their order.
  public var names: [String] { operations.map(\.name) }
}
