import Foundation
import Testing
import _TestSupport

@testable import Recording

/// Files that the HDF5 library must not be trusted with.
@Suite struct HostileFileTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  private static let corpus =
    URL(filePath: #filePath).deletingLastPathComponent().path + "/../../Fuzz/Corpus/hdf5/"

  private func reading(_ name: String) throws -> Record {
    try HDF5File.read(Self.corpus + name + ".h5")
  }

  @Test(arguments: [
    ("external-data", "it keeps data in other files"),
    ("plugin-filter", "its filter is not deflate, shuffle or Fletcher's checksum"),
  ])
  func `data of other files and plugins are refused`(name: String, reason: String) {
    #expect(
      throws: RecordingError.refused(path: Self.corpus + name + ".h5", place: "x", reason: reason)
    ) { try reading(name) }
  }

  @Test(arguments: ["external-link", "soft-link"])
  func `links to other places are not followed`(name: String) throws {
    #expect(try reading(name).datasets.keys.sorted() == ["ok"])
    #expect(throws: RecordingError.missing(kind: .dataset, path: "x", available: [])) {
      try HDF5File.read(rows: 0..<1, of: "x", in: Self.corpus + name + ".h5")
    }
  }

  @Test(arguments: [
    ("empty-chunks", "it promises more content than its size can hold"),
    ("many-names", "it has more objects than its size can hold"),
    ("cycle", "groups lie in groups deeper than 64"),
  ])
  func `small files cannot ask for much memory or time`(name: String, reason: String) {
    #expect(
      throws: RecordingError.damaged(path: Self.corpus + name + ".h5", reason: reason)
    ) { try reading(name) }
  }

  /// Found by flipping bits: HDF5 1.10.8 frees a wild pointer, or loops in a heap of texts. Other
  /// versions may read these files or refuse them in words of their own.
  @Test(arguments: ["dies-in-library", "dies-in-library-2", "loops-in-library", "virtual-data"])
  func `a file that ends or stops the library is refused and the next one is read`(
    name: String
  ) throws {
    do {
      _ = try reading(name)
    } catch let error as RecordingError {
      switch error {
      case .damaged, .refused: break
      default: Issue.record("\(error)")
      }
    }
    #expect(try reading("h5py").strings("s") == ["x", "yy"])
  }

  @Test func `files of h5py are read`() throws {
    let record = try reading("h5py")
    #expect(try record.doubles("a/b") == (0..<10).map(Double.init))
    #expect(try record.int64s("c") == (0..<20).map(Int64.init))
    #expect(try record.strings("fixed") == ["ab", "c"])
    #expect(try record.int8s("bool") == [1, 0])
    #expect(try record.bool(attribute: "flag"))
    #expect(try record.string(attribute: "k") == "hello")
  }

  @Test func `one changed bit anywhere behind the user block is noticed before the library`() throws
  {
    let path = scratch.path("a.h5")
    try HDF5File.write(.example, to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    for index in stride(from: Seal.length, to: whole.count, by: 211) {
      var damaged = whole
      damaged[index] ^= 1 << UInt8(index % 8)
      try damaged.write(to: URL(filePath: path))
      #expect(throws: RecordingError.damaged(path: path, reason: "its checksum differs")) {
        try HDF5File.read(path)
      }
    }
  }

  @Test func `a changed user block is noticed or does no harm`() throws {
    let path = scratch.path("a.h5")
    try HDF5File.write(.example, to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    for index in 0..<96 {
      var damaged = whole
      damaged[index] ^= 4
      try damaged.write(to: URL(filePath: path))
      do {
        #expect(try HDF5File.read(path) == .example)
      } catch {
        #expect(error == RecordingError.damaged(path: path, reason: "its checksum differs"))
      }
    }
  }

  @Test func `rows are read from files whose checksum is right only`() throws {
    let path = scratch.path("a.h5")
    try HDF5File.write(.example, to: path)
    _ = try HDF5File.read(rows: 0..<2, of: "membrane/deep/codes", in: path)
    var damaged = try Data(contentsOf: URL(filePath: path))
    damaged[damaged.count - 9] ^= 1
    try damaged.write(to: URL(filePath: path))
    #expect(throws: RecordingError.damaged(path: path, reason: "its checksum differs")) {
      try HDF5File.read(rows: 0..<2, of: "membrane/deep/codes", in: path)
    }
  }

  @Test func `a process that leaves its children to the system reads files too`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGCHLD, SIG_IGN)
      let scratch = try Scratch()
      try HDF5File.write(Record(attributes: ["a": 1]), to: scratch.path("a.h5"))
      guard try HDF5File.read(scratch.path("a.h5")).int64(attribute: "a") == 1 else { exit(2) }
    }
  }

  @Test func `pipes and devices are no files to read`() throws {
    let path = scratch.path("pipe.h5")
    #expect(mkfifo(path, 0o600) == 0)
    for path in [path, "/dev/zero"] {
      #expect(throws: RecordingError.cannotRead(path: path, reason: "it is no regular file")) {
        try HDF5File.read(path)
      }
    }
  }
}
