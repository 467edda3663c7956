import Testing

/// The texts use plain technical English and the words of the field.
@Suite struct WordingTests {
  /// Files with text that somebody reads; this folder spells the forbidden words.
  private static let files: [String] = {
    let folders = ["Sources", "Tests", "Benchmarks", "Examples", "python", "docs", "configs"]
    let all = folders.flatMap {
      Repository.files(in: $0, [".swift", ".md", ".py", ".c", ".h", ".yaml"])
    }
    return ["README.md", "CONTRIBUTING.md", "Package.swift"]
      + all.filter { !$0.hasPrefix("Tests/ArchitectureTests/") }
  }()

  /// Finds of a search, each with the path of its file.
  private func finds(_ search: (String) -> [String]) throws -> [String] {
    try Self.files.flatMap { path in search(try Repository.text(path)).map { "\(path): \($0)" } }
  }

  @Test func `no text uses a forbidden phrase`() throws {
    let found = try finds(Wording.phrases)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test func `documentation begins with a verb or a noun`() throws {
    let found = try finds(Wording.openings)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test func `a forbidden phrase is found across lines, in names and not across clauses`() {
    #expect(Wording.phrases(in: "/// fires for want\n/// of a ramp") == ["for want of"])
    #expect(Wording.phrases(in: "let seamDistance = theSeam") == ["seam", "seam"])
    #expect(Wording.phrases(in: "so it may be. It is, seamless; winding") == [])
  }

  @Test func `only the first line of a comment is an opening`() {
    #expect(Wording.openings(in: "/// What it is.\n/// How so.\n") == ["/// What it is."])
    #expect(Wording.openings(in: "/// Whatever\n// What\n") == [])
    #expect(Wording.openings(in: "  \"\"\"What it is.\"\"\"") == ["\"\"\"What it is.\"\"\""])
    #expect(Wording.openings(in: "/* How so. */") == ["/* How so. */"])
  }
}
