internal import Glibc

/// The measurement of gain and noise with random vectors of one input level.
///
/// Weights are 21 everywhere (256 × 128); inputs are 15.5 where a random number lies below a
/// density. Of twenty densities 0.85^i the one is taken whose median output comes closest to 63.5;
/// fifty fresh vectors then give
///
///     gain      = median of output / product
///     noise_std = median over columns of the standard deviation of (output − product · gain)
///
/// A chip rounds 15.5 up while the product keeps it, so that the gain found is 16 / 15.5 of the
/// true one per unit; hxtorch does the same. hxtorch: `measure_mock_parameter`
/// (`perceptron/mock.cpp`).
public struct MockParameterMeasurement {
  /// The length of a vector.
  public let rows = 256
  /// The length of a result.
  public let columns = 128
  /// Every weight: a third of the largest.
  public let weight = Float(HagenConstants.synapticWeight.upperBound) / 3
  private let input = Float(HagenConstants.inputActivation.upperBound) / 2
  private let target = Float(HagenConstants.outputActivation.upperBound) / 2
  private let densities = (0..<20).map { pow(0.85, Double($0)) }
  private let runs = 50

  /// A source of `count` uniform random numbers in [0, 1).
  public typealias Uniform = (_ count: Int) throws -> [Double]
  /// A multiplication of a batch of vectors with the weights, which are all ``weight``.
  public typealias Product = (_ inputs: [Float], _ batch: Int) throws -> [Float]

  /// The result of a measurement.
  public struct Result: Sendable, Equatable {
    /// Gain and noise.
    public let parameter: MockParameter
    /// The median of the outputs that they come from, LSB.
    public let medianOutput: Double
  }

  /// Makes the measurement; its numbers are hxtorch's.
  public init() {}

  /// Runs the measurement: two multiplications.
  ///
  /// - Throws: what the two functions throw.
  public func run(uniform: Uniform, product: Product) throws -> Result {
    let density = try bestDensity(uniform, product)
    let inputs = try vectors(Array(repeating: density, count: runs), uniform)
    let ideal = (0..<runs).map { run in
      inputs[run * rows..<(run + 1) * rows].reduce(0) { $0 + $1 * weight }
    }
    let output = try product(inputs, runs)
    let ratios = output.indices.compactMap { place in
      ideal[place / columns] != 0 ? output[place] / ideal[place / columns] : nil
    }
    let gain = lowerMedian(ratios) ?? 0
    let spreads = (0..<columns).map { spread(output, ideal, gain: gain, column: $0) }
    return Result(
      parameter: MockParameter(noiseStd: Double(lowerMedian(spreads) ?? 0), gain: Double(gain)),
      medianOutput: Double(lowerMedian(output) ?? 0))
  }

  /// The density whose median output is closest to the target.
  private func bestDensity(_ uniform: Uniform, _ product: Product) throws -> Double {
    let output = try product(vectors(densities, uniform), densities.count)
    let distances = densities.indices.map { row in
      abs((lowerMedian(output[row * columns..<(row + 1) * columns]) ?? 0) - target)
    }
    let best = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    return densities[best]
  }

  /// One random vector per density.
  private func vectors(_ densities: [Double], _ uniform: Uniform) throws -> [Float] {
    let draws = try uniform(densities.count * rows)
    return draws.indices.map { draws[$0] < densities[$0 / rows] ? input : 0 }
  }

  /// The unbiased standard deviation of one column's deviation from the linear model.
  private func spread(_ output: [Float], _ ideal: [Float], gain: Float, column: Int) -> Float {
    let deviations = (0..<runs).map { Double(output[$0 * columns + column] - ideal[$0] * gain) }
    let mean = deviations.reduce(0, +) / Double(runs)
    let squares = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Float((squares / Double(runs - 1)).squareRoot())
  }
}

/// The lower median, the element at place (n - 1) / 2 in order, as torch takes it; nil of nothing.
private func lowerMedian(_ values: some Collection<Float>) -> Float? {
  values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
}
