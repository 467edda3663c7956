import ChipModel
import Foundation
import Quantities
import SimulationCore
import Testing

@testable import ChipConfiguration

@Suite struct ChipConfigurationTests {
  @Test(arguments: ChipConfiguration.presets)
  func `every preset states value, source and status of every parameter`(_ name: String) throws {
    let configuration = try ChipConfiguration.load(name)
    #expect(configuration.parameters.name == name)
    for row in ChipParameters.table {
      let provenance = try #require(configuration.provenance[row.key], "\(row.key)")
      #expect(!provenance.source.isEmpty)
      #expect(row.range.contains(row.value(in: configuration.parameters)), "\(row.key)")
    }
    #expect(configuration.provenance.count == ChipParameters.table.count)
  }

  @Test func `an ideal chip has no effect, a typical one has all but the opt-in ones`() throws {
    #expect(try ChipConfiguration.load("ideal").parameters.effects == EffectScales(all: 0))
    let typical = try ChipConfiguration.load("typical").parameters.effects
    #expect(Effect.allCases.filter { !typical.isOn($0) } == Self.optIn)
    #expect(Effect.allCases.allSatisfy { typical[$0] == (Self.optIn.contains($0) ? 0 : 1) })
  }

  /// Off in a typical chip: faults, slow changes, and what other effects contain already.
  private static let optIn: [Effect] = [
    .driverJitter, .driverDead, .driverStuck, .synapseDead, .synapseStuck, .columnDead,
    .membraneResetMemory, .membraneStuckInReset, .cadcDeadChannel, .cadcStuckChannel,
    .cadcDeadQuadrant, .capMemCrosstalk, .capMemDrift, .temperature, .runJitter,
    .runNoise,
  ]

