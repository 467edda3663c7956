import Testing

@testable import Recording

@Suite struct RecordTests {
  @Test func `datasets are found by path with their elements`() throws {
    let record = Record.example
    #expect(try record.floats("membrane/top", shape: [2, 3, 4]).count == 24)
    #expect(try record.group("membrane").doubles("/mean") == [1.5])
    #expect(try record.strings("labels") == ["one", "zwölf", ""])
    #expect(try record.uint16s("membrane/deep/codes").last == 999)
    #expect(try record.dataset("membrane/top").unit == "V")
    #expect(try record.dataset("membrane/top").summary == "membrane voltages")
    #expect(try record.group("") == record)
  }

  @Test func `attributes are found by name and type`() throws {
    let record = Record.example
    #expect(try record.string(attribute: "title") == "yin-yang, größer")
    #expect(try record.uint64(attribute: "seed") == .max)
    #expect(try record.int64(attribute: "step") == -3)
    #expect(try record.double(attribute: "noise_lsb") == 2.5)
    #expect(try record.bool(attribute: "calibrated"))
    #expect(try record.strings(attribute: "names") == ["a", "", "γ"])
    #expect(try record.doubles(attribute: "gains") == [0.1, -.infinity])
    #expect(try record.int64s(attribute: "counts") == [.min, 0, .max])
  }

  @Test func `an integer attribute answers to either sign when it fits`() throws {
    let record = Record(attributes: ["a": 5, "b": .uint64(5), "c": -1, "d": .uint64(.max)])
    #expect(try record.uint64(attribute: "a") == 5)
    #expect(try record.int64(attribute: "b") == 5)
    #expect(throws: RecordingError.wrongType(path: "c", found: "int64", expected: "uint64")) {
      try record.uint64(attribute: "c")
    }
    #expect(throws: RecordingError.wrongType(path: "d", found: "uint64", expected: "int64")) {
      try record.int64(attribute: "d")
    }
  }

  @Test func `what is missing is named beside what is there`() {
    let error = RecordingError.missing(
      kind: .dataset, path: "membrane/tip", available: ["mean", "top"])
    #expect(throws: error) { try Record.example.floats("membrane/tip") }
    #expect(
      error.description
        == "There is no dataset \"membrane/tip\": use one of \"mean\", \"top\".")
    #expect(throws: RecordingError.missing(kind: .group, path: "x", available: ["deep"])) {
      try Record.example.group("membrane").group("x")
    }
    #expect(
      throws: RecordingError.missing(kind: .attribute, path: "sed", available: ["seed"])
    ) { try Record(attributes: ["seed": 0]).int64(attribute: "sed") }
    #expect(
      RecordingError.missing(kind: .group, path: "x", available: []).description
        == "There is no group \"x\": there are none here, use another group or file.")
    #expect(
      RecordingError.missing(kind: .attribute, path: "sed", available: ["seed"]).description
        == "There is no attribute \"sed\": use \"seed\".")
  }

  @Test func `a wrong type or shape is named with both`() {
    let record = Record.example
    let type = RecordingError.wrongType(path: "membrane/top", found: "float", expected: "double")
    #expect(throws: type) { try record.doubles("membrane/top") }
    #expect(
      type.description
        == "\"membrane/top\" is of type float, not double: use float.")
    let shape = RecordingError.wrongShape(
      path: "membrane/top", found: [2, 3, 4], expected: [6, 4])
    #expect(throws: shape) { try record.floats("membrane/top", shape: [6, 4]) }
    #expect(
      shape.description == """
        "membrane/top" has shape [2, 3, 4] where [6, 4] is needed: ask for the recorded shape.
        """)
  }

  @Test func `insertion makes the groups on the way and replaces`() throws {
    var record = Record()
    record.insert(Dataset([1.0]), at: "a/b/c")
    record.insert(Dataset([2.0]), at: "/a/b/c")
    record.insert(Dataset([Int8(3)]), at: "a/d")
    #expect(try record.doubles("a/b/c") == [2])
    #expect(try record.int8s("a/d") == [3])
    #expect(record.groups["a"]?.groups.keys.sorted() == ["b"])
  }

  @Test(arguments: [(256, 512), (1, 131_072), (1_000_000, 1)])
  func `compressed chunks hold about 512 KiB`(row: Int, rows: Int) {
    let layout = Dataset.Layout.compressed(
      shape: [10, row], type: .float, isExtensible: true)
    #expect(layout == .chunked(Dataset.Chunks(shape: [rows, row], isExtensible: true)))
  }
}
