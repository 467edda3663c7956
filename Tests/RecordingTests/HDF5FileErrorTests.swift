import Foundation
import Testing
import _TestSupport

@testable import Recording

@Suite struct HDF5FileErrorTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  @Test func `a missing file is named`() {
    let path = scratch.path("none.h5")
    #expect(throws: RecordingError.fileNotFound(path: path)) { try HDF5File.read(path) }
    #expect(
      RecordingError.fileNotFound(path: path).description
        == "There is no file \"\(path)\": check the path.")
  }

  @Test(arguments: ["", "text that is no HDF5 file", "\u{89}HDF"])
  func `a file of another format is refused`(content: String) throws {
    let path = scratch.path("other.h5")
    try Data(content.utf8).write(to: URL(filePath: path))
    #expect(throws: RecordingError.notHDF5(path: path)) { try HDF5File.read(path) }
  }

  @Test func `a folder is no file to read`() {
    let path = scratch.folder.path
    #expect(throws: RecordingError.cannotRead(path: path, reason: "it is a folder")) {
      try HDF5File.read(path)
    }
  }

  @Test func `a file truncated anywhere is refused`() throws {
    let path = scratch.path("cut.h5")
    try HDF5File.write(.example, to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    for count in stride(from: 0, to: whole.count, by: 997) {
      try whole.prefix(count).write(to: URL(filePath: path))
      let error = #expect(throws: RecordingError.self) { try HDF5File.read(path) }
      switch error {
      case .notHDF5, .damaged: break
      default: Issue.record("cut at \(count): \(String(describing: error))")
      }
    }
  }

  @Test func `a dataset above the limit is not read whole`() throws {
    let path = scratch.path("large.h5")
    try HDF5File.write(
      Record(datasets: ["x": Dataset([Double](repeating: 0, count: 1000))]), to: path)
    #expect(throws: RecordingError.tooLarge(path: "x", bytes: 8000, limit: 7999)) {
      try HDF5File.read(path, limit: 7999)
    }
    #expect(try HDF5File.read(path, limit: 8000).doubles("x").count == 1000)
  }

  @Test func `places that cannot be written are named with the reason`() throws {
    let missing = scratch.path("no/such/folder/a.h5")
    #expect(
      throws: RecordingError.cannotWrite(
        path: missing, reason: "there is no folder \"\(scratch.path("no/such/folder"))\"")
    ) { try HDF5File.write(.example, to: missing) }

    #expect(
      throws: RecordingError.cannotWrite(path: scratch.folder.path, reason: "it is a folder")
    ) { try HDF5File.write(.example, to: scratch.folder.path) }

    try Data().write(to: URL(filePath: scratch.path("file")))
    #expect(throws: RecordingError.self) {
      try HDF5File.write(.example, to: scratch.path("file/a.h5"))
    }
    #expect(throws: RecordingError.self) { try HDF5File.write(.example, to: "") }
  }

  @Test func `an unwritable folder is refused with the system's words`() {
    // /proc refuses even the superuser.
    let path = "/proc/bss2-test.h5"
    let error = #expect(throws: RecordingError.self) { try HDF5File.write(.example, to: path) }
    guard case .cannotWrite(path, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      ["No such file or directory", "Permission denied", "Operation not permitted"]
        .contains(reason))
  }

  @Test func `a full disk leaves the old file and nothing else`() async throws {
    await #expect(processExitsWith: .success) {
      // A limit on the size of files stands in for the full disk; it holds for this process only.
      signal(SIGXFSZ, SIG_IGN)
      let scratch = try Scratch()
      try HDF5File.write(Record(attributes: ["old": true]), to: scratch.path("a.h5"))
      var limit = rlimit(rlim_cur: 65_536, rlim_max: .max)
      setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
      let large = Record(datasets: ["x": Dataset([Double](repeating: 1, count: 100_000))])
      let error = #expect(throws: RecordingError.self) {
        try HDF5File.write(large, to: scratch.path("a.h5"))
      }
      guard case .cannotWrite(_, "File too large")? = error else { exit(3) }
      guard try scratch.content == ["a.h5"] else { exit(4) }
      guard try HDF5File.read(scratch.path("a.h5")).bool(attribute: "old") else { exit(5) }
      // The library is still of use afterwards.
      try HDF5File.write(Record(attributes: ["new": true]), to: scratch.path("b.h5"))
      guard try HDF5File.read(scratch.path("b.h5")).bool(attribute: "new") else { exit(6) }
    }
  }

  @Test func `a record that no file can hold is refused before a file is touched`() throws {
    let path = scratch.path("a.h5")
    let cases: [(Record, RecordingError)] = [
      (Record(datasets: ["a/b": Dataset([1.0])]), .invalidName("a/b", path: "")),
      (Record(groups: [".": Record()]), .invalidName(".", path: "")),
      (Record(groups: ["g": Record(attributes: ["": 1])]), .invalidName("", path: "g")),
      (
        Record(datasets: ["x": Dataset([1.0])], groups: ["x": Record()]),
        .duplicateName(path: "x")
      ),
      (Record(attributes: ["a": "b\0c"]), .invalidText(path: "@a")),
      (Record(datasets: ["x": Dataset(["a\0"])]), .invalidText(path: "x")),
      (
        Record(datasets: ["x": Dataset([1.0, 2, 3], shape: [2, 2])]),
        .countMismatch(path: "x", shape: [2, 2], count: 3)
      ),
      (
        Record(datasets: ["x": Dataset([1.0], shape: [-1, -1])]),
        .countMismatch(path: "x", shape: [-1, -1], count: 1)
      ),
      (
        Record(datasets: ["x": Dataset([Double](), shape: [.max, .max])]),
        .countMismatch(path: "x", shape: [.max, .max], count: 0)
      ),
      (
        Record(datasets: [
          "x": Dataset([1.0], shape: [], layout: .chunked(Dataset.Chunks(shape: [])))
        ]),
        .invalidLayout(path: "x", reason: "a single value cannot have chunks; leave them out")
      ),
      (
        Record(datasets: ["x": Dataset([1.0], layout: .chunked(Dataset.Chunks(shape: [1, 1])))]),
        .invalidLayout(
          path: "x",
          reason: "the chunks [1, 1] must have as many axes as the shape [1], each of at least 1")
      ),
      (
        Record(datasets: ["x": Dataset([1.0], layout: .chunked(Dataset.Chunks(shape: [2])))]),
        .invalidLayout(
          path: "x",
          reason: "the chunks [2] are larger than the shape [1]; make them smaller")
      ),
    ]
    for (record, expected) in cases {
      #expect(throws: expected) { try HDF5File.write(record, to: path) }
    }
    #expect(try scratch.content == [])
  }
}
