import Foundation
import Testing
import _TestSupport

/// `bss2 fit`: what a plan may say, and what comes out.
@Suite(.serialized) struct FitCommandTests {
  /// One ideal chip and one figure.
  private static let plan: [String: String?] = [
    "chip": "ideal", "seeds": "0", "parameters": "[columns.input.conductance]",
    "observables": "[printed.]",
  ]

  /// The plan with some lines changed; nil leaves a line out.
  private static func text(_ changes: [String: String?] = [:]) -> String {
    let lines = plan.merging(changes) { $1 }.compactMapValues { $0 }
    return lines.sorted { $0.key < $1.key }.map { "\($0): \($1)\n" }.joined()
  }

  @Test(
    arguments: [
      (["sedes": "0..3"], "'sedes' is not a known key; did you mean 'seeds'?"),
      (["chip": nil], "plan.yaml: 'chip' is missing"),
      (["seeds": nil], "plan.yaml: 'seeds' is missing"),
      (["parameters": nil], "plan.yaml: 'parameters' is missing"),
      (["observables": nil], "plan.yaml: 'observables' is missing"),
      (["seeds": "9..1"], "plan.yaml:4: seeds: 9..1 is not a range"),
      (["seeds": "some"], "plan.yaml:4: seeds: some is not a range"),
      (["parameters": "[columns.nonsense]"], "no such parameter: columns.nonsense"),
      (
        ["parameters": "columns.input.conductance"],
        "plan.yaml:3: parameters must be a list with at least one entry"
      ),
      (["effects": "cadc.noise=0"], "plan.yaml:2: effects must be a list with at least one entry"),
      (["effects": "[cadc.nonsense=0]"], "cadc.nonsense"),
      (["observables": "[nonsense]"], "observables: no observable begins with 'nonsense'"),
      (["step": "0.6"], "plan.yaml:5: step is 0.6; allowed is 0.0001 to 0.5"),
      (["step": "wide"], "plan.yaml:5: step must be a number"),
      (["iterations": "0"], "plan.yaml:2: iterations is 0; allowed is 1 to 100"),
      (["chip": "nonsense"], "nonsense"),
    ] as [([String: String?], String)])
  func `a wrong plan is named with file, key and what is allowed`(
    changes: [String: String?], hint: String
  ) throws {
    let tool = try Tool("bad-fit")
    try tool.write(Self.text(changes), to: "plan.yaml")
    let outcome = try tool.run("fit", "plan.yaml", "--evaluate")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(tool.contents("fit.csv") == nil)
  }

  @Test func `a plan that is missing or empty is refused`() throws {
    let tool = try Tool("no-fit")
    #expect(try tool.run("fit", "missing.yaml").errors.contains("missing.yaml: cannot be read"))
    try tool.write("", to: "empty.yaml")
    #expect(try tool.run("fit", "empty.yaml").errors.contains("no keys at the top level"))
  }

  @Test(arguments: ["/proc/none/fit.csv", "."])
  func `an output that cannot be written is refused before the work`(out: String) throws {
    let tool = try Tool("unwritable-fit")
    try tool.write(Self.text(["seeds": "0..9999"]), to: "plan.yaml")
    let outcome = try tool.run("fit", "plan.yaml", "--out", out)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("cannot be written"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("trial"))
  }

  @Test func `names of one character are paths as well`() throws {
    let tool = try Tool("short-names")
    try tool.write("name: c\nextends: b\n", to: "c")
    try tool.write("name: b\nextends: ideal\n", to: "b")
    try tool.write(Self.text(["chip": "c", "parameters": "[nonsense]"]), to: "p")
    let outcome = try tool.run("fit", "p", "--out", "o")
    #expect(outcome.errors.contains("no such parameter: nonsense"), "\(outcome.errors)")
  }

  @Test(arguments: ["v2", "v3"])
  func `plans that come with the program are valid`(name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let tool = try Tool("own-fits")
    // The plan is read before the place of the output is looked at.
    let outcome = try tool.run(
      "fit", "\(root)/configs/fits/\(name).yaml", "--out", "/proc/none/fit.csv")
    #expect(outcome.errors.contains("cannot be written"), "\(outcome.errors)")
  }

  @Test(.fullTier) func `an evaluation gives every observable beside the published value`() throws {
    let tool = try Tool("evaluate-fit")
    try tool.write(Self.text(), to: "plan.yaml")
    let outcome = try tool.run("fit", "plan.yaml", "--evaluate", "--out", "results/fit.csv")
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("trial 1: factors of the parameters 1.0000"))
    let data = try #require(tool.contents("results/fit.csv"))
    #expect(String(decoding: data, as: UTF8.self) == outcome.output)
    let rows = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.allSatisfy { $0.count == 7 })
    let parameter = try #require(rows.first { $0[0] == "parameter" })
    #expect(parameter[1] == "columns.input.conductance" && parameter[2] == "S")
    #expect(parameter[3] == parameter[5] && parameter[4] == "nan")
    #expect(rows.contains { $0[0] == "ending" && $0[3] == "not fitted" })
    for row in rows where row[0] == "observable" {
      let numbers = try row[3...6].map { try #require(Double($0)) }
      #expect(abs((numbers[0] - numbers[2]) / numbers[1] - numbers[3]) < 1e-9, "\(row[1])")
    }
    #expect(rows.contains { $0[1] == "printed.mean" })
  }

  @Test(.fullTier) func `a fit says that its steps were not enough`() throws {
    let tool = try Tool("short-fit")
    try tool.write(Self.text(["iterations": "1", "step": "0.2"]), to: "plan.yaml")
    let outcome = try tool.run("fit", "plan.yaml")
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("steps,,,1,,,"))
    #expect(outcome.output.contains("ending,,,all allowed steps were taken,,,"))
    #expect(outcome.errors.contains("did not reach a minimum"))
  }
}
