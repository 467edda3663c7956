import Foundation
import Testing
import _TestSupport

/// Damaged files of every format; one that ends the process ends the tests. `Fuzz` runs more, as do
/// `BSS2_FILES=N` files of `BSS2_FORMATS` (names with commas between) from `BSS2_FIRST_FILE` on, in the
/// environment.
@Suite(.serialized) struct DamagedFileTests {
  private static let environment = ProcessInfo.processInfo.environment

  private static func asked(_ name: String) -> UInt64? { environment[name].flatMap { UInt64($0) } }

  /// Files of each format: about half a minute in the full tier. Each HDF5 file takes a child process.
  private static func numbers(_ name: String) -> Range<UInt64> {
    let quick: Set = ["csv", "npy"]
    let standard = (quick.contains(name) ? 500 : 20) * (Tier.isFull ? 8 : 1) as UInt64
    let first = asked("BSS2_FIRST_FILE") ?? 0
    return first..<first + (asked("BSS2_FILES") ?? standard)
  }

  private static var formats: [FuzzFormat] {
    get throws {
      let asked = environment["BSS2_FORMATS"]?.split(separator: ",").map(String.init)
      return try FuzzFormat.all().filter { asked?.contains($0.name) ?? true }
    }
  }

  @Test func `damaged files of every format are read or refused in one sentence`() throws {
    for format in try Self.formats {
      let numbers = Self.numbers(format.name)
      let outcome = format.run(seed: 1, numbers: numbers)
      if Self.asked("BSS2_FILES") != nil {
        print(format.summary(of: outcome, seed: 1, numbers: numbers))
      }
      #expect(outcome.poorMessages.isEmpty, "\(format.name): \(outcome.poorMessages)")
      #expect(outcome.refused > 0, "\(format.name)")
    }
  }

  @Test func `the same seed gives the same files and outcomes`() throws {
    for format in try FuzzFormat.all() {
      let first = format.run(seed: 2, numbers: 0..<10)
      let second = format.run(seed: 2, numbers: 0..<10)
      #expect(first.digest.hexadecimal == second.digest.hexadecimal, "\(format.name)")
    }
  }
}
