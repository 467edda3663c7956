public import Quantities

/// The physics of the fast ADC that follows one neuron.
public struct MADCParameters: Hashable, Sendable {
  /// Rise of the input in one code.
  public var step = 0.0
  /// White noise of one sample.
  public var noise = 0.0
  /// Noise of the readout amplifier, limited by its bandwidth.
  public var bandNoise = 0.0
  /// Time constant of the readout amplifier.
  public var bandTime = 0.0
  /// Time constant of the slow half of a membrane's leak noise.
  public var leakNoiseTime = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<MADCParameters>] = [
    .init("step", .voltage, 1e-4...0.1, \.step, "change of the input voltage for one code"),
    .init("noise", .voltage, 0...0.1, \.noise, "white noise of one sample"),
    .init(
      "band_noise", .voltage, 0...0.1, \.bandNoise,
      "noise of the readout amplifier, limited by its bandwidth"),
    .init(
      "band_time", .time, 1e-9...1e-3, \.bandTime, "time constant of the readout amplifier"),
    .init(
      "leak_noise_time", .time, 1e-9...1, \.leakNoiseTime,
      "time constant of that half of a membrane's leak noise that changes slowly"),
  ]
}
