import Foundation
import Testing
import _TestSupport

/// `bss2 compare`: two devices and what is published of them.
@Suite(.fullTier, .serialized) struct CompareCommandTests {
  private func figures(_ outcome: Tool.Outcome) throws -> [String: [Double?]] {
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode([String: [Double?]].self, from: Data(outcome.output.utf8))
  }

  @Test func `chips of revision 2 are compared with figures of revision 2`() throws {
    let tool = try Tool("compare-v2")
    let values = try figures(tool.run("compare", "v2:0", "v2:1", "--json"))
    #expect(values.keys.contains("sweep.outputs.2"))
    #expect(!values.keys.contains("pattern.mean"))
    #expect(values.values.allSatisfy { $0.count == 2 })
    #expect(tool.contents("comparison/comparison.h5") != nil)
    #expect(tool.contents("comparison/weights.svg") != nil)
  }

  @Test func `of different kinds, the first says what is published, and what is undefined is null`()
    throws
  {
    let tool = try Tool("compare-kinds")
    let table = try tool.run("compare", "ideal:0", "typical:0")
    #expect(table.output.contains("published for ideal"), "\(table.output)")
    // An ideal chip has no noise that could depend on the output.
    let values = try figures(tool.run("compare", "ideal:0", "typical:0", "--json"))
    let signal = try #require(values["noise.signal"])
    #expect(signal[0] == nil && signal[1] != nil)
  }

  @Test func `a calibration belongs to its chip at every temperature`() throws {
    let tool = try Tool("compare-warm")
    let made = try tool.run("calibrate", "--out", "c", "--no-pictures")
    #expect(made.status == 0, "\(made.errors)")
    let values = try figures(
      tool.run(
        "compare", "typical:0@c/hagen.h5", "typical:0@c/hagen.h5", "--effect", "temperature=1",
        "--json"))
    let printed = try #require(values["printed.mean"]).compactMap { $0 }
    #expect(printed.count == 2 && printed[0] != printed[1])
  }
}
