import Testing
import _TestSupport

/// Damaged files of every format; one that ends the process ends the tests. `Fuzz` runs more.
@Suite(.serialized) struct DamagedFileTests {
  /// Files of each format: about half a minute in the full tier. Each HDF5 file takes a child process.
  private static func count(_ name: String) -> UInt64 {
    let quick: Set = ["csv", "npy"]
    return (quick.contains(name) ? 500 : 20) * (Tier.isFull ? 8 : 1)
  }

  @Test func `damaged files of every format are read or refused in one sentence`() throws {
    for format in try FuzzFormat.all() {
      let outcome = format.run(seed: 1, numbers: 0..<Self.count(format.name))
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
