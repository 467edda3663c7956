import Calib
import Cocolist
import Containers
import Coordinates
import Foundation
import Testing
import _TestSupport

/// A reader of other hands: Python's standard library and a description of the types.
@Suite(.fullTier) struct PythonReaderTests {
  private func lines(of file: Data, named name: String) throws -> [String] {
    let path = try ScratchFolder.path("cocolist") + "/" + name
    try file.write(to: URL(filePath: path))
    let script = try #require(
      Bundle.module.url(forResource: "cocolist_reader", withExtension: "py", subdirectory: "Golden")
    )
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func numbers<C: WordEncodable>(_ container: C) -> [Int] {
    C.fields.flatMap { $0.codes(of: container) }
  }

  @Test func `Python finds the same numbers in both forms`() throws {
    let list = try CalibratedChip.hagen.cocolist
    let expected = list.cocos.map { coco in
      (["\(type(of: coco.container))", "\(coco.coordinate.toEnum())"]
        + numbers(coco.container).map(String.init)).joined(separator: " ")
    }
    #expect(try lines(of: Data(list.portableBinary()), named: "a.pbin") == expected)
    #expect(try lines(of: Data(list.compressedJSON()), named: "a.json.gz") == expected)
  }
}
