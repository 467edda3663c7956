import ChipModel
import Foundation
import Testing
import _TestSupport

/// The number of the results, on which caches and files rely, and the recorded results.
@Suite struct ResultVersionTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  @Test func `changed results have another number`() throws {
    var digest = Digest()
    for file in ["calibrations", "products", "traces"] {
      for (name, value) in try read(file).sorted(by: { $0.key < $1.key }) where !isLayout(name) {
        digest.add("\(name) \(value)")
      }
    }
    let version = "\(Emulator.resultVersion)"
    #expect(
      try read("result-versions")[version] == digest.hexadecimal,
      """
      The recorded results are not those of version \(version). If they have changed on purpose, \
      increase Emulator.resultVersion, and add its digest \(digest.hexadecimal) to \
      Golden/result-versions.json.
      """)
  }

  /// Returns whether a digest also depends on the form of a file.
  private func isLayout(_ name: String) -> Bool {
    ["cocolist.pbin", "cocolist.json", "native file", "provenance"].contains(where: name.hasSuffix)
  }

  private func read(_ name: String) throws -> [String: String] {
    try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }
}
