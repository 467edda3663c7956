internal import Glibc

/// A lock that knows its owner and can be made anew in a forked child.
final class Lock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { renew() }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Forgets who held it; only for a child process, in which the other threads do not exist.
  func renew() {
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
  }

  /// Waits for the lock; false when this thread has it already.
  func lock() -> Bool { pthread_mutex_lock(mutex) == 0 }

  func unlock() { pthread_mutex_unlock(mutex) }
}

/// Everything that a handle of the C side stands for.
class Entry: @unchecked Sendable {
  /// Name of the object in error messages.
  class var noun: String { "object" }

  private let queue = Lock()
  private var isBusy = false
  private var isLost = false

  /// Runs a body when it is this caller's turn.
  func exclusively<R>(_ body: () throws -> R) throws -> R {
    guard queue.lock() else { throw InterfaceError.inUse }
    defer { queue.unlock() }
    guard !isLost else { throw InterfaceError.lostByFork }
    isBusy = true
    defer { isBusy = false }
    return try body()
  }

  /// In a forked child: the thread that used it does not exist, and it may be half changed.
  func enterChild() {
    isLost = isLost || isBusy
    isBusy = false
    queue.renew()
  }
}

/// Handles of the C side: numbers that are never given twice, so that a freed or invented one is
/// an error and no crash.
final class Registry: @unchecked Sendable {
  static let shared = Registry()

  private let lock = Lock()
  private var entries: [UInt64: Entry] = [:]
  private var last: UInt64 = 0
  /// A Boolean value that tells whether this process was forked from one that used the library: its
  /// pool of threads is gone.
  private(set) var isForked = false

  private init() {
    pthread_atfork(
      { _ = Registry.shared.lock.lock() }, { Registry.shared.lock.unlock() },
      { Registry.shared.enterChild() })
  }

  private func enterChild() {
    lock.renew()
    isForked = true
    for entry in entries.values { entry.enterChild() }
  }

  /// Threads that may be used: a pool does not survive a fork.
  func threads(_ wanted: Int) -> Int { isForked ? 1 : wanted }

  func add(_ entry: Entry) -> UInt64 {
    _ = lock.lock()
    defer { lock.unlock() }
    last += 1
    entries[last] = entry
    return last
  }

  func find<T: Entry>(_ handle: UInt64, as type: T.Type = T.self) throws -> T {
    _ = lock.lock()
    defer { lock.unlock() }
    guard let entry = entries[handle] as? T else {
      throw InterfaceError.badHandle(handle, wanted: T.noun)
    }
    return entry
  }

  func remove(_ handle: UInt64) throws {
    _ = lock.lock()
    let removed = entries.removeValue(forKey: handle)
    lock.unlock()
    if removed == nil { throw InterfaceError.badHandle(handle, wanted: Entry.noun) }
  }
}

/// Ends a handle of any kind. A call that is running elsewhere ends first.
@c(bss2_free)
public func freeHandle(_ handle: UInt64) -> Int32 {
  attempt { try Registry.shared.remove(handle) }
}
