internal import Synchronization
internal import Threads

/// Transforms values, several at once; the results are in the order of the values, whatever the
/// threads.
///
/// All values are transformed, even if one of them throws.
///
/// - Parameters:
///   - values: what to transform.
///   - threads: how many may be transformed at once.
///   - progress: called with the number of values that are done, by one thread at a time.
///   - transform: the transformation.
/// - Throws: the error of the first value that has one.
public func concurrentMap<Value: Sendable, Result: Sendable>(
  _ values: [Value], threads: Int, progress: @escaping (Int) -> Void = { _ in },
  _ transform: @Sendable (Value) throws -> Result
) throws -> [Result] {
  var results = [Swift.Result<Result, any Error>?](repeating: nil, count: values.count)
  let next = Atomic(0)
  let done = Mutex(0)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each index is written by one thread.
    nonisolated(unsafe) let slots = buffer
    // It is called under the lock.
    nonisolated(unsafe) let report = progress
    concurrently(max(1, min(threads, values.count))) { _ in
      while case let index = next.add(1, ordering: .relaxed).oldValue, index < values.count {
        slots[index] = Swift.Result { try transform(values[index]) }
        done.withLock { count in
          count += 1
          report(count)
        }
      }
    }
  }
  return try results.compactMap { try $0?.get() }
}
