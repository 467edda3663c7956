import ChipModel
import Foundation
import Recording
import SimulationCore
import Testing

@testable import ChipConfiguration

/// Files of measured chips.
@Suite struct MeasuredChipTests {
  private let folder: Folder

  init() throws { folder = try Folder(["cold.yaml": "name: cold\nextends: my.h5\n"]) }

  private var pattern: KnownPattern {
    let ones = [Float](repeating: 1, count: 128)
    return KnownPattern([
      .init(.driverGain, .top): .init(
        mean: (0..<128).map { Float($0) / 100 }, deviation: ones.map { $0 / 4 },
        loadings: [.driverOffset: ones, .driverGain: ones.map { -$0 }]),
      .init(.capMemBlockGain, .chip): .init(
        mean: [1, -1, 0.5, 0], deviation: [0.1, 0.2, 0.3, 1]),
    ])
  }

  private func written(_ change: (inout ChipConfiguration) -> Void = { _ in }) throws -> String {
    var configuration = try ChipConfiguration.load("typical")
    configuration.parameters.name = "my \"chip\""
    configuration.parameters.pattern = pattern
    change(&configuration)
    let chip = MeasuredChip(configuration, date: "2026-11-28", source: "a record \\ \"of mine\"")
    try chip.write(to: folder.path("my.h5"))
    return folder.path("my.h5")
  }

  @Test func `a chip comes back from its file`() throws {
    let path = try written {
      $0.parameters.columns.inputConductance *= 1.1
      $0.parameters.effects[.synapseDead] = 0.5
    }
    let chip = try MeasuredChip(path: path)
    #expect(chip.date == "2026-11-28" && chip.source == "a record \\ \"of mine\"")
    #expect(chip.pattern == pattern && chip.pattern.rows == pattern.rows)
    let (found, typical) = (chip.configuration, try ChipConfiguration.load("typical"))
    #expect(found.parameters.name == "my \"chip\"")
    #expect(found.parameters.effects[.synapseDead] == 0.5)
    for row in ChipParameters.table {
      let isChanged = row.key == "columns.input.conductance"
      let ratio = row.value(in: found.parameters) / row.value(in: typical.parameters)
      #expect(ratio.isNaN || ratio == (isChanged ? 1.1 : 1), "\(row.key) \(ratio)")
      let origin = try #require(found.provenance[row.key])
      let known = try #require(typical.provenance[row.key])
      #expect(origin.source == (isChanged ? chip.source : known.source))
      #expect(origin.status == (isChanged ? .fitted : known.status))
    }
  }

  @Test(arguments: ChipConfiguration.presets)
  func `the configuration of every preset survives its text`(_ name: String) throws {
    let preset = try ChipConfiguration.load(name)
    let chip = MeasuredChip(preset, date: "", source: "")
    try chip.write(to: folder.path("preset.h5"))
    let found = try ChipConfiguration.load(folder.path("preset.h5"))
    #expect(found.parameters.effects == preset.parameters.effects)
    #expect(found.driverRegisters == preset.driverRegisters)
    for row in ChipParameters.table {
      #expect(row.value(in: found.parameters) == row.value(in: preset.parameters), "\(row.key)")
    }
  }

  @Test func `a YAML file that extends a measured chip has its pattern`() throws {
    _ = try written()
    let cold = try ChipConfiguration.load(folder.path("cold.yaml"))
    #expect(cold.parameters.name == "cold" && cold.parameters.pattern == pattern)
    #expect(try ChipConfiguration.load("typical").parameters.pattern == nil)
  }

  private func message(_ path: String) -> String {
    do {
      _ = try ChipConfiguration.load(path)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `damaged files are refused in one sentence`() throws {
    let path = try written()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for share in [0.2, 0.5, 0.9] {
      let cut = folder.path("cut.h5")
      try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: cut))
      #expect(message(cut).contains("cut.h5"), "\(message(cut))")
    }
  }

  @Test(arguments: [("madc.step:", "madc.stride:"), ("madc.step:", "# madc.step:")])
  func `a file of another version's parameters says so`(known: String, other: String) throws {
    var record = try HDF5File.read(written())
    let text = try #require(record.strings("configuration").first)
    #expect(text.contains(known))
    record.datasets["configuration"] = Dataset([text.replacingOccurrences(of: known, with: other)])
    let path = folder.path("other.h5")
    try HDF5File.write(record, to: path)
    #expect(message(path).contains("another version"), "\(message(path))")
  }

  @Test func `a chip with impossible rows is refused when it is made`() throws {
    let path = try written {
      $0.parameters.pattern = KnownPattern([
        .init(.noise, .top): .init(mean: [0], deviation: [0])
      ])
    }
    let parameters = try ChipConfiguration.load(path).parameters
    #expect(throws: ChipError.self) { try Chip(parameters: parameters, seed: 0) }
  }
}
