/// Seeds of several chips, written `7` or `0..9`; both ends are included.
public struct SeedRange: Equatable, Sendable, CustomStringConvertible {
  /// All seeds in order, one or more.
  public let values: [UInt64]

  /// The most seeds that one range may have.
  public static let mostSeeds: UInt64 = 10_000

  /// Creates a range of at most ``mostSeeds`` seeds.
  public init(_ range: ClosedRange<UInt64>) { values = Array(range) }

  /// Reads a range; nil for any other text, and for more than ``mostSeeds`` seeds.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 3 && parts[1].isEmpty,
      let first = parts.first.flatMap({ UInt64($0) }),
      let last = parts.last.flatMap({ UInt64($0) }),
      first <= last, last - first < Self.mostSeeds
    else { return nil }
    values = Array(first...last)
  }

  /// The range as it is written.
  public var description: String {
    guard let first = values.first, let last = values.last else { return "" }
    return first == last ? "\(first)" : "\(first)..\(last)"
  }
}
