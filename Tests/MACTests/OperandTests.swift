import MAC
import Testing

/// Runs a body on a block of floats.
func withBlock<R>(
  _ shape: [Int], _ values: [Float], _ body: (FloatBlock) throws -> R
) rethrows -> R {
  try values.withUnsafeBufferPointer { try body(FloatBlock($0, shape: shape)) }
}

/// The error of a rule, or nil.
func mistake(_ body: () throws -> some Any) -> PerceptronError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? PerceptronError
  }
}

@Suite struct OperandTests {
  private func round(_ x: [Float], _ w: [Float]) throws -> (inputs: [UInt8], weights: [Int8]) {
    var (inputs, weights) = (
      [UInt8](repeating: 0, count: x.count), [Int8](repeating: 0, count: w.count)
    )
    try withBlock([x.count], x) { x in
      try withBlock([w.count, 1], w) { w in
        try MACOperands(inputs: x, weights: w).round(inputs: &inputs, weights: &weights)
      }
    }
    return (inputs, weights)
  }

  private func mock(_ x: [Float], _ w: [Float], rows: Int? = nil) throws -> [Float] {
    var mock = MockMAC(threads: 1)
    try withBlock([x.count], x) { x in
      try withBlock([rows ?? w.count, w.count / (rows ?? w.count)], w) { w in
        try mock.load(MACOperands(inputs: x, weights: w))
      }
    }
    var (noise, results) = (
      NoiseStream(), [Float](repeating: 0, count: w.count / (rows ?? w.count))
    )
    mock.multiply(MockModel(MockParameter(noiseStd: 0, gain: 1)), noise: &noise, into: &results)
    return results
  }

  @Test func `ties go away from zero on the way to a chip and to even in the mock`() throws {
    let rounded = try round([0.5, 2.5, 0.499_999_97], [-0.5, 2.5, 1])
    #expect(rounded.inputs == [1, 3, 0] && rounded.weights == [-1, 3, 1])
    #expect(try mock([0.5, 1.5, 2.5], [1, 1, 1]) == [4])
  }

  @Test func `the first value that is not allowed decides the error`() {
    #expect(
      mistake { try round([1, 1], [-64, 64]) }
        == .belowRange(operand: "weights", value: -64, allowed: -63...63, kind: .runtimeError))
    #expect(
      mistake { try mock([32, 99], [1, 1]) }
        == .aboveRange(operand: "inputs", value: 32, allowed: 0...31))
    #expect(
      mistake { try mock([1, .nan], [1, 1]) }
        == .notANumber(operation: "mac", operand: "inputs", index: 1))
  }

  @Test func `a chip wants equal lengths before values, the mock after them`() {
    #expect(mistake { try round([1], [99, 99]) }?.concernsShapes == true)
    #expect(mistake { try mock([1], [99, 99]) }?.offendingValue == 99)
    let many = [Float](repeating: 1, count: 129)
    #expect(mistake { try mock(many, [1]) }?.kind == .indexError)
    #expect(mistake { try mock([1], many) }?.kind == .runtimeError)
  }

  @Test func `a mistake is told in one sentence`() {
    #expect(
      mistake { try mock([40], [1]) }?.description
        == "inputs: 40 is above the allowed range 0...31; scale or clamp them.")
    #expect(
      mistake { try mock([1, 2], [1]) }?.description
        == "mac: shapes [2] and [1, 1] do not fit; inputs need as many columns as there are rows"
        + " of weights.")
  }

  @Test func `narrowing decides no tie`() {
    var floats = [Float](repeating: 0, count: 3)
    [0.500_000_000_1, -1e-12, .nan].withUnsafeBufferPointer { doubles in
      Narrowing.halfToEven(doubles, into: &floats)
      #expect(floats[0] == 1 && floats[1] == 0 && floats[2].isNaN)
      Narrowing.down(doubles, into: &floats)
      #expect(floats[0] == 0 && floats[1] == -1 && floats[2].isNaN)
    }
  }
}
