import Statistics

/// A search that measures once and predicts the rest from a known law.
///
/// The observable is measured at a probe parameter; the parameter that meets the target is then
/// `round(model(target) + probe - model(measured))`, halves rounded to even. calix:
/// `PredictiveModel`, `PolynomialPrediction`, `LinearPrediction`.
public struct PolynomialPrediction: Algorithm {
  /// The parameter each instance is measured at; one value stands for all instances.
  public let probeParameters: [Int]
  /// The model: parameter as a polynomial of the observable, constant first.
  public let coefficients: [Double]

  /// Creates a prediction from a known polynomial.
  ///
  /// - Throws: ``AlgorithmError/insufficientData(count:needed:)`` without coefficients or probes.
  public init(probeParameters: [Int], coefficients: [Double]) throws(AlgorithmError) {
    guard !coefficients.isEmpty else { throw .insufficientData(count: 0, needed: 1) }
    guard !probeParameters.isEmpty else { throw .insufficientData(count: 0, needed: 1) }
    self.probeParameters = probeParameters
    self.coefficients = coefficients
  }

  /// Fits the polynomial to observed pairs; the probe is the median parameter.
  ///
  /// - Throws: ``AlgorithmError/insufficientData(count:needed:)`` unless there are more pairs
  ///   than the degree, or if the fit has no solution.
  public init(parameters: [Int], results: [Double], degree: Int) throws(AlgorithmError) {
    guard parameters.count == results.count, degree >= 0,
      let coefficients = polynomialFit(x: results, y: parameters.map(Double.init), degree: degree)
    else {
      throw .insufficientData(count: min(parameters.count, results.count), needed: degree + 1)
    }
    let probe = Int(median(parameters.map(Double.init)).rounded(.toNearestOrEven))
    try self.init(probeParameters: [probe], coefficients: coefficients)
  }

  /// The model's parameter for an observable.
  public func callAsFunction(_ result: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * result + $1 }
  }

  /// Measures once at the probe and sets what the model predicts.
  ///
  /// An observable that is not a number keeps the probe. See ``Algorithm``.
  public func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome {
    let count = plant.instanceCount
    try requireCount("target", target.count, count)
    let probes =
      probeParameters.count == 1
      ? [Int](repeating: probeParameters[0], count: count) : probeParameters
    try requireCount("probe parameters", probes.count, count)
    try plant.configure(probes)
    let results = try plant.measureChecked()
    let parameters = probes.indices.map { index -> Int in
      let change = self(target[index]) - self(results[index])
      guard change.isFinite else { return range.clamping(probes[index]) }
      let bounded = min(max(change, -1e9), 1e9)
      return range.clamping(Int((Double(probes[index]) + bounded).rounded(.toNearestOrEven)))
    }
    try plant.configure(parameters)
    return SearchOutcome(
      parameters: parameters, firstResults: results, results: nil,
      path: [medianDistance(results, from: target)])
  }
}

/// A prediction from a straight line; its constant does not matter, as only differences count.
public struct LinearPrediction: Algorithm {
  private let polynomial: PolynomialPrediction

  /// Creates a prediction.
  ///
  /// - Parameters:
  ///   - probeParameters: one value for all instances, or one for each.
  ///   - offset: the line's constant, in LSB of the parameter.
  ///   - slope: parameter per observable.
  /// - Throws: ``AlgorithmError/insufficientData(count:needed:)`` without probe parameters.
  public init(
    probeParameters: [Int], offset: Double = 0, slope: Double = 1
  ) throws(AlgorithmError) {
    polynomial = try PolynomialPrediction(
      probeParameters: probeParameters, coefficients: [offset, slope])
  }

  /// See ``PolynomialPrediction``.
  public func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome {
    try polynomial.run(
      on: &plant, range: range, isInverted: isInverted, target: target, using: &generator)
  }
}
