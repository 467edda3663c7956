internal import Foundation
public import Testing

/// Digests that a former run recorded, in one file: a JSON object of names and digests.
///
/// With `RECORD_GOLDEN=1` in the environment the file is written instead of compared; what changed
/// is then seen as a difference in the repository.
public struct GoldenDigests: Sendable {
  private let path: String
  /// Tests of one process add to a file one after the other.
  private static let lock = NSLock()

  /// Digests in the folder `Golden` beside a test.
  /// - Parameters:
  ///   - name: Name of the file without its extension.
  ///   - test: Path of the test's source.
  public init(_ name: String, beside test: String = #filePath) {
    path =
      URL(filePath: test).deletingLastPathComponent().appending(path: "Golden/\(name).json")
      .path
  }

  /// Compares a digest with the recorded one of that name, or records it.
  /// - Throws: what the file system throws.
  public func expect(
    _ digest: Digest, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect([name: digest], sourceLocation: sourceLocation)
  }

  /// Compares digests with the recorded ones of the same names, or records them.
  /// - Throws: what the file system throws.
  public func expect(
    _ digests: [String: Digest], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = digests.mapValues(\.hexadecimal)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      return try Self.lock.withLock { try record(found) }
    }
    let recorded = try read()
    for (name, digest) in found.sorted(by: { $0.key < $1.key }) {
      #expect(recorded[name] == digest, "\(name)", sourceLocation: sourceLocation)
    }
  }

  private func record(_ digests: [String: String]) throws {
    let known = (try? read()) ?? [:]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let merged = known.merging(digests) { $1 }
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try (encoder.encode(merged) + Data("\n".utf8)).write(to: URL(filePath: path), options: .atomic)
  }

  private func read() throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(contentsOf: URL(filePath: path)))
  }
}
