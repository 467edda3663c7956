import Statistics

/// A set of instances, each with one integer parameter and one observable.
public protocol Plant {
  /// The number of instances that are adjusted in parallel.
  var instanceCount: Int { get }
  /// Sets the parameter of every instance and waits until it has settled.
  mutating func configure(_ parameters: [Int]) throws
  /// Measures the observable of every instance; NaN where it has no value.
  mutating func measure() throws -> [Double]
}

/// A search for the parameters at which the observables of a plant meet their targets.
///
/// All instances are searched in parallel. Every algorithm ends by setting the chosen
/// parameters once more, without measuring. calix: `Algorithm`.
public protocol Algorithm: Sendable {
  /// Searches.
  ///
  /// - Parameters:
  ///   - plant: the instances to adjust.
  ///   - range: the allowed parameters.
  ///   - isInverted: true if a larger parameter gives a smaller result.
  ///   - target: the wanted observable of each instance.
  ///   - generator: the source of random numbers; drawn from before the first measurement only.
  /// - Throws: ``AlgorithmError``, ``CalibError/wrongCount(what:count:expected:)``, and whatever
  ///   the plant throws.
  func run(
    on plant: inout some Plant, range: ParameterRange, isInverted: Bool, target: [Double],
    using generator: inout some RandomNumberGenerator
  ) throws -> SearchOutcome
}

/// The outcome of a search.
public struct SearchOutcome: Equatable, Sendable {
  /// The chosen parameter of each instance, inside the range.
  public var parameters: [Int]
  /// The observables at the first parameters tried.
  public var firstResults: [Double]
  /// The observables at the chosen parameters, as measured during the search; nil for
  /// algorithms that predict without testing.
  public var results: [Double]?
  /// The median distance of the instances from their targets at each measurement.
  public var path: [Double]

  /// The number of measurements of the plant.
  public var measurementCount: Int { path.count }
}

/// Returns the median distance of results from their targets; infinite if none is finite.
func medianDistance(_ results: [Double], from target: [Double]) -> Double {
  let distances = zip(results, target).map { abs($0 - $1) }.filter(\.isFinite)
  return distances.isEmpty ? .infinity : median(distances)
}

extension Plant {
  /// Measures, and throws unless there is one value for each instance.
  mutating func measureChecked() throws -> [Double] {
    let results = try measure()
    try requireCount("measured results", results.count, instanceCount)
    return results
  }
}
