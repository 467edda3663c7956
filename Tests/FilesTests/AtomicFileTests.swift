import Foundation
import Testing

@testable import Files

@Suite struct AtomicFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "bss2-files-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private var content: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  @Test func `a file appears whole, with the rights that the umask leaves`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write([1, 2, 3], to: folder + "/a")
    #expect(try InputFile.bytes(folder + "/a", limit: 3) == [1, 2, 3])
    let mask = umask(0)
    umask(mask)
    var status = stat()
    #expect(stat(folder + "/a", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o666 & ~mask)
    #expect(try content == ["a"])
  }

  @Test func `the next file removes those of killed processes and no others`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let others = [".bss2-1.tmp", ".bss2-0123456789abcdef.tmp.old", "a.tmp"]
    for name in others + [".bss2-0123456789abcdef.tmp", ".bss2-fedcba9876543210.tmp"] {
      _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data("x".utf8))
    }
    let running = try AtomicFile(path: folder + "/running")
    try AtomicFile.write([1], to: folder + "/b")
    let kept = others + ["b", URL(fileURLWithPath: running.temporary).lastPathComponent]
    #expect(try content == kept.sorted())
    running.discard()
  }

  @Test func `a link in the place of a temporary file is not followed`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = FileManager.default.createFile(atPath: folder + "/victim", contents: Data("x".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/.bss2-0123456789abcdef.tmp", withDestinationPath: "victim")
    try AtomicFile.write([1], to: folder + "/b")
    #expect(try InputFile.bytes(folder + "/victim", limit: 9) == Array("x".utf8))
  }

  @Test func `folders, missing folders and odd names are refused in one sentence`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for path in ["", folder, folder + "/", folder + "/none/a", "a\0b"] {
      let error = #expect(throws: FileError.self) { try AtomicFile.write([], to: path) }
      #expect(error?.description.contains("cannot be written") == true)
    }
    #expect(try content == [])
  }

  @Test func `files beyond the limit are refused, also endless ones`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write([1, 2, 3], to: folder + "/a")
    #expect(throws: FileError.tooLarge(path: folder + "/a", limit: 2)) {
      try InputFile.bytes(folder + "/a", limit: 2)
    }
    #expect(throws: FileError.tooLarge(path: "/dev/zero", limit: 1000)) {
      try InputFile.bytes("/dev/zero", limit: 1000)
    }
    #expect(throws: FileError.self) { try InputFile.bytes(folder, limit: 9) }
    #expect(throws: FileError.self) { try InputFile.bytes(folder + "/none", limit: 9) }
    #expect(throws: FileError.self) { try InputFile.bytes("a\0b", limit: 9) }
  }
}
