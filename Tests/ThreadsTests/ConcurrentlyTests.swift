import Synchronization
import Testing

@testable import Threads

@Suite struct ConcurrentlyTests {
  @Test(arguments: [true, false], [0, 1, 2, 1000])
  func `every iteration runs once, with threads and without`(hasThreads: Bool, count: Int) {
    let runs = Mutex([Int](repeating: 0, count: count))
    let folder = hasThreads ? "/proc/self/task" : "/no/such/folder"
    concurrently(count, taskFolder: folder) { index in runs.withLock { $0[index] += 1 } }
    #expect(runs.withLock { $0 } == [Int](repeating: 1, count: count))
  }
}
