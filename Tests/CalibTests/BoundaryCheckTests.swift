import Calib
import Testing

@Suite struct BoundaryCheckTests {
  let range = ParameterRange.capMem

  @Test func `a sweep over the whole range fails at exactly its first and last value`() throws {
    let sweep = Array(0...899)
    let check = BoundaryCheck(sweep, range: try ParameterRange(lower: 0, upper: 899))
    #expect(check.isAtBoundary.indices.filter { check.isAtBoundary[$0] } == [0, 899])
    #expect(check.parameters == sweep)
    #expect(check.messages.isEmpty)
  }

  @Test func `values beyond a boundary are clipped in the outcome only`() {
    let parameters = [-5, 0, 1, 1021, 1022, 4000]
    let check = BoundaryCheck(parameters, range: range)
    #expect(check.parameters == [0, 0, 1, 1021, 1022, 1022])
    #expect(check.isAtBoundary == [true, true, false, false, true, true])
    #expect(parameters == [-5, 0, 1, 1021, 1022, 4000])
  }

  @Test func `messages name the boundary and the instances`() {
    let messages = BoundaryMessages(lower: "ramp too low", upper: "ramp too high")
    let check = BoundaryCheck([0, 7, 1022, 0], range: range, messages: messages)
    #expect(
      check.messages == [
        "ramp too low (register at its limit 0 for the instances [0, 3])",
        "ramp too high (register at its limit 1022 for the instances [2])",
      ])
    #expect(BoundaryCheck([7], range: range, messages: messages).messages.isEmpty)
  }

  @Test func `a range of one value is refused`() {
    let error = CalibError.invalidParameterRange(lower: 3, upper: 3)
    #expect(throws: error) { try ParameterRange(lower: 3, upper: 3) }
    #expect(
      error.description
        == "The lower bound 3 is not below the upper bound 3; choose lower < upper.")
  }
}
