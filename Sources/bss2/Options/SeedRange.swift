import ArgumentParser
import Foundation

/// Seeds of several chips: `7` or `0..9`, both ends included.
struct SeedRange: ExpressibleByArgument, Equatable {
  /// All seeds in order.
  let values: [UInt64]

  /// No command takes more chips at once.
  static let mostSeeds: UInt64 = 10_000

  /// Seeds from code.
  init(_ range: ClosedRange<UInt64>) { values = Array(range) }

  init?(argument: String) {
    let ends = argument.components(separatedBy: "..").map { UInt64($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
      first <= last, last - first < Self.mostSeeds
    else { return nil }
    values = Array(first...last)
  }

  var defaultValueDescription: String {
    guard let first = values.first, let last = values.last else { return "" }
    return first == last ? "\(first)" : "\(first)..\(last)"
  }
}
