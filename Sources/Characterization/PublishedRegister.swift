public import Calib

/// A register of a calibrated chip, or what a step of the calibration measures there, that the group's
/// code tells something about: where its search starts, or what its tests allow.
public struct PublishedRegister: Sendable {
  /// A short name, such as `register.v_leak`.
  public let key: String
  /// Meaning of the parameter.
  public let title: String
  /// The value in the group's code, LSB.
  public let published: Double
  /// Largest allowed distance of the mean of a chip, LSB.
  public let tolerance: Double
  /// Place where the value is stated.
  public let source: String
  /// Value of a calibration: the mean over instances.
  public let value: @Sendable (HagenCalibResult) -> Double
}

extension PublishedRegister {
  /// The mean register that the last step of a name has chosen.
  private static func chosen(_ step: String) -> @Sendable (HagenCalibResult) -> Double {
    { $0.report.steps.last { $0.name == step }?.parameters?.mean ?? .nan }
  }

  /// Registers of a chip in hagen mode according to calix.
  ///
  /// Its start values are guesses of people who have calibrated many chips: they are taken for the
  /// middle of the population, within a quarter where nothing else is known.
  public static let hagen: [PublishedRegister] = [
    .init(
      key: "register.v_leak", title: "v_leak that reads 120", published: 700, tolerance: 35,
      source: "calix: 700 before the search", value: chosen("leak potential")),
    .init(
      key: "register.i_bias_leak", title: "i_bias_leak for a membrane time constant of 60 us",
      published: 200, tolerance: 50, source: "calix: 200 before the search",
      value: chosen("membrane time constant")),
    .init(
      key: "register.i_bias_synin_gm", title: "mean i_bias_synin_exc_gm", published: 450,
      tolerance: 45, source: "calix: default target 450",
      value: chosen("excitatory synaptic strength")),
    .init(
      key: "register.cadc_i_ramp_slope", title: "cadc_i_ramp_slope for 150 to 500",
      published: 350, tolerance: 50, source: "calix: 350 before the search",
      value: chosen("CADC ramp slope")),
    .init(
      key: "register.stp_i_ramp", title: "stp_i_ramp", published: 511, tolerance: 128,
      source: "calix: 511 before the search", value: chosen("STP ramp")),
    .init(
      key: "register.hagen_dac_offset", title: "mean hagen_dac_offset", published: 31.5,
      tolerance: 16, source: "calix: both ends of the range count as failures",
      value: chosen("hagen DAC offset")),
    .init(
      key: "register.amplitude", title: "amplitude of the events that match the inputs",
      published: 40, tolerance: 20, source: "calix neuron_integration: above 20, below 60 LSB"
    ) { $0.report.steps.last { $0.name == "excitatory synaptic strength" }?.target ?? .nan },
  ]
}
