import Testing

/// Sizes and limits come from the types of Coordinates and Containers. Numbers that are still
/// written out, or that only look like a size, are on a list that may shrink and never grow.
@Suite struct SizeLiteralTests {
  private static let list = "Tests/ArchitectureTests/Golden/size_literals.txt"

  private func found() throws -> SizeLiterals {
    var found = SizeLiterals()
    for file in Repository.files(in: "Sources", [".swift"])
    where !file.hasPrefix("Sources/Coordinates/") && !file.hasPrefix("Sources/Containers/") {
      found.add(file, try Repository.text(file))
    }
    return found
  }

  @Test func `no size is written out that is not on the list, and the list has no other`() throws {
    let (found, text) = (try found(), try Repository.text(Self.list))
    let listed = SizeLiterals(listed: text)
    let comments = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { $0 + "\n" }
    if Repository.isRecording {
      try Repository.write(comments.joined() + listed.common(with: found).lines, to: Self.list)
    }
    for (key, count) in found.counts {
      let allowed = listed.counts[key] ?? 0
      #expect(
        count <= allowed,
        "\(key.file) has \(key.size) \(count) times (\(allowed) on the list): take the size from a type"
      )
    }
    for (key, count) in listed.counts where !Repository.isRecording {
      #expect(
        count <= found.counts[key] ?? 0,
        "\(key.file) \(key.size) is gone: RECORD_GOLDEN=1 swift test --filter SizeLiteralTests")
    }
  }

  @Test(arguments: [
    ("0...255", [0, 255]), ("x / 63", [63]), ("1_022", [1022]), ("-63.0...63.0", [63, 63]),
    ("a255 + b_63", []), ("0.255", []), ("255.5", []), ("\"255\" // 255", []), ("0x255", []),
    ("row128(127)", [127]), ("array[511]", [511]),
  ])
  func `numbers are found in code only`(_ line: String, _ numbers: [Int]) {
    #expect(SizeLiterals.numbers(in: line[...]) == numbers)
  }

  @Test func `a list of sizes is read as it is written, and shrinks`() {
    var sizes = SizeLiterals()
    sizes.add("a.swift", "255 + 255\n63")
    #expect(sizes.lines == "a.swift 63 1\na.swift 255 2\n")
    #expect(SizeLiterals(listed: "# sizes\n" + sizes.lines) == sizes)
    var fewer = SizeLiterals()
    fewer.add("a.swift", "255 + 1022")
    #expect(sizes.common(with: fewer).lines == "a.swift 255 1\n")
  }
}
