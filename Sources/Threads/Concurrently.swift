internal import Dispatch
internal import Glibc

/// Runs iterations of a loop, several at once, and returns after the last one.
///
/// Without `/proc`, they run one after the other: libdispatch would end the process.
public func concurrently(_ iterations: Int, _ body: @Sendable (Int) -> Void) {
  guard iterations > 1 else { return iterations == 1 ? body(0) : () }
  concurrently(iterations, taskFolder: "/proc/self/task", body)
}

func concurrently(_ iterations: Int, taskFolder: String, _ body: @Sendable (Int) -> Void) {
  if access(taskFolder, F_OK) == 0 {
    DispatchQueue.concurrentPerform(iterations: iterations) { body($0) }
  } else {
    for index in 0..<iterations { body(index) }
  }
}
