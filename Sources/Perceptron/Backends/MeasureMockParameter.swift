import Glibc
public import SimulationCore

/// Measures gain and noise of a backend with random vectors of one input level.
///
/// Weights are 21 everywhere (256 × 128); inputs are 15.5 where a random number lies below a
/// density. Of twenty densities 0.85^i the one is taken whose median output comes closest to 63.5;
/// fifty fresh vectors then give
///
///     gain      = median of output / product
///     noise_std = median over columns of the standard deviation of (output − product · gain)
///
/// A chip rounds 15.5 up while the product keeps it, so that the gain found is 16 / 15.5 of the
/// true one per unit; the original does the same. Nothing is set: hand the result to
/// ``PerceptronContext/setMockParameter(_:)``. hxtorch: `measure_mock_parameter`.
///
/// - Throws: what the backend throws.
public func measureMockParameter(
  on backend: any MACBackend, random: inout RandomStream
) throws -> MockParameter {
  try MockParameterMeasurement().run(on: backend, random: &random)
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

/// The numbers of the measurement (hxtorch: `perceptron/mock.cpp`).
private struct MockParameterMeasurement {
  let input: Float = 15.5  // half of the largest input
  let weights = Tensor(repeating: 21, shape: [256, 128])  // a third of the largest weight
  let target: Float = 63.5  // half of the largest output
  let densities = (0..<20).map { pow(0.85, Double($0)) }
  let runs = 50

  func run(on backend: any MACBackend, random: inout RandomStream) throws -> MockParameter {
    let density = try bestDensity(on: backend, random: &random)
    let inputs = vectors(Array(repeating: density, count: runs), &random)
    let product = try inputs.multiplied(by: weights)
    let output = try backend.mac(inputs: inputs, weights: weights, options: MACOptions())
    let gain = lowerMedian(
      zip(output.storage, product.storage).compactMap { $1 != 0 ? $0 / $1 : nil })
    let noise = lowerMedian(
      (0..<weights.shape[1]).map { spread(output, product, gain: gain, column: $0) })
    return MockParameter(noiseStd: Double(noise), gain: Double(gain))
  }

  /// The density whose median output is closest to the target.
  private func bestDensity(
    on backend: any MACBackend, random: inout RandomStream
  ) throws -> Double {
    let output = try backend.mac(
      inputs: vectors(densities, &random), weights: weights, options: MACOptions())
    let distances = try densities.indices.map { row in
      try abs(lowerMedian(output.rows(row..<row + 1).storage) - target)
    }
    let best = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    return densities[best]
  }

  /// One random vector per density.
  private func vectors(_ densities: [Double], _ random: inout RandomStream) -> Tensor {
    let rows = weights.shape[0]
    let values = densities.flatMap { density in
      (0..<rows).map { _ in random.uniform() < density ? input : 0 }
    }
    return Tensor(unchecked: [densities.count, rows], values)
  }

  /// The unbiased standard deviation of one column's deviation from the linear model.
  private func spread(_ output: Tensor, _ product: Tensor, gain: Float, column: Int) -> Float {
    let deviations = (0..<runs).map { run in
      Double(output[run, column] - product[run, column] * gain)
    }
    let mean = deviations.reduce(0, +) / Double(runs)
    let squares = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Float((squares / Double(runs - 1)).squareRoot())
  }
}
