import Foundation
import Testing
import _TestSupport

@testable import Recording

@Suite struct TraceWriterTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  private func traces(rowsPerChunk: Int? = nil) -> [String: Trace] {
    [
      "membrane/top": Trace(
        of: Float.self, rowShape: [2, 3], unit: "V", summary: "voltages",
        rowsPerChunk: rowsPerChunk),
      "cadc": Trace(of: UInt8.self, unit: "LSB", rowsPerChunk: rowsPerChunk, isCompressed: false),
    ]
  }

  @Test(arguments: [1, 3, 7, 1000])
  func `rows come back in order, whatever the blocks and chunks`(rowsPerChunk: Int) throws {
    let path = scratch.path("t.h5")
    let writer = try TraceWriter(path: path, traces: traces(rowsPerChunk: rowsPerChunk))
    let numbers = (0..<600).map(Float.init)
    var start = 0
    for rows in [0, 1, 2, 3, 30, 64] {
      try writer.append(Array(numbers[start..<(start + rows * 6)]), to: "membrane/top")
      start += rows * 6
      try writer.append([UInt8(rows)], to: "cadc")
    }
    try writer.finish(with: Record(attributes: ["seed": .uint64(7)]))
    let record = try HDF5File.read(path)
    #expect(try record.floats("membrane/top", shape: [100, 2, 3]) == numbers)
    #expect(try record.uint8s("cadc") == [0, 1, 2, 3, 30, 64])
    #expect(try record.uint64(attribute: "seed") == 7)
    #expect(try record.dataset("membrane/top").unit == "V")
    #expect(
      try record.dataset("membrane/top").layout
        == .chunked(Dataset.Chunks(shape: [rowsPerChunk, 2, 3], isExtensible: true)))
    #expect(try scratch.content == ["t.h5"])
  }

  @Test func `the same rows give the same bytes`() throws {
    for (name, block) in [("a.h5", 6), ("b.h5", 60)] {
      let writer = try TraceWriter(path: scratch.path(name), traces: traces(rowsPerChunk: 10))
      for start in stride(from: 0, to: 120, by: block) {
        try writer.append((start..<(start + block)).map(Float.init), to: "membrane/top")
      }
      try writer.finish()
    }
    #expect(try scratch.bytes("a.h5") == scratch.bytes("b.h5"))
  }

  @Test func `the file appears at the end only`() throws {
    try HDF5File.write(Record(attributes: ["old": true]), to: scratch.path("t.h5"))
    let writer = try TraceWriter(path: scratch.path("t.h5"), traces: traces(rowsPerChunk: 1))
    try writer.append([Float](repeating: 1, count: 6), to: "membrane/top")
    #expect(try HDF5File.read(scratch.path("t.h5")).bool(attribute: "old"))
    try writer.finish()
    #expect(try HDF5File.read(scratch.path("t.h5")).attributes.isEmpty)
  }

  @Test func `a writer that is dropped leaves the old file and nothing else`() throws {
    try HDF5File.write(Record(attributes: ["old": true]), to: scratch.path("t.h5"))
    do {
      let writer = try TraceWriter(path: scratch.path("t.h5"), traces: traces(rowsPerChunk: 1))
      try writer.append([Float](repeating: 1, count: 6), to: "membrane/top")
    }
    #expect(try scratch.content == ["t.h5"])
    #expect(try HDF5File.read(scratch.path("t.h5")).bool(attribute: "old"))
  }

  @Test func `wrong rows are refused and the writer goes on`() throws {
    let writer = try TraceWriter(path: scratch.path("t.h5"), traces: traces())
    #expect(
      throws: RecordingError.countMismatch(path: "membrane/top", shape: [2, 3], count: 5)
    ) { try writer.append([Float](repeating: 0, count: 5), to: "membrane/top") }
    #expect(throws: RecordingError.wrongType(path: "cadc", found: "uint8", expected: "int8")) {
      try writer.append([Int8(1)], to: "cadc")
    }
    #expect(
      throws: RecordingError.missing(
        kind: .dataset, path: "madc", available: ["cadc", "membrane/top"])
    ) { try writer.append([UInt8(1)], to: "madc") }
    try writer.append([UInt8(1)], to: "cadc")
    try writer.finish()
    #expect(try HDF5File.read(scratch.path("t.h5")).uint8s("cadc") == [1])
  }

  @Test func `a program that starts while a file is written does not keep readers out`() throws {
    let writer = try TraceWriter(path: scratch.path("t.h5"), traces: traces())
    // Unlike Foundation's, this child inherits every open file.
    var child: pid_t = 0
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("60"), nil]
    defer { arguments.forEach { free($0) } }
    try #require(posix_spawnp(&child, "sleep", nil, nil, arguments, nil) == 0)
    defer {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
    }
    try writer.append([UInt8(1)], to: "cadc")
    try writer.finish()
    #expect(try HDF5File.read(scratch.path("t.h5")).uint8s("cadc") == [1])
  }

  @Test func `a finished writer takes nothing more`() throws {
    let path = scratch.path("t.h5")
    let writer = try TraceWriter(path: path, traces: traces())
    try writer.finish()
    #expect(throws: RecordingError.writerClosed(path: path)) {
      try writer.append([UInt8(1)], to: "cadc")
    }
    #expect(throws: RecordingError.writerClosed(path: path)) { try writer.finish() }
  }

  @Test func `a record may share groups with traces but not names`() throws {
    let path = scratch.path("t.h5")
    let good = try TraceWriter(path: path, traces: traces())
    try good.finish(
      with: Record(groups: [
        "membrane": Record(attributes: ["a": 1], datasets: ["b": Dataset([1.0])])
      ]))
    #expect(try HDF5File.read(path).group("membrane").int64(attribute: "a") == 1)
    #expect(try HDF5File.read(path).group("membrane").datasets.keys.sorted() == ["b", "top"])

    let taken: [(Record, String)] = [
      (Record(datasets: ["membrane": Dataset([1.0])]), "membrane"),
      (Record(groups: ["membrane": Record(groups: ["top": Record()])]), "membrane/top"),
      (Record(datasets: ["cadc": Dataset([1.0])]), "cadc"),
    ]
    for (record, name) in taken {
      let writer = try TraceWriter(path: scratch.path("bad.h5"), traces: traces())
      #expect(throws: RecordingError.duplicateName(path: name)) { try writer.finish(with: record) }
    }
    #expect(try scratch.content == ["t.h5"])
  }

  @Test func `traces at impossible places are refused`() throws {
    #expect(throws: RecordingError.invalidName("", path: "")) {
      try TraceWriter(path: scratch.path("t.h5"), traces: ["": Trace(of: Float.self)])
    }
    #expect(throws: RecordingError.self) {
      try TraceWriter(path: scratch.path("none/t.h5"), traces: traces())
    }
    #expect(try scratch.content == [])
  }

  @Test func `a disk that fills up closes the writer and leaves nothing`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let scratch = try Scratch()
      let trace = Trace(of: Double.self, rowsPerChunk: 10_000, isCompressed: false)
      let writer = try TraceWriter(path: scratch.path("t.h5"), traces: ["x": trace])
      var limit = rlimit(rlim_cur: 65_536, rlim_max: .max)
      setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
      do {
        for _ in 0..<10 { try writer.append([Double](repeating: 1, count: 10_000), to: "x") }
        try writer.finish()
        exit(2)
      } catch RecordingError.cannotWrite(_, "File too large") {
      }
      guard try scratch.content == [] else { exit(3) }
      do {
        try writer.append([1.0], to: "x")
        exit(4)
      } catch RecordingError.writerClosed {
      }
    }
  }
}
