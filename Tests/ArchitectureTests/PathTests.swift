import Foundation
import Testing

/// Documents name files that exist.
@Suite struct PathTests {
  /// All documents of the repository.
  private static let documents = {
    let folders = ["Sources", "docs", "configs", "python", "Benchmarks", "Examples"]
    return ["README.md", "CONTRIBUTING.md"]
      + folders.flatMap { Repository.files(in: $0, [".md"]) }
  }()

  private static let folders = [
    "Sources/", "Tests/", "docs/", "configs/", "python/", "scripts/", "Benchmarks/", "Examples/",
  ]

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent(path).path)
  }

  /// The texts in back-ticks that are paths from the top folder.
  private func paths(in text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    return parts.filter { part in
      Self.folders.contains { part.hasPrefix($0) }
        && part.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    }
  }

  /// The targets of links to files, seen from the folder of the document.
  private func links(in text: String) -> [String] {
    text.split(separator: "](").dropFirst().compactMap { part in
      part.split(separator: ")").first.map { $0.split(separator: "#").first ?? $0 }
    }.map(String.init).filter { !$0.contains("://") && !$0.contains(" ") }
  }

  @Test(arguments: documents) func `every path in a document exists`(_ document: String) throws {
    let text = try Repository.text(document)
    for path in paths(in: text) { #expect(exists(path), "\(path)") }
    let folder = (document as NSString).deletingLastPathComponent
    for link in links(in: text) {
      #expect(exists((folder as NSString).appendingPathComponent(link)), "\(link)")
    }
  }
}
