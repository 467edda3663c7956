public import Quantities

/// The physics of the fast ADC that follows one neuron.
public struct MADCParameters: Hashable, Sendable {
  /// Input that reads 0.
  public var zero = 0.0
  /// Volts of one LSB.
  public var step = 0.0
  /// Noise of one sample.
  public var noise = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<MADCParameters>] = [
    .init("zero", .voltage, -1...1, \.zero, "input that reads 0"),
    .init("step", .voltage, 1e-5...1e-1, \.step, "one LSB"),
    .init("noise", .voltage, 0...0.1, \.noise, "noise of one sample"),
  ]
}
