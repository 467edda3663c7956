public import Quantities

/// The physics of the readout amplifiers, ramps and comparators, in volts and counts.
public struct CADCParameters: Hashable, Sendable {
  /// Rise of the ramp in one count at full-scale slope bias. A reading shows neither the slope in
  /// time nor how long a count is.
  public var rampStep = 0.0
  /// Spread of the ramp's start between quadrants.
  public var rampStartSpread = 0.0
  /// Relative spread of the ramp's slope between quadrants.
  public var rampSlopeSpread = 0.0
  /// Relative bend of the ramp at the end of its range, growing with the fourth power.
  public var rampBend = 0.0
  /// Mean delay of a comparator, in counts: the reading of an input below the ramp's start.
  public var comparatorDelay = 0.0
  /// Spread of the comparators' offset voltage.
  public var channelOffsetSpread = 0.0
  /// Relative spread of the channels' slopes.
  public var channelGainSpread = 0.0
  /// Noise of one comparison.
  public var comparatorNoise = 0.0
  /// Relative spread of that noise between comparators.
  public var comparatorNoiseSpread = 0.0
  /// Noise that all channels of a ramp share.
  public var commonNoise = 0.0
  /// Relative spread of the gain of the neurons' readout amplifiers, whose errors act against ground.
  public var readoutGainSpread = 0.0
  /// Spread of their offsets.
  public var readoutOffsetSpread = 0.0

  /// Fraction of channels whose comparator never fires.
  public var deadChannelFraction = 0.0
  /// Fraction of channels whose comparator fires at once.
  public var stuckChannelFraction = 0.0
  /// Fraction of quadrants without a ramp.
  public var deadRampFraction = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<CADCParameters>] = [
    .init(
      "ramp.step", .voltage, 1e-4...1, \.rampStep, "rise of a ramp in one count at full-scale bias"),
    .init(
      "ramp.start_spread", .voltage, 0...0.5, \.rampStartSpread,
      "spread of the ramp's start between quadrants"),
    .init(
      "ramp.slope_spread", .dimensionless, 0...0.5, \.rampSlopeSpread,
      "relative spread of the slope between quadrants"),
    .init(
      "ramp.bend", .dimensionless, 0...0.5, \.rampBend,
      "relative bend at the end of the ramp"),
    .init(
      "comparator.delay", .dimensionless, 0...100, \.comparatorDelay,
      "mean comparator delay in counts"),
    .init(
      "comparator.offset_spread", .voltage, 0...0.5, \.channelOffsetSpread,
      "spread of comparator offsets"),
    .init(
      "comparator.gain_spread", .dimensionless, 0...0.5, \.channelGainSpread,
      "relative spread of the channels' slopes"),
    .init("comparator.noise", .voltage, 0...0.1, \.comparatorNoise, "noise of one comparison"),
    .init(
      "comparator.noise_spread", .dimensionless, 0...0.5, \.comparatorNoiseSpread,
      "relative spread of the noise of comparisons between comparators"),
    .init(
      "comparator.common_noise", .voltage, 0...0.1, \.commonNoise,
      "noise common to all channels of a ramp"),
    .init(
      "readout.gain_spread", .dimensionless, 0...0.5, \.readoutGainSpread,
      "relative spread of the gains of readout amplifiers"),
    .init(
      "readout.offset_spread", .voltage, 0...0.5, \.readoutOffsetSpread,
      "spread of the offsets of readout amplifiers"),
    .init(
      "comparator.dead_fraction", .dimensionless, 0...1, \.deadChannelFraction,
      "fraction of channels whose comparator never fires"),
    .init(
      "comparator.stuck_fraction", .dimensionless, 0...1, \.stuckChannelFraction,
      "fraction of channels whose comparator fires at once"),
    .init(
      "ramp.dead_fraction", .dimensionless, 0...1, \.deadRampFraction,
      "fraction of quadrants without a ramp"),
  ]
}
