import ChipConfiguration
import ChipModel
import Foundation
import SimulationCore
import Testing

/// configs/README.md says what the code and the preset say.
@Suite struct ConfigurationDocumentTests {
  private let root: URL
  private let text: String

  init() throws {
    root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    text = try String(contentsOf: root.appendingPathComponent("configs/README.md"), encoding: .utf8)
  }

  @Test(arguments: Effect.allCases) func `every effect has its row`(effect: Effect) {
    let row = effect.details
    #expect(text.contains("| `\(effect.name)` | \(row.component) | \(row.law) |"))
  }

  @Test func `every parameter has its row with value, source and status`() throws {
    let typical = try ChipConfiguration.load("typical")
    for row in ChipParameters.table {
      let origin = try #require(typical.provenance[row.key])
      #expect(text.contains("| `\(row.key)` | \(row.summary) | \(origin.text) |"), "\(row.key)")
      #expect(text.contains("| \(origin.source) | \(origin.status.rawValue) |"), "\(row.key)")
    }
  }

  @Test func `a number whose source is a plan of a fit is varied by that plan`() throws {
    var checked = 0
    for preset in ChipConfiguration.presets {
      for (key, origin) in try ChipConfiguration.load(preset).provenance {
        for plan in ["v2", "v3", "registers"] where origin.source.contains("\(plan).yaml") {
          let path = root.appendingPathComponent("configs/fits/\(plan).yaml")
          let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
          #expect(lines.contains { $0 == "  - \(key)" }, "\(key) is not in \(plan).yaml")
          checked += 1
        }
      }
    }
    #expect(checked > 10)
  }
}
