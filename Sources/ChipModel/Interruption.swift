internal import Synchronization

/// A request, from any thread, to stop a chip before its next program, or in the batch that it multiplies.
public final class Interruption: Sendable {
  private let isSet = Atomic<Bool>(false)

  /// Creates a request that has not been made.
  public init() {}

  /// A Boolean value that tells whether the request has been made.
  public var isRequested: Bool { isSet.load(ordering: .relaxed) }

  /// Makes the request: the next program, or the batch that is being multiplied, throws
  /// ``ChipError/interrupted``.
  public func request() { isSet.store(true, ordering: .relaxed) }

  /// Throws if the request has been made.
  func check() throws(ChipError) { if isRequested { throw .interrupted } }

  /// Takes the request back.
  public func clear() { isSet.store(false, ordering: .relaxed) }
}
