internal import MAC

/// Multiplies in mock mode; all blocks are row-major floats.
@c(bss2_mock_multiply)
public func mockMultiply(
  _ inputs: UnsafePointer<Float>?, _ inputsShape: UnsafePointer<Int>?, _ inputsAxes: Int,
  _ weights: UnsafePointer<Float>?, _ weightsShape: UnsafePointer<Int>?, _ weightsAxes: Int,
  _ numSends: Int64, _ gain: Double, _ noiseStd: Double, _ runSeed: UInt64, _ stream: UInt32,
  _ firstVector: UInt64, _ threads: Int32, _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    try check("threads", Int(threads), in: 1...256)
    guard gain.isFinite else { throw InterfaceError.notFinite(what: "gain", value: gain) }
    var mock = MockMAC(threads: Registry.shared.threads(Int(threads)))
    let operands = try MACOperands(
      inputs: block(inputs, inputsShape, inputsAxes, "inputs"),
      weights: block(weights, weightsShape, weightsAxes, "weights"))
    try mock.load(operands)
    try checkSizes(batch: operands.batch, rows: operands.rows, columns: operands.columns)
    guard let results else { throw InterfaceError.null("results") }
    let parameter = MockParameter(noiseStd: noiseStd, gain: gain)
    var noise = NoiseStream(runSeed: runSeed, stream: stream, nextVector: firstVector)
    mock.multiply(MockModel(parameter, numSends: Int(numSends)), noise: &noise, into: results)
  }
}

/// Checks a gain of the mock: (0, 1].
@c(bss2_mock_check_gain)
public func mockCheckGain(_ gain: Double) -> Int32 {
  attempt { try MockParameter(gain: gain).validate() }
}

/// Measures gain and noise of whatever `product` multiplies on.
@c(bss2_measure_mock_parameter)
public func measureMockParameter(
  _ uniform: (
    @convention(c) (Int, UnsafeMutablePointer<Double>?, UnsafeMutableRawPointer?) ->
      Int32
  )?,
  _ product: (
    @convention(c) (
      UnsafePointer<Float>?, Int, Int, UnsafePointer<Float>?, Int, UnsafeMutablePointer<Float>?,
      UnsafeMutableRawPointer?
    ) -> Int32
  )?,
  _ user: UnsafeMutableRawPointer?, _ noiseStd: UnsafeMutablePointer<Double>?,
  _ gain: UnsafeMutablePointer<Double>?, _ medianOutput: UnsafeMutablePointer<Double>?
) -> Int32 {
  attempt {
    guard let uniform else { throw InterfaceError.null("uniform") }
    guard let product else { throw InterfaceError.null("product") }
    let measurement = MockParameterMeasurement()
    let (rows, columns) = (measurement.rows, measurement.columns)
    let weights = [Float](repeating: measurement.weight, count: rows * columns)
    let result = try measurement.run(
      uniform: { count in
        var draws = [Double](repeating: 0, count: count)
        guard uniform(count, &draws, user) == 0 else { throw InterfaceError.stopped("uniform") }
        return draws
      },
      product: { inputs, batch in
        var results = [Float](repeating: 0, count: batch * columns)
        guard product(inputs, batch, rows, weights, columns, &results, user) == 0 else {
          throw InterfaceError.stopped("product")
        }
        return results
      })
    noiseStd?.pointee = result.parameter.noiseStd
    gain?.pointee = result.parameter.gain
    medianOutput?.pointee = result.medianOutput
  }
}
