import Calib
import SimulationCore
import Testing

/// A step that counts what is called and measures its own parameter.
private struct CountingCalib: ParameterCalib {
  let name = "counting"
  var parameterRange = ParameterRange.capMem
  var boundaryMessages: BoundaryMessages? = BoundaryMessages(lower: "low", upper: "high")
  var target: [Double]?
  var preludeTarget: [Double]?
  var preludes = 0
  var postludes = 0
  var parameters: [Int] = []
  let instanceCount = 3
  var returnsZeros = false
  var tolerance: Double?

  mutating func prelude() {
    preludes += 1
    if let preludeTarget { target = preludeTarget }
  }
  mutating func configure(_ parameters: [Int]) { self.parameters = parameters }
  mutating func measure() -> [Double] { parameters.map { returnsZeros ? 0 : Double($0) } }
  mutating func postlude(_ result: inout ParameterCalibResult) {
    postludes += 1
    if preludeTarget != nil { result.success[1] = false }
  }
}

@Suite struct ParameterCalibTests {
  var generator = RandomStream(seed: 0, domain: .testing)

  @Test mutating func `prelude, search, boundary check and postlude run once each`() throws {
    var calib = CountingCalib()
    let result = try calib.run(BinarySearch(), target: [0, 300, 1022], using: &generator)
    #expect(result.calibratedParameters == [0, 300, 1022])
    #expect(result.success == [false, true, false])
    #expect(result.failedIndices == [0, 2])
    #expect(
      result.messages == [
        "counting: low (register at its limit 0 for the instances [0])",
        "counting: high (register at its limit 1022 for the instances [2])",
      ])
    #expect(result.before == [511, 511, 511])
    #expect(result.after == [0, 300, 1022])
    #expect(calib.preludes == 1)
    #expect(calib.postludes == 1)
  }

  @Test mutating func `a comparison measures at the median of what succeeded and restores`() throws
  {
    var calib = CountingCalib()
    let result = try calib.run(
      BinarySearch(), target: [0, 300, 400], comparesCommonSetting: true, using: &generator)
    #expect(result.before == [350, 350, 350])
    #expect(calib.parameters == [0, 300, 400])
  }

  @Test mutating func `what ends too far from its target fails without a boundary`() throws {
    var calib = CountingCalib(tolerance: 0.4)
    let result = try calib.run(BinarySearch(), target: [10.5, 300, 400.3], using: &generator)
    #expect(result.success == [false, true, true])
    #expect(
      result.messages == ["counting: these are more than 0.4 LSB from their target and fail: [0]"])
  }

  @Test mutating func `a prelude may set the target and a postlude may overrule success`() throws {
    var calib = CountingCalib(preludeTarget: [1, 2, 3])
    let result = try calib.run(BinarySearch(), using: &generator)
    #expect(result.calibratedParameters == [1, 2, 3])
    #expect(result.success == [true, false, true])
  }

  @Test mutating func `an explicit target wins over the prelude's`() throws {
    var calib = CountingCalib(preludeTarget: [1, 2, 3])
    let result = try calib.run(BinarySearch(), target: [7, 8, 9], using: &generator)
    #expect(result.calibratedParameters == [7, 8, 9])
  }

  @Test mutating func `a step without a target says so`() {
    var calib = CountingCalib()
    #expect(throws: CalibError.missingTarget(step: "counting")) {
      try calib.run(BinarySearch(), using: &generator)
    }
  }

  @Test mutating func `every algorithm survives a chip that answers zero in the smallest range`()
    throws
  {
    let algorithms: [any Algorithm] = [
      BinarySearch(), NoisyBinarySearch(noiseAmplitude: 1), try LinearSearch(),
      try LinearPrediction(probeParameters: [0]),
    ]
    for algorithm in algorithms {
      var calib = CountingCalib(
        parameterRange: try ParameterRange(lower: 4, upper: 5), returnsZeros: true)
      let result = try calib.run(algorithm, target: [-1, 0, 1], using: &generator)
      #expect(result.calibratedParameters.allSatisfy { $0 == 4 || $0 == 5 })
      #expect(result.success == [false, false, false])
    }
  }
}
