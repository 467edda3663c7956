import ChipConfiguration
import Experiments
import Testing
import _TestSupport

@Suite(.serialized) struct FitTests {
  private func plan(_ changes: [String: String]) throws -> FitPlan {
    let path = try ScratchFolder.path("fits") + "/plan.yaml"
    let lines = [
      "chip": "ideal", "seeds": "0..2", "parameters": "[columns.input.conductance]",
      "observables": "[printed.]",
    ].merging(changes) { $1 }
    try lines.map { "\($0): \($1)\n" }.joined().write(
      toFile: path, atomically: true, encoding: .utf8)
    return try FitPlan(file: path)
  }

  @Test func `a plan has its values, and the usual ones for what it leaves out`() throws {
    let plan = try plan(["effects": "[cadc.noise=0]", "step": "0.1"])
    #expect(plan.chip == "ideal" && plan.seeds == [0, 1, 2] && plan.effects == ["cadc.noise=0"])
    #expect(plan.parameters == ["columns.input.conductance"])
    #expect(plan.observables.allSatisfy { $0.key.hasPrefix("printed.") })
    #expect(plan.step == 0.1 && plan.iterations == 6)
  }

  @Test func `a problem starts where the chip of the plan is`() throws {
    let problem = try FitProblem(plan([:]))
    #expect(problem.rows.map(\.key) == ["columns.input.conductance"])
    let ideal = try ChipConfiguration.load("ideal").parameters
    #expect(problem.start == problem.rows.map { $0.value(in: ideal) })
  }

  @Test(arguments: ["[columns.nonsense]", "[columns.input.conductance, nonsense]"])
  func `a parameter that does not exist is refused`(_ parameters: String) throws {
    let plan = try plan(["parameters": parameters])
    #expect(throws: ConfigurationError.self) { try FitProblem(plan) }
  }
}
