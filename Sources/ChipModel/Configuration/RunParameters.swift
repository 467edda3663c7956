public import Quantities

/// Rare bad program runs.
public struct RunParameters: Hashable, Sendable {
  /// Fraction of runs with jitter.
  public var jitterFraction = 0.0
  /// Fraction of runs with noisy comparators.
  public var noiseFraction = 0.0
  /// Factor of the comparators' noise in such a run.
  public var noiseFactor = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<RunParameters>] = [
    .init(
      "jitter_fraction", .dimensionless, 0...1, \.jitterFraction, "fraction of runs with jitter"),
    .init(
      "noise_fraction", .dimensionless, 0...1, \.noiseFraction,
      "fraction of runs with noisy comparators"),
    .init(
      "noise_factor", .dimensionless, 1...1000, \.noiseFactor,
      "factor of the comparators' noise in a run with noisy comparators"),
  ]
}
