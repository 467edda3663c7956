internal import Dispatch

/// Transforms values, several at once; the results are in their order whatever the threads.
///
/// - Parameters:
///   - values: what to transform.
///   - threads: how many may be transformed at once.
///   - transform: the transformation.
/// - Throws: the error of the first value that has one.
public func concurrentMap<Value: Sendable, Result: Sendable>(
  _ values: [Value], threads: Int, _ transform: @Sendable (Value) throws -> Result
) throws -> [Result] {
  guard threads > 1, values.count > 1 else { return try values.map(transform) }
  var results = [Swift.Result<Result, any Error>?](repeating: nil, count: values.count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each index is written by one thread.
    nonisolated(unsafe) let slots = buffer
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
      for index in stride(from: worker, to: values.count, by: threads) {
        slots[index] = Swift.Result { try transform(values[index]) }
      }
    }
  }
  return try results.compactMap { try $0?.get() }
}
