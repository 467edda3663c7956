import ChipConfiguration
import ChipModel
import Foundation
import SimulationCore
import Testing

/// configs/README.md says what the code and the preset say.
@Suite struct ConfigurationDocumentTests {
  private let text: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    text = try String(contentsOf: root.appendingPathComponent("configs/README.md"), encoding: .utf8)
  }

  @Test(arguments: Effect.allCases) func `every effect has its row`(effect: Effect) {
    let row = effect.details
    #expect(text.contains("| `\(effect.rawValue)` | \(row.component) | \(row.law) |"))
  }

  @Test func `every parameter has its row with value, source and status`() throws {
    let typical = try ChipConfiguration.load("typical")
    for row in ChipParameters.table {
      let origin = try #require(typical.provenance[row.key])
      #expect(text.contains("| `\(row.key)` | \(row.summary) | \(origin.text) |"), "\(row.key)")
      #expect(text.contains("| \(origin.source) | \(origin.status.rawValue) |"), "\(row.key)")
    }
  }
}
