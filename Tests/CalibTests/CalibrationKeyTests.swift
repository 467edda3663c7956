import Calib
import ChipConfiguration
import ChipModel
import Cocolist
import SimulationCore
import Testing
import _TestSupport

/// Names of calibrations in a cache, and the bytes of its files.
@Suite struct CalibrationKeyTests {
  private func name(
    seed: UInt64 = 0, target: HagenCalibTarget = HagenCalibTarget(),
    _ change: (inout ChipConfiguration) -> Void = { _ in }
  ) throws -> String {
    var configuration = try ChipConfiguration.load("typical")
    change(&configuration)
    let chip = try Chip(parameters: configuration.parameters, seed: seed)
    return try CalibrationKey.name(
      of: chip, request: HagenCalibResult.request(for: configuration, target: target))
  }

  @Test func `a name depends on all that a calibration depends on`() throws {
    var target = HagenCalibTarget()
    target.neuron.leak[0] += 1
    let names = [
      try name(), try name(seed: 1), try name(target: target),
      try name { $0.parameters.effects[.cadcNoise] = 0 },
      try name { $0.parameters.columns.membraneCapacitance *= 1.01 },
      try name { $0.parameters.name = "other" },
    ]
    #expect(Set(names).count == names.count)
    #expect(try name() == names[0])
    #expect(names[0].wholeMatch(of: #/hagen-typical-0-[0-9a-f]{32}/#) != nil)
  }

  @Test func `preset names do not leave the folder`() throws {
    #expect(try name { $0.parameters.name = "../a b" }.hasPrefix("hagen-___a_b-0-"))
  }

  /// Each changes a law that acts in a product: drivers, synapses, membranes, converters.
  @Test(arguments: [
    "synram.driver.ramp_rate", "synram.synapse.slew_rate", "columns.membrane.capacitance",
    "cadc.ramp.step", "madc.step",
  ])
  func `a chip's behaviour shows its laws`(_ key: String) throws {
    var changed = try preset("typical")
    let row = try #require(ChipParameters.table.first { $0.key == key })
    row.set(row.value(in: changed) * 1.02, in: &changed)
    #expect(try changed.behaviour() != preset("typical").behaviour())
  }

  /// A strength of 1e-300 made voltages of infinity times zero.
  @Test(arguments: [1e-300, 1e-30, 1e-9, 100])
  func `chips with effects of any strength behave`(_ strength: Double) throws {
    var parameters = try preset("typical")
    for effect in Effect.allCases { parameters.effects[effect] = strength }
    #expect(try parameters.behaviour() != preset("typical").behaviour())
  }

  @Test func `a compression below the resolution of numbers is none`() throws {
    var (least, none) = (try preset("typical"), try preset("typical"))
    least.effects[.lineCompression] = 1e-300
    none.effects[.lineCompression] = 0
    #expect(try least.behaviour() == none.behaviour())
  }

  @Test func `archives keep their values as bytes`() throws {
    let archive = CalibrationArchive(values: [
      "a": .integers([0, -1, .max, .min]), "b": .mask([true, false]),
      "c": .doubles([0.1, -.infinity, .leastNonzeroMagnitude]), "d": .string("grün"),
      "e": .strings([]), "f": .strings(["", "x"]), "": .doubles([]),
    ])
    let bytes = try archive.compressed()
    #expect(try CalibrationArchive(compressed: bytes) == archive)
    for count in 0..<bytes.count {
      #expect(throws: CocolistError.self) {
        try CalibrationArchive(compressed: Array(bytes.prefix(count)))
      }
    }
    #expect(throws: CocolistError.self) {
      try CalibrationArchive(compressed: Gzip.compress([3, 1, 4]))
    }
  }
}
