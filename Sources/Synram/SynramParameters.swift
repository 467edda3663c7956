public import Quantities

/// The physics of synapse drivers and synapses.
///
/// Times are in seconds and slew rates in volts per second. Potentials of the drivers count in steps
/// of the hagen DAC, one activation code at full-scale hagen_ibias_dac: no reading shows how many volts
/// a step is.
public struct SynramParameters: Hashable, Sendable {
  /// Length of an event slot: the longest pulse is over when it ends.
  public var slot = 0.0
  /// Step of hagen_dac_offset over a step of the code: two mirrors of one bias current.
  public var dacOffsetRatio = 0.0
  /// Relative error of single DAC steps.
  public var dacSpread = 0.0
  /// Slope of the ramp at full-scale stp_i_ramp, in DAC steps per second.
  public var rampRate = 0.0
  /// Potential at which the ramp starts, in DAC steps.
  public var rampStart = 0.0
  /// Time at the start of the ramp during which a part of stp_i_calib is sunk.
  public var calibrationWindow = 0.0
  /// Part of stp_i_calib that is sunk at the largest offset.
  public var sinkShare = 0.0
  /// Spread of the comparators' offset voltage, in DAC steps.
  public var offsetSpread = 0.0
  /// Relative spread of the ramp slopes.
  public var slopeSpread = 0.0
  /// Pulse of a driver whose length does not follow the activation.
  public var unmodulatedPulse = 0.0
  /// Largest pulse without the pulse law.
  public var straightPulse = 0.0
  /// Relative loss of a pulse without the pulse law at the largest hagen_dac_offset.
  public var straightOffsetTrim = 0.0
  /// Share of a pulse without the pulse law that follows stp_i_ramp.
  public var straightRampTrim = 0.0
  /// Pulse added by one LSB of dacen_pulse_extension.
  public var extensionStep = 0.0
  /// Relative spread of the drivers' pulses.
  public var gainSpread = 0.0
  /// Time constant of the enable line beside the drivers.
  public var turnOn = 0.0
  /// Steepness c of the enable line, 1 for a first-order line that switches a synapse halfway.
  public var turnOnSteepness = 0.0
  /// Growth of the enable line's time constant from the drivers to the far end of a row.
  public var turnOnDistance = 0.0
  /// Spread of the time constant between columns, everywhere along a row, relative to that growth.
  public var turnOnSpread = 0.0
  /// Relative spread between column lines of the charge of modulated pulses.
  public var lineGainSpread = 0.0
  /// Relative loss of a bottom row's pulse against the top row's.
  public var rowDifference = 0.0
  /// Spread of that loss between drivers.
  public var rowDifferenceSpread = 0.0
  /// Spread of that loss between chips.
  public var rowDifferenceChipSpread = 0.0
  /// Relative gain of a pulse that follows another at once.
  public var recoveryGain = 0.0
  /// Time after which a driver has recovered.
  public var recoveryTime = 0.0
  /// Jitter of a pulse's length.
  public var jitter = 0.0
  /// Factor of that jitter in a bad run.
  public var runJitterFactor = 0.0
  /// Jitter of a pulse's length in a bad run.
  public var runJitter: Double { jitter * runJitterFactor }
  /// Fraction of drivers without pulses.
  public var deadDriverFraction = 0.0
  /// Fraction of drivers whose pulses do not follow the activation.
  public var stuckDriverFraction = 0.0

