import ChipConfiguration
import ChipDescription
import Foundation
import Testing

/// A chip file of the table Golden/chip_files.json. The Python package reads the same table.
private struct ChipFileCase: Decodable {
  let text: String
  /// The refusal without the path in front; the parser's own words may follow.
  let sentence: String?
  /// Values that the file must give.
  let settings: [String: Double]?

  static let all: [ChipFileCase] = {
    let url = Bundle.module.url(
      forResource: "chip_files", withExtension: "json", subdirectory: "Golden")
    return url.flatMap { try? Data(contentsOf: $0) }
      .flatMap { try? JSONDecoder().decode([ChipFileCase].self, from: $0) } ?? []
  }()
}

@Suite struct ChipFileTableTests {
  @Test func `the table has good and bad files`() {
    #expect(ChipFileCase.all.count { $0.sentence != nil } > 50)
    #expect(ChipFileCase.all.count { $0.settings != nil } > 10)
  }

  @Test(arguments: ChipFileCase.all.indices)
  func `a file is read, or refused with file, key and remedy`(_ index: Int) throws {
    let row = ChipFileCase.all[index]
    let folder = try Folder(["own.yaml": row.text])
    let path = folder.path("own.yaml")
    guard let sentence = row.sentence else {
      let configuration = try ChipConfiguration.load(path)
      for (key, value) in row.settings ?? [:] {
        try #expect(configuration.value(of: key) == value, "\(key)")
      }
      return
    }
    let error = try #require(throws: ConfigurationError.self) { try ChipConfiguration.load(path) }
    let text = error.description
    if sentence.hasSuffix("(") {
      #expect(text.hasPrefix(path + ": " + sentence) && text.count > path.count + sentence.count)
    } else {
      #expect(text == path + ": " + sentence)
    }
  }
}

extension ChipConfiguration {
  /// The value that a setting has.
  fileprivate func value(of key: String) throws -> Double? {
    switch try ChipKey(key) {
    case .parameter(let row): row.value(in: parameters)
    case .allEffects: parameters.effects[.madcNoise]
    case .effect(let effect): parameters.effects[effect]
    case .driver(let register): driverRegisters[register.rawValue].map(Double.init)
    case .calibrationRoutine: Double(calibrationRoutine.rawValue)
    }
  }
}

@Suite struct ChipKeyTests {
  @Test func `every key is found by its name`() throws {
    for name in [
      "effects.all", "effects.cadc.noise", "drivers.stp_i_ramp", "calibration.calix", "madc.noise",
    ] {
      #expect(try ChipKey(name).key == name)
    }
    #expect(
      throws: ConfigurationError.unknownKey(
        file: "", key: "effects.cadc.noize", nearest: "effects.cadc.noise")
    ) { try ChipKey("effects.cadc.noize") }
  }

  @Test func `a refusal that comes from no file begins with the key`() throws {
    let key = try ChipKey("columns.line.idle_potential")
    let error = try #require(throws: ConfigurationError.self) { try key.value(of: "6 ns") }
    #expect(
      error.description
        == "columns.line.idle_potential: '6 ns' is not in V; use the unit V or a multiple such as mV."
    )
  }

  @Test(arguments: [-1.0, 0.5, 1023, .nan, .infinity])
  func `a register takes whole codes of its range only`(_ value: Double) throws {
    let key = try ChipKey("drivers.stp_i_ramp")
    #expect(throws: ConfigurationError.self) { try key.check(value) }
    try key.check(1022)
  }
}
