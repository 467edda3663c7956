import Calib
import CalibrationStore
import ChipModel
import Foundation
import Recording
import Testing
import _TestSupport

/// All files of a calibration, and what is said of those that do not fit.
@Suite(.serialized) struct StoredCalibrationTests {
  private func chip(seed: UInt64 = 0, preset name: String = "ideal") throws -> Chip {
    try Chip(parameters: preset(name), seed: seed)
  }

  /// The files of the ideal chip's calibration for lines, which is made in a moment.
  private func files(_ name: String) throws -> CalibrationFolder {
    let path = try ScratchFolder.path("stored/" + name)
    let bench = try chip()
    let result = try Self.made.get()
    let files = CalibrationFolder(path, kind: HagenSyninCalibResult.kind)
    try files.write(result, of: bench)
    return files
  }

  private static let made = Result {
    try SharedCalibrations.hagenSynin("ideal", seed: 0)
  }

  @Test func `all three files are written and hold the same settings`() throws {
    let files = try files("all")
    let native = try StoredCalibration(files.native).cocolist
    #expect(try StoredCalibration(files.portableBinary).cocolist == native)
    #expect(try StoredCalibration(files.json).cocolist == native)
    #expect(try StoredCalibration(files.json, for: chip()).apply(to: chip()) == [])
  }

  @Test func `a native file of another chip is refused, a cocolist is warned about`() throws {
    let files = try files("foreign")
    let other = try chip(seed: 1)
    #expect(throws: CalibrationFileError.self) {
      try StoredCalibration(files.native, for: other)
    }
    let warnings = try StoredCalibration(files.portableBinary, for: other).apply(to: other)
    #expect(warnings.count == 1 && warnings[0].contains("ideal-0"))
  }

  @Test func `other parameters of the same seed are another chip`() throws {
    let files = try files("parameters")
    let other = try Chip(parameters: preset("ideal", effects: ["cadc.noise=1"]), seed: 0)
    #expect(throws: CalibrationFileError.self) { try StoredCalibration(files.native, for: other) }
  }

  @Test func `provenance of another list is not believed`() throws {
    let files = try files("stale")
    var list = try StoredCalibration(files.native).cocolist
    list.cocos.removeLast()
    try Data(list.portableBinary()).write(to: URL(fileURLWithPath: files.portableBinary))
    #expect(try origin(of: files.portableBinary) == .otherContent)
    let warnings = try StoredCalibration(files.portableBinary).apply(to: chip())
    #expect(warnings.contains { $0.contains("damaged or replaced") })
  }

  private func origin(of path: String) throws -> CocolistOrigin? {
    guard case .cocolist(_, let origin) = try StoredCalibration(path) else { return nil }
    return origin
  }

  @Test func `a changed byte of a provenance file is noticed`() throws {
    let files = try files("checksum")
    let whole = try Data(contentsOf: URL(filePath: files.provenance))
    #expect(try origin(of: files.portableBinary)?.provenance != nil)
    for place in stride(from: 0, to: whole.count, by: whole.count / 40) {
      var bytes = whole
      bytes[place] ^= 1
      try bytes.write(to: URL(filePath: files.provenance))
      let origin = try origin(of: files.portableBinary)
      #expect(origin == .damaged || origin == .otherContent, "byte \(place)")
    }
  }

  @Test func `a provenance file without a checksum is one of an earlier version`() throws {
    let files = try files("earlier")
    let text = try String(contentsOfFile: files.provenance, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1].contains("checksum"))
    try lines.enumerated().filter { $0.offset != 1 }.map(\.element).joined(separator: "\n")
      .write(toFile: files.provenance, atomically: true, encoding: .utf8)
    #expect(try origin(of: files.portableBinary)?.provenance != nil)
  }

  @Test func `damaged files are errors that name them`() throws {
    let files = try files("damaged")
    for path in [files.native, files.json, files.portableBinary] {
      let data = try #require(FileManager.default.contents(atPath: path))
      try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: path))
      #expect(throws: (any Error).self, "\(path)") { try StoredCalibration(path) }
    }
    #expect(throws: CalibrationFileError.self) { try StoredCalibration("/no/such/file.pbin") }
  }

  @Test func `a calibration for another purpose is refused by name`() throws {
    let files = try files("purpose")
    #expect(
      throws: CalibrationFileError.otherKind(
        path: files.native, expected: "hagen", found: "hagen_synin")
    ) { try CalibrationFile.read(files.native) }
  }
}
