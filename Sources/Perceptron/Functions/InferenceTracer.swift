/// Records what runs on the chip of a context between ``start()`` and ``stop()``.
///
/// Operations of the mock are not seen. Each operation must take the result of the one before, bit
/// by bit and in its shape, or it is refused before it runs. So averages, biases of convolutions and
/// whatever else the host computes in between cannot be traced, and neither can more than one
/// convolution. Several tracers may record at once, and each sees everything.
/// hxtorch: `perceptron.InferenceTracer`.
public final class InferenceTracer {
  /// Whose operations are recorded.
  public let context: PerceptronContext
  private var operations: [TracedOperation] = []
  private var last: Result?

  /// Result of an operation; places are no input of anything.
  private enum Result {
    case values(Tensor)
    case places
  }

  /// Makes a tracer that does not record yet.
  public init(_ context: PerceptronContext) {
    self.context = context
  }

  /// A Boolean value that tells whether it records.
  public var isRecording: Bool { context.tracers.contains { $0 === self } }

  /// Begins a new recording.
  ///
  /// - Throws: ``PerceptronError/tracerState(isRecording:)`` if it records already.
  public func start() throws(PerceptronError) {
    guard !isRecording else { throw .tracerState(isRecording: true) }
    (operations, last) = ([], nil)
    context.tracers.append(self)
  }

  /// Ends the recording; it may be empty.
  ///
  /// - Throws: ``PerceptronError/tracerState(isRecording:)`` if it does not record.
  public func stop() throws(PerceptronError) -> InferenceTrace {
    guard isRecording else { throw .tracerState(isRecording: false) }
    context.tracers.removeAll { $0 === self }
    defer { (operations, last) = ([], nil) }
    return InferenceTrace(operations)
  }

  fileprivate func check(_ name: String, _ input: Tensor) throws(PerceptronError) {
    switch last {
    case nil: return
    case .values(let values) where values == input: return
    default: throw .untracedChange(operation: name)
    }
  }

  fileprivate func note(_ operation: TracedOperation, _ result: Tensor?) {
    operations.append(operation)
    last = result.map(Result.values) ?? .places
  }
}

extension PerceptronContext {
  /// Refuses an operation on the chip whose input some tracer does not know.
  ///
  /// It comes first, as in the original: before any other check of the operation.
  func checkTrace(_ name: String, _ input: Tensor, mock: Bool) throws(PerceptronError) {
    guard !mock else { return }
    for tracer in tracers { try tracer.check(name, input) }
  }

  /// Tells all tracers what has run; `result` is nil if it is not a tensor of numbers.
  func noteTrace(
    _ operation: @autoclosure () -> TracedOperation, _ result: Tensor?, mock: Bool
  ) {
    guard !mock else { return }
    for tracer in tracers { tracer.note(operation(), result) }
  }

  /// Runs the operations of a trace on the chip, with the input of the first.
  ///
  /// Every operation rounds and checks as it does by itself. Where the original takes kind and shape
  /// of the result from the first operation, this returns those of the last.
  /// hxtorch: `perceptron.inference_trace`.
  ///
  /// - Parameters:
  ///   - trace: one operation or more.
  ///   - input: one vector or a batch.
  /// - Returns: the result of the last operation; after an `argmax` the places as numbers.
  /// - Throws: ``PerceptronError``, in this order: input with other than one or two axes, empty
  ///   trace, no chip; then what the operations throw.
  public func replay(_ trace: InferenceTrace, on input: Tensor) throws -> Tensor {
    guard input.rank == 1 || input.rank == 2 else {
      throw PerceptronError.dimensions(
        operation: "inference_trace", operand: "input", shape: input.shape, allowed: "1-D or 2-D")
    }
    guard !trace.operations.isEmpty else {
      throw PerceptronError.empty(
        operation: "inference_trace", operand: "the list of traced operations")
    }
    _ = try backend(mock: false)
    return try trace.operations.reduce(input) { try run($1, on: $0) }
  }

  private func run(_ operation: TracedOperation, on x: Tensor) throws -> Tensor {
    switch operation {
    case .mac(let weights, let numSends, let waitBetweenEvents):
      let options = MACOptions(numSends: numSends, waitBetweenEvents: waitBetweenEvents)
      return try mac(x, weights, options: options)
    case .add(let other): return try add(x, other)
    case .relu: return try relu(x)
    case .convertingReLU(let shift): return try convertingReLU(x, shift: shift)
    case .argmax:
      let places = try argmax(x, dim: 1, keepdim: true)
      return Tensor(unchecked: places.shape, places.storage.map(Float.init))
    }
  }
}
