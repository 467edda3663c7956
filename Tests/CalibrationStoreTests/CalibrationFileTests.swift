import Calib
import CalibrationStore
import ChipConfiguration
import ChipModel
import Foundation
import Recording
import Synchronization
import Testing
import _TestSupport

/// Calibrations outlive the process that made them.
@Suite(.serialized) struct CalibrationFileTests {
  private func chip(seed: UInt64 = 0) throws -> Chip {
    try Chip(parameters: preset("ideal"), seed: seed)
  }

  private func path(_ name: String) throws -> String {
    try ScratchFolder.path("store") + "/" + name
  }

  @Test func `a calibration is written, read and applied, and nothing changes`() throws {
    let result = try SharedCalibrations.hagen("ideal", seed: 0)
    let one = try chip()
    try result.apply(to: one)
    let file = try path("ideal.h5")
    try CalibrationFile.write(result, of: one, to: file)
    let read = try CalibrationFile.read(file, for: one)
    #expect(read == result)

    let other = try chip()
    try read.apply(to: other)
    let data = RandomProduct(seed: 1, rows: 40, columns: 30, batch: 2)
    #expect(
      try other.multiply(inputs: data.inputs, batch: 2, data.product())
        == one.multiply(inputs: data.inputs, batch: 2, data.product()))
    #expect(throws: CalibrationFileError.self) {
      try CalibrationFile.read(file, for: chip(seed: 1))
    }
    try truncate(file, to: try path("short.h5"))
  }

  private func truncate(_ file: String, to short: String) throws {
    let data = try #require(FileManager.default.contents(atPath: file))
    try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: short))
    #expect(throws: RecordingError.self) { try CalibrationFile.read(short) }
  }

  @Test func `a missing file and a record of another kind are named`() throws {
    #expect(throws: RecordingError.self) { try CalibrationFile.read("/no/such/file.h5") }
    let file = try path("other.h5")
    try HDF5File.write(Record(attributes: ["content": "mac"]), to: file)
    #expect(throws: CalibrationFileError.noCalibration(path: file)) {
      try CalibrationFile.read(file)
    }
  }

  @Test func `of many wrong values, the first by name is named`() {
    for _ in 0..<8 {
      var record = Record()
      for name in ["b", "c/a", "a", "d", "c/b"] { record.insert(Dataset([1.5]), at: name) }
      #expect(throws: CalibrationFileError.unknownValue(name: "a")) {
        try CalibrationArchive(record: record)
      }
    }
  }

  @Test func `the cache gives the same chip as a calibration made now`() throws {
    let cache = CalibrationCache(folder: try path("cache"))
    let instance = ChipInstance(try ChipConfiguration.load("ideal"), seed: 3)
    let first = try cache.calibrated(instance)
    let second = try cache.calibrated(instance)
    #expect(!first.wasCached && second.wasCached)
    #expect(first.calibration == second.calibration)
  }

  @Test func `a damaged entry of the cache is made anew, with a warning`() throws {
    var cache = CalibrationCache(folder: try path("damaged"))
    let warnings = Mutex<[String]>([])
    cache.warn = { text in warnings.withLock { $0.append(text) } }
    let instance = ChipInstance(try ChipConfiguration.load("ideal"), seed: 3)
    let first = try cache.calibrated(instance)
    let folder = try #require(cache.folder)
    let entry = try #require(folder.entries.first)
    #expect(folder.entries.count == 1 && entry.path.hasSuffix(".calibration"))
    #expect(entry.size < 50_000)
    try Data("damaged".utf8).write(to: URL(fileURLWithPath: entry.path))
    let second = try cache.calibrated(instance)
    #expect(!second.wasCached && second.calibration == first.calibration)
    #expect(warnings.withLock { $0.count } == 1)
    #expect(folder.prune(unusedFor: 1).isEmpty)
    #expect(folder.prune(unusedFor: 0).map(\.path) == [entry.path] && folder.entries.isEmpty)
  }

  @Test func `files name the physics that they were made with`() throws {
    #expect(Emulator.physics(ofBuild: Emulator.build) == Emulator.physics)
    #expect(Emulator.physics(ofBuild: "0.1.0") == nil)
    let file = try path("version.h5")
    let result = try SharedCalibrations.hagen("ideal", seed: 0)
    var record = try CalibrationFile.record(result, of: chip())
    #expect(record.attributes["emulator_version"] == .string(Emulator.build))
    for (text, isRead) in [
      ("9.9.9+physics.\(Emulator.physics)", true), ("0.1.0", false),
      ("\(Emulator.version)+physics.0", false),
    ] {
      record.attributes["emulator_version"] = .string(text)
      try HDF5File.write(record, to: file)
      #expect((try? CalibrationFile.read(file, for: chip())) == (isRead ? result : nil))
    }
  }
}
