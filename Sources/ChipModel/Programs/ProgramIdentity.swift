internal import Synchronization

/// Numbers for programs, so that a ticket is never redeemed at the wrong results. They appear in
/// no result.
enum ProgramIdentity {
  private static let last = Atomic<Int>(0)

  static func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}
