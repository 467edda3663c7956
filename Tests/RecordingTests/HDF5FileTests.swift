import Foundation
import Testing
import _TestSupport

@testable import Recording

@Suite struct HDF5FileTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  @Test func `a record comes back from its file as it was`() throws {
    try HDF5File.write(.example, to: scratch.path("a.h5"))
    #expect(try HDF5File.read(scratch.path("a.h5")) == .example)
    #expect(try scratch.content == ["a.h5"])
  }

  @Test(arguments: ElementType.allCases)
  func `elements of every type come back with their extremes`(type: ElementType) throws {
    let values = extremes(of: type)
    let shapes: [[Int]] = [[values.count], [values.count, 1], [1, values.count, 1]]
    for shape in shapes {
      for layout in [Dataset.Layout.contiguous, .compressed(shape: shape, type: type)] {
        let dataset = Dataset(values: values, shape: shape, layout: layout, attributes: [:])
        let record = Record(datasets: ["x": dataset])
        try HDF5File.write(record, to: scratch.path("x.h5"))
        #expect(try HDF5File.read(scratch.path("x.h5")) == record)
      }
    }
  }

  @Test func `NaN and the sign of zero survive`() throws {
    let numbers: [Float] = [.nan, -0.0, .infinity, .leastNonzeroMagnitude]
    try HDF5File.write(Record(datasets: ["x": Dataset(numbers)]), to: scratch.path("n.h5"))
    let read = try HDF5File.read(scratch.path("n.h5")).floats("x")
    #expect(read.map(\.bitPattern) == numbers.map(\.bitPattern))
  }

  @Test func `datasets without elements are possible`() throws {
    let record = Record(datasets: [
      "flat": Dataset([Int32]()), "wide": Dataset([Double](), shape: [0, 256]),
      "texts": Dataset([String]()),
      "growing": Dataset(
        [Float](), shape: [0, 4],
        layout: .compressed(shape: [0, 4], type: .float, isExtensible: true)),
    ])
    try HDF5File.write(record, to: scratch.path("e.h5"))
    #expect(try HDF5File.read(scratch.path("e.h5")) == record)
  }

  @Test func `the same record gives the same bytes at any time`() throws {
    try HDF5File.write(.example, to: scratch.path("a.h5"))
    Thread.sleep(forTimeInterval: 1.1)  // times in HDF5 files are whole seconds
    try HDF5File.write(.example, to: scratch.path("b.h5"))
    #expect(try scratch.bytes("a.h5") == scratch.bytes("b.h5"))
  }

  @Test func `an existing file is replaced`() throws {
    try HDF5File.write(.example, to: scratch.path("a.h5"))
    try HDF5File.write(Record(attributes: ["new": true]), to: scratch.path("a.h5"))
    #expect(try HDF5File.read(scratch.path("a.h5")) == Record(attributes: ["new": true]))
    #expect(try scratch.content == ["a.h5"])
  }

  @Test func `a symbolic link stays one and its target is written`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link.h5"), withDestinationPath: "real.h5")
    try HDF5File.write(Record(), to: scratch.path("real.h5"))
    try HDF5File.write(.example, to: scratch.path("link.h5"))
    #expect(try HDF5File.read(scratch.path("real.h5")) == .example)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link.h5"))
        == "real.h5")
  }

  @Test func `threads may write and read at once`() async throws {
    try await withThrowingTaskGroup { group in
      for index in 0..<8 {
        let path = scratch.path("\(index).h5")
        group.addTask {
          var record = Record.example
          record.attributes["index"] = .int64(Int64(index))
          try HDF5File.write(record, to: path)
          #expect(try HDF5File.read(path) == record)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `rows are read block by block until an empty block`() throws {
    try HDF5File.write(.example, to: scratch.path("a.h5"))
    let path = scratch.path("a.h5")
    let block = try HDF5File.read(rows: 498..<510, of: "membrane/deep/codes", in: path)
    #expect(block.shape == [2, 2])
    #expect(block.values == .uint16([996, 997, 998, 999]))
    let end = try HDF5File.read(rows: 500..<600, of: "membrane/deep/codes", in: path)
    #expect(end.shape == [0, 2])
    #expect(end.values == .uint16([]))
    #expect(throws: RecordingError.missing(kind: .dataset, path: "a/b", available: [])) {
      try HDF5File.read(rows: 0..<1, of: "a/b", in: path)
    }
    #expect(throws: RecordingError.missing(kind: .dataset, path: "membrane", available: [])) {
      try HDF5File.read(rows: 0..<1, of: "membrane", in: path)
    }
    #expect(throws: RecordingError.wrongShape(path: "membrane/mean", found: [], expected: [1])) {
      try HDF5File.read(rows: 0..<1, of: "membrane/mean", in: path)
    }
  }

  @Test func `other programs see names, shapes, units and strings`() throws {
    try HDF5File.write(.example, to: scratch.path("a.h5"))
    guard let header = try output(of: "h5dump", ["-H", scratch.path("a.h5")]) else {
      // Without hdf5-tools: our own reader must do.
      #expect(try HDF5File.read(scratch.path("a.h5")).group("membrane").datasets["top"] != nil)
      return
    }
    for line in [
      "GROUP \"membrane\" {", "DATASET \"top\" {", "DATATYPE  H5T_IEEE_F32LE",
      "DATASPACE  SIMPLE { ( 2, 3, 4 ) / ( 2, 3, 4 ) }",
      "DATASPACE  SIMPLE { ( 500, 2 ) / ( H5S_UNLIMITED, 2 ) }", "ATTRIBUTE \"unit\" {",
      "ATTRIBUTE \"description\" {", "CSET H5T_CSET_UTF8;",
    ] { #expect(header.contains(line), "\(line) is missing") }
    let unit = try output(of: "h5dump", ["-a", "/membrane/top/unit", scratch.path("a.h5")])
    #expect(unit?.contains("\"V\"") == true)
  }

  private func extremes(of type: ElementType) -> Dataset.Values {
    switch type {
    case .float: .float([-.greatestFiniteMagnitude, 0, .leastNonzeroMagnitude, .infinity])
    case .double: .double([-.greatestFiniteMagnitude, 0, .leastNonzeroMagnitude, .infinity])
    case .int8: .int8([.min, 0, .max])
    case .uint8: .uint8([.min, 1, .max])
    case .int16: .int16([.min, 0, .max])
    case .uint16: .uint16([.min, 1, .max])
    case .int32: .int32([.min, 0, .max])
    case .uint32: .uint32([.min, 1, .max])
    case .int64: .int64([.min, 0, .max])
    case .uint64: .uint64([.min, 1, .max])
    case .string: .string(["", "LSB", "µA · größer 𝛑", String(repeating: "x", count: 70_000)])
    }
  }
}