  @Test func `a faulty chip is a typical one with broken parts and bad runs`() throws {
    let typical = try ChipConfiguration.load("typical").parameters
    let faulty = try ChipConfiguration.load("faulty").parameters
    let added = Effect.allCases.filter { faulty.effects[$0] != typical.effects[$0] }
    #expect(
      added == [
        .driverDead, .driverStuck, .synapseDead, .synapseStuck, .columnDead,
        .membraneStuckInReset, .cadcDeadChannel, .cadcStuckChannel, .runJitter, .runNoise,
      ])
    #expect(added.allSatisfy { faulty.effects[$0] == 1 })
    for row in ChipParameters.table {
      #expect(row.value(in: faulty) == row.value(in: typical), "\(row.key)")
    }
  }

  @Test func `the parameters that state an effect's magnitude exist`() {
    let keys = Set(ChipParameters.table.map(\.key))
    for row in Effect.table {
      #expect(keys.isSuperset(of: row.parameters), "\(row.effect.name)")
    }
  }

  @Test func `a file changes its base where it says so and nowhere else`() throws {
    let folder = try Folder([
      "own.yaml": """
      name: own
      extends: typical
      parameters:
        columns.line.idle_potential: {value: 500 mV, source: a guess, status: assumed}
      effects:
        cadc.noise: 2
      """
    ])
    let own = try ChipConfiguration.load(folder.path("own.yaml"))
    let base = try ChipConfiguration.load("typical")
    #expect(own.parameters.name == "own")
    for row in ChipParameters.table {
      let expected =
        row.key == "columns.line.idle_potential" ? 0.5 : row.value(in: base.parameters)
      #expect(row.value(in: own.parameters) == expected, "\(row.key)")
    }
    #expect(own.provenance["columns.line.idle_potential"]?.source == "a guess")
    #expect(own.provenance["columns.line.idle_potential"]?.text == "500 mV")
    for effect in Effect.allCases {
      let expected = effect == .cadcNoise ? 2 : base.parameters.effects[effect]
      #expect(own.parameters.effects[effect] == expected)
    }
  }

  @Test func `a single effect stands against 'all' wherever it is written`() throws {
    for order in [["all: 0", "cadc.noise: 1"], ["cadc.noise: 1", "all: 0"]] {
      let folder = try Folder([
        "own.yaml": "name: own\nextends: typical\neffects:\n"
          + order.map { "  \($0)\n" }.joined()
      ])
      let effects = try ChipConfiguration.load(folder.path("own.yaml")).parameters.effects
      #expect(Effect.allCases.filter { effects[$0] != 0 } == [.cadcNoise])
    }
  }

  @Test func `a base is looked for beside the file that names it`() throws {
    let folder = try Folder([
      "base.yaml": "name: base\nextends: ideal\neffects: {cadc.noise: 3}\n",
      "own.yaml": "name: own\nextends: base.yaml\n",
    ])
    #expect(
      try ChipConfiguration.load(folder.path("own.yaml")).parameters.effects[.cadcNoise] == 3)
  }

  @Test func `the command line sets effects`() throws {
    var configuration = try ChipConfiguration.load("typical")
    try configuration.setEffect("cadc.noise=0")
    #expect(configuration.parameters.effects[.cadcNoise] == 0)
    try configuration.setEffect("synapse.mismatch=2.5x")
    #expect(configuration.parameters.effects[.synapseMismatch] == 2.5)
    try configuration.setEffect("all=0")
    #expect(configuration.parameters.effects == EffectScales(all: 0))
  }

  // MARK: - Bad input

  @Test(arguments: [
    "name: bad\nparameters:\n  a: {value: 1 V, sou", "name: [", "a: 1\na: 2\n", "\u{0}",
    "a: &x [1]\nb: &y [*x, *x, *x]\nc: &z [*y, *y, *y]\nd: [*z, *z, *z]\n",
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
    String(repeating: "a: {", count: 50_000),
  ])
  func `truncated or malformed YAML is refused`(_ text: String) throws {
    let folder = try Folder(["bad.yaml": text])
    let path = folder.path("bad.yaml")
    let error = try #require(throws: ConfigurationError.self) { try ChipConfiguration.load(path) }
    guard case .notYAML(path, let reason) = error else {
      Issue.record("unexpected: \(error)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func `every prefix of a preset is refused or incomplete, never a chip or a stop`() throws {
    let text = Preset.typical.text
    // Without its last parameter a file is incomplete wherever it ends.
    let last = try #require(text.range(of: "run.noise_factor"))
    let end = text.distance(from: text.startIndex, to: last.lowerBound)
    for length in stride(from: 0, to: end, by: text.count / 40) {
      let folder = try Folder(["cut.yaml": String(text.prefix(length))])
      #expect(throws: ConfigurationError.self, "\(length) characters") {
        try ChipConfiguration.load(folder.path("cut.yaml"))
      }
    }
  }

  @Test func `a file that is not there is answered with the presets`() {
    #expect(
      throws: ConfigurationError.missingFile(
        "typcal", presets: ["faulty", "ideal", "typical", "v2"])
    ) { try ChipConfiguration.load("typcal") }
    #expect(
      ConfigurationError.missingFile("typcal", presets: ["faulty", "ideal", "typical", "v2"])
        .description
        == "There is no chip 'typcal'; give one of the presets faulty, ideal, typical, v2 or the path of a "
        + "YAML file.")
  }

  @Test func `a folder or bytes that are no text are refused`() throws {
    let folder = try Folder(["bytes.yaml": ""])
    try Data([0xff, 0xfe, 0x80]).write(to: URL(fileURLWithPath: folder.path("bytes.yaml")))
    for path in [folder.url.path, folder.path("bytes.yaml")] {
      #expect(
        throws: ConfigurationError.unreadable(file: path, reason: "not a readable UTF-8 file")
      ) { try ChipConfiguration.load(path) }
    }
  }

  @Test func `a circle of bases is found`() throws {
    let folder = try Folder([
      "a.yaml": "name: a\nextends: b.yaml\n", "b.yaml": "name: b\nextends: a.yaml\n",
      "self.yaml": "name: self\nextends: self.yaml\n",
    ])
    for name in ["a.yaml", "self.yaml"] {
      let path = folder.path(name)
      #expect(throws: ConfigurationError.circularExtends(file: path)) {
        try ChipConfiguration.load(path)
      }
      #expect(
        ConfigurationError.circularExtends(file: path).description
          == path + ": 'extends' leads back to the file itself; extend another preset or file.")
    }
  }

  @Test(arguments: ["", "cadc.noise", "cadc.noise=", "cadc.noise=loud", "=1", "cadc.noise=1=2"])
  func `an effect setting that cannot be read is refused`(_ text: String) throws {
    var configuration = try ChipConfiguration.load("ideal")
    #expect(throws: ConfigurationError.self) { try configuration.setEffect(text) }
    #expect(configuration.parameters.effects == EffectScales(all: 0))
  }

  @Test(arguments: ["cadc.noise=-1", "cadc.noise=101", "cadc.noise=nan", "cadc.noise=inf"])
  func `a scale outside 0 to 100 is refused`(_ text: String) throws {
    var configuration = try ChipConfiguration.load("ideal")
    let error = try #require(throws: ConfigurationError.self) {
      try configuration.setEffect(text)
    }
    #expect(error.description.hasSuffix("; allowed is 0 to 100."))
  }

  @Test func `values with line breaks and control characters are named on one line`() throws {
    let value = #"{value: "4\n\e[31m\r ns", source: s, status: assumed}"#
    let folder = try Folder([
      "a.yaml": "name: a\nextends: ideal\nparameters:\n  synram.driver.slot: \(value)\n"
    ])
    let error = try #require(throws: ConfigurationError.self) {
      try ChipConfiguration.load(folder.path("a.yaml"))
    }
    let controls = error.description.unicodeScalars.filter {
      $0.properties.generalCategory == .control
    }
    #expect(controls.isEmpty && error.description.contains("[31m"), "\(error.description)")
  }
}
