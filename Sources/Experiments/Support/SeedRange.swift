/// Seeds of several chips, written `7`, `0..9` or `0,3,7..9`; both ends of a range are included.
public struct SeedRange: Equatable, Sendable, CustomStringConvertible {
  /// All seeds as they are written, one or more, none of them twice.
  public let values: [UInt64]

  /// The most seeds that one text may name.
  public static let mostSeeds: UInt64 = 10_000

  /// Creates a range of at most ``mostSeeds`` seeds.
  public init(_ range: ClosedRange<UInt64>) { values = Array(range) }

  /// Reads seeds and ranges between commas; nil for any other text, for a seed that stands there twice,
  /// and for more than ``mostSeeds`` seeds.
  public init?(_ text: String) {
    var seeds: [UInt64] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = Self.range(part), seeds.count + range.count <= Int(Self.mostSeeds) else {
        return nil
      }
      seeds += range
    }
    guard Set(seeds).count == seeds.count else { return nil }
    values = seeds
  }

  private static func range(_ text: Substring) -> ClosedRange<UInt64>? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 3 && parts[1].isEmpty,
      let first = parts.first.flatMap({ UInt64($0) }),
      let last = parts.last.flatMap({ UInt64($0) }),
      first <= last, last - first < mostSeeds
    else { return nil }
    return first...last
  }

  /// The seeds as they are written, with ranges for neighbours.
  public var description: String {
    var ranges: [ClosedRange<UInt64>] = []
    for seed in values {
      if let last = ranges.last, last.upperBound < seed, seed - last.upperBound == 1 {
        ranges[ranges.count - 1] = last.lowerBound...seed
      } else {
        ranges.append(seed...seed)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)" }
      .joined(separator: ",")
  }
}