  /// Pull of one weight step at full-scale syn_i_bias_dac, small weights: the synapse's current by
  /// the capacitance of a line with its capacitor, in volts per second. No reading tells the two
  /// apart.
  public var synapseSlewRate = 0.0
  /// Compression c at the largest weight: I = I_lsb w / √(1 + c (w / 63)²).
  public var synapseCompression = 0.0
  /// Relative spread of synapse currents.
  public var synapseSpread = 0.0
  /// Spread of the enable line's time constant between the drivers of a column, relative to its growth
  /// along a row.
  public var synapseTurnOnSpread = 0.0
  /// Load of the largest weight on the enable line: growth of its time constant, relative to that along
  /// a row.
  public var synapseLoad = 0.0
  /// Relative error of the unit elements of each synapse's DAC.
  public var synapseDACSpread = 0.0
  /// Fraction of synapses without current.
  public var deadSynapseFraction = 0.0
  /// Fraction of synapses with a stuck bit of their weight.
  public var stuckSynapseFraction = 0.0
  /// Relative spread of synapse currents between chips.
  public var chipSpread = 0.0
  /// Relative spread of synapse currents between quadrants.
  public var quadrantSpread = 0.0
  /// Relative spread of ramps between chips.
  public var rampChipSpread = 0.0
  /// Relative spread of ramps between quadrants.
  public var rampQuadrantSpread = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<SynramParameters>] = [
    .init("driver.slot", .time, 1e-10...1e-6, \.slot, "length of an event slot"),
    .init(
      "driver.dac_offset_ratio", .dimensionless, 0.01...10, \.dacOffsetRatio,
      "step of hagen_dac_offset over a step of the hagen DAC"),
    .init(
      "driver.dac_spread", .dimensionless, 0...1, \.dacSpread,
      "relative error of single hagen DAC steps"),
    .init(
      "driver.ramp_rate", .frequency, 1...1e12, \.rampRate,
      "rise of the ramp at full-scale stp_i_ramp, in steps of the hagen DAC per second"),
    .init(
      "driver.ramp_start", .dimensionless, -100...100, \.rampStart,
      "start of the ramp, in steps of the hagen DAC at full-scale bias"),
    .init(
      "driver.calibration_window", .time, 0...1e-7, \.calibrationWindow,
      "time from the start of the ramp during which stp_i_calib reduces its current"),
    .init(
      "driver.sink_share", .dimensionless, 0...1, \.sinkShare,
      "part of stp_i_calib that is sunk at the largest offset"),
    .init(
      "driver.offset_spread", .dimensionless, 0...20, \.offsetSpread,
      "spread of comparator offsets, in steps of the hagen DAC"),
    .init(
      "driver.slope_spread", .dimensionless, 0...0.5, \.slopeSpread,
      "relative spread of ramp slopes"),
    .init(
      "driver.unmodulated_pulse", .time, 1e-10...1e-6, \.unmodulatedPulse,
      "pulse of a driver without hagen modulation"),
    .init(
      "driver.straight_pulse", .time, 1e-10...1e-6, \.straightPulse,
      "largest pulse of an ideal driver (driver.pulse_law=0)"),
    .init(
      "driver.straight_offset_trim", .dimensionless, 0...1, \.straightOffsetTrim,
      "loss of an ideal driver's pulse (driver.pulse_law=0) at the largest hagen_dac_offset"),
    .init(
      "driver.straight_ramp_trim", .dimensionless, 0...1, \.straightRampTrim,
      "share of an ideal driver's pulse (driver.pulse_law=0) that is proportional to stp_i_ramp"),
    .init(
      "driver.extension_step", .time, 0...1e-6, \.extensionStep,
      "pulse added by one LSB of dacen_pulse_extension"),
    .init(
      "driver.gain_spread", .dimensionless, 0...0.5, \.gainSpread,
      "relative spread of the drivers' pulses"),
    .init(
      "driver.turn_on", .time, 0...1e-8, \.turnOn,
      "time constant of the enable line beside the drivers"),
    .init(
      "driver.turn_on_steepness", .dimensionless, 0.01...100, \.turnOnSteepness,
      "steepness of the enable line: pulses below turn_on ln(1 + steepness) are not seen"),
    .init(
      "driver.turn_on_distance", .time, 0...1e-8, \.turnOnDistance,
      "growth of the enable line's time constant from the drivers to the far end of a row"),
    .init(
      "driver.turn_on_spread", .dimensionless, 0...10, \.turnOnSpread,
      "spread of the enable line's time constant between columns, relative to turn_on_distance"),
    .init(
      "driver.line_gain_spread", .dimensionless, 0...0.5, \.lineGainSpread,
      "relative spread of the column lines' gain for pulses with hagen modulation"),
    .init(
      "driver.row_difference", .dimensionless, -0.5...0.5, \.rowDifference,
      "relative loss of pulses on the bottom row of a driver"),
    .init(
      "driver.row_difference_spread", .dimensionless, 0...0.5, \.rowDifferenceSpread,
      "spread of row_difference between drivers"),
    .init(
      "driver.row_difference_chip_spread", .dimensionless, 0...0.5, \.rowDifferenceChipSpread,
      "spread of row_difference between chips"),
    .init(
      "driver.ramp_chip_spread", .dimensionless, 0...1, \.rampChipSpread,
      "relative spread of ramps between chips"),
    .init(
      "driver.ramp_quadrant_spread", .dimensionless, 0...1, \.rampQuadrantSpread,
      "relative spread of ramps between quadrants"),
    .init(
      "driver.recovery_gain", .dimensionless, 0...1, \.recoveryGain,
      "relative gain of a pulse that directly follows another"),
    .init("driver.recovery_time", .time, 1e-10...1e-3, \.recoveryTime, "recovery of a driver"),
    .init("driver.jitter", .time, 0...1e-8, \.jitter, "jitter of a pulse's length"),
    .init(
      "driver.run_jitter_factor", .dimensionless, 0...1000, \.runJitterFactor,
      "jitter in a program run with run.jitter, relative to driver.jitter"),
    .init(
      "driver.dead_fraction", .dimensionless, 0...1, \.deadDriverFraction,
      "fraction of drivers without pulses"),
    .init(
      "driver.stuck_fraction", .dimensionless, 0...1, \.stuckDriverFraction,
      "fraction of drivers whose pulses do not follow the activation"),
    .init(
      "synapse.slew_rate", .slewRate, 1...1e9, \.synapseSlewRate,
      "slew rate of a line with its capacitor, for one weight step at full-scale bias"),
    .init(
      "synapse.compression", .dimensionless, 0...2, \.synapseCompression,
      "compression at the largest weight"),
    .init(
      "synapse.spread", .dimensionless, 0...1, \.synapseSpread,
      "relative spread of synapse currents"),
    .init(
      "synapse.turn_on_spread", .dimensionless, 0...10, \.synapseTurnOnSpread,
      "spread of the enable line's time constant between drivers, relative to driver.turn_on_distance"
    ),
    .init(
      "synapse.load", .dimensionless, 0...100, \.synapseLoad,
      "growth of the enable line's time constant at weight 63, relative to driver.turn_on_distance"),
    .init(
      "synapse.dac_spread", .dimensionless, 0...1, \.synapseDACSpread,
      "relative error of the unit elements of each synapse's DAC"),
    .init(
      "synapse.dead_fraction", .dimensionless, 0...1, \.deadSynapseFraction,
      "fraction of synapses without current"),
    .init(
      "synapse.stuck_fraction", .dimensionless, 0...1, \.stuckSynapseFraction,
      "fraction of synapses with a stuck bit of their weight"),
    .init(
      "chip_spread", .dimensionless, 0...1, \.chipSpread,
      "relative spread of synapse currents between chips"),
    .init(
      "quadrant_spread", .dimensionless, 0...1, \.quadrantSpread,
      "relative spread of synapse currents between quadrants"),
  ]
}
