public import Quantities

/// The physics of the fast ADC that follows one neuron.
public struct MADCParameters: Hashable, Sendable {
  /// Noise of one sample.
  public var noise = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<MADCParameters>] = [
    .init("noise", .voltage, 0...0.1, \.noise, "noise of one sample")
  ]
}
