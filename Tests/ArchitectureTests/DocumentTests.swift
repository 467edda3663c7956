import Testing

/// The documents describe the modules that Package.swift declares.
@Suite struct DocumentTests {
  private let manifest: Manifest

  init() throws { manifest = Manifest(try Repository.text("Package.swift")) }

  /// The lines of the block of README that lists the modules, each as the names before two spaces.
  private func layers() throws -> [[String]] {
    let text = try Repository.text("README.md")
    let section = try #require(text.components(from: "\n## Modules\n", to: "\n## "))
    let block = try #require(section.components(from: "```text\n", to: "```"))
    return block.split(separator: "\n").map { line in
      let names = line.firstRange(of: "  ").map { line[..<$0.lowerBound] } ?? line
      return names.split(separator: " ").filter { $0 != "·" }.map(String.init)
    }
  }

  @Test func `README lists every module once`() throws {
    let listed = try layers().flatMap { $0 }.sorted()
    #expect(
      listed
        == manifest.modules.map(\.name).filter {
          !["CArguments", "CHDF5Reader", "CHDF5Shim"].contains($0)
        }.sorted())
  }

  @Test func `modules of a line in README depend on the lines below it only`() throws {
    var above: Set<String> = []
    for line in try layers() {
      above.formUnion(line)
      for module in line {
        let wrong = (manifest.byName[module]?.dependencies ?? []).intersection(above)
        #expect(
          wrong.isEmpty, "\(module) uses \(wrong.sorted()), which README lists beside or above")
      }
    }
  }

  @Test func `the picture in README names modules that exist`() throws {
    let text = try Repository.text("README.md")
    let picture = try #require(text.components(from: "```mermaid\n", to: "```"))
    let bold = picture.split(separator: "<b>").dropFirst().compactMap {
      $0.split(separator: "<").first
    }
    #expect(!bold.isEmpty)
    for name in bold { #expect(manifest.byName[String(name)] != nil, "\(name)") }
  }

  /// docs/architecture.md holds the table between two marks; RECORD_GOLDEN=1 writes it anew.
  @Test func `the table of imports in docs-architecture is that of Package-swift`() throws {
    let path = "docs/architecture.md"
    let text = try Repository.text(path)
    let old = try #require(text.components(from: "<!-- imports -->\n", to: "<!-- /imports -->"))
    if Repository.isRecording {
      let marks = ("<!-- imports -->\n", "<!-- /imports -->")
      try Repository.write(
        text.replacing(marks.0 + old + marks.1, with: marks.0 + table + marks.1), to: path)
    } else {
      #expect(old == table, "RECORD_GOLDEN=1 swift test --filter DocumentTests writes it anew")
    }
  }

  /// The modules in alphabetical order, each with what it declares.
  private var table: String {
    let rows = manifest.modules.sorted { $0.name < $1.name }.map { module in
      "| \(module.name) | \(module.dependencies.sorted().joined(separator: ", ")) |\n"
    }
    return "| module | imports |\n|---|---|\n" + rows.joined()
  }

  @Test func `CONTRIBUTING lists the modules that the C library links`() throws {
    let text = try Repository.text("CONTRIBUTING.md")
    let list = try #require(text.components(from: "modules that the C library links:", to: "."))
    let names = list.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    #expect(Set(names) == linked && names.count == linked.count)
  }

  @Test func `the C library links no Foundation, no YAML and no HDF5`() throws {
    let forbidden: Set = ["Foundation", "Yams", "CHDF5", "CHDF5Shim", "Recording"]
    #expect(manifest.closure(of: "CAPI").isDisjoint(with: forbidden))
    for module in linked {
      for file in Repository.files(in: "Sources/\(module)", [".swift"]) {
        let found = Imports.modules(in: try Repository.text(file)).intersection(forbidden)
        #expect(found.isEmpty, "\(file) imports \(found.sorted())")
      }
    }
  }

  /// The modules of the C library with code in Swift.
  private var linked: Set<String> {
    let all = manifest.closure(of: "CAPI").union(["CAPI"])
    return all.filter { !Repository.files(in: "Sources/\($0)", [".swift"]).isEmpty }
  }
}

extension String {
  /// The text between the first `start` and the next `end`; nil if one is missing.
  fileprivate func components(from start: String, to end: String) -> String? {
    guard let first = firstRange(of: start) else { return nil }
    let rest = self[first.upperBound...]
    guard let last = rest.firstRange(of: end) else { return nil }
    return String(rest[..<last.lowerBound])
  }
}
