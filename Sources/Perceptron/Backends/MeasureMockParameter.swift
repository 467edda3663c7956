public import SimulationCore

/// Measures gain and noise of a backend; see ``MockParameterMeasurement``.
///
/// Nothing is set: hand the result to ``PerceptronContext/setMockParameter(_:)``. hxtorch:
/// `measure_mock_parameter`.
///
/// - Throws: what the backend throws.
public func measureMockParameter(
  on backend: any MACBackend, random: inout RandomStream
) throws -> MockParameter {
  let measurement = MockParameterMeasurement()
  let weights = Tensor(
    repeating: measurement.weight, shape: [measurement.rows, measurement.columns])
  let result = try measurement.run(
    uniform: { count in (0..<count).map { _ in random.uniform() } },
    product: { inputs, batch in
      let inputs = Tensor(unchecked: [batch, measurement.rows], inputs)
      return try backend.mac(inputs: inputs, weights: weights, options: MACOptions()).storage
    })
  return result.parameter
}

extension PerceptronContext {
  /// Measures gain and noise of the connected chip, or of the mock.
  ///
  /// - Throws: ``PerceptronError/noConnection``; what the backend throws.
  public func measureMockParameter(mock: Bool = false) throws -> MockParameter {
    var random = RandomStream(seed: 0, domain: .calibration)
    return try Perceptron.measureMockParameter(on: backend(mock: mock), random: &random)
  }
}
