extension Effect {
  /// The effects table: configuration, command line and documentation are made from it.
  public static let table: [EffectDescription] = [
    .init(
      .driverPulseLaw, "driver.pulse_law", "Synram",
      "the hagen DAC turns the activation into a voltage; the pulse begins when a ramp passes it (comparator) "
        + "and ends with the slot; at its start, a part of the ramp's current is sunk",
      "stp_i_ramp, stp_i_calib, offset, hagen_dac_offset, hagen_ibias_dac",
      ["synram.driver.ramp_rate", "synram.driver.ramp_start", "synram.driver.sink_share"],
      "shape fitted to the v3 amplitude curve; mechanism: halco CapMem cells, calix", .fitted),
    .init(
      .driverOffset, "driver.offset", "Synram",
      "normally distributed offset voltage of each driver's comparator",
      "hagen_dac_offset", ["synram.driver.offset_spread"],
      "bounded by calix: hagen_dac_offset range", .assumed),
    .init(
      .driverSlope, "driver.slope", "Synram",
      "normally distributed relative error of each driver's ramp slope",
      "stp_i_ramp, stp_i_calib", ["synram.driver.slope_spread"],
      "calix hagen_input: mismatch below 4 LSB after calibration", .assumed),
    .init(
      .driverDACErrors, "driver.dac_errors", "Synram",
      "normally distributed error of each of the 32 codes of each hagen DAC, in steps",
      "-", ["synram.driver.dac_spread"],
      "plausible mismatch of a 5-bit DAC", .assumed),
    .init(
      .driverGainMismatch, "driver.gain_mismatch", "Synram",
      "relative error common to all pulses of a driver, from the enable buffers of its rows",
      "-", ["synram.driver.gain_spread"],
      "calix hagen_input: drivers differ by some 2 LSB at a full scale of 30 LSB", .fitted),
    .init(
      .driverTurnOn, "driver.turn_on", "Synram",
      "the enable line with time constant R (turn_on) and steepness c (turn_on_steepness) shortens a pulse "
        + "of length t to t + R ln(1 - c exp(-t/R))",
      "-", ["synram.driver.turn_on", "synram.driver.turn_on_steepness"],
      "fitted to the v3 amplitude curve", .fitted),
    .init(
      .driverDistance, "driver.distance", "Synram",
      "the time constant of the enable lines grows with the distance from the drivers (needs driver.turn_on)",
      "-", ["synram.driver.turn_on_distance"],
      "brainscales2-demos tp_01, spatial correlation of one row", .fitted),
    .init(
      .driverDistanceSpread, "driver.distance_spread", "Synram",
      "the time constant of the enable lines differs between columns, in the same way for all drivers "
        + "(needs driver.turn_on and driver.distance)",
      "-", ["synram.driver.turn_on_spread"],
      "fitted to bands of columns over 128 rows at small activations in hxtorch_mock_mode.png",
      .fitted),
    .init(
      .driverLineGain, "driver.line_gain", "Synram",
      "relative gain error of each column line, for pulses with hagen modulation only",
      "-", ["synram.driver.line_gain_spread"],
      "differences between calibrated columns over 128 rows in hxtorch_mock_mode.png; cause unknown",
      .fitted),
    .init(
      .driverRowDifference, "driver.row_difference", "Synram",
      "pulses on the bottom row of a driver are shorter than on its top row",
      "-", ["synram.driver.row_difference", "synram.driver.row_difference_spread"],
      "exc/inh asymmetry of brainscales2-demos hxtorch_mock_mode.png", .fitted),
    .init(
      .driverRecovery, "driver.recovery", "Synram",
      "a pulse soon after another one of the same driver is longer",
      "wait_between_events", ["synram.driver.recovery_gain", "synram.driver.recovery_time"],
      "calix: earlier events of a burst yield a lower amplitude", .assumed),
    .init(
      .driverJitter, "driver.jitter", "Synram",
      "normally distributed error of each pulse's length, new at each event",
      "-", ["synram.driver.jitter"],
      "jitter of a comparator; the event noise of typical contains it", .assumed),
    .init(
      .driverDead, "driver.dead", "Synram", "randomly chosen drivers never give a pulse",
      "-", ["synram.driver.dead_fraction"],
      "calix leaves out drivers whose calibration fails", .assumed),
    .init(
      .driverStuck, "driver.stuck", "Synram",
      "randomly chosen drivers give the longest pulse for every activation",
      "-", ["synram.driver.stuck_fraction"],
      "a DAC that no longer follows its code", .assumed),
    .init(
      .busEventLoss, "bus.event_loss", "ChipModel",
      "if two events reach one bus in the same FPGA cycle, the second one is lost, and the loss is counted",
      "wait_between_events", [],
      "one PADI bus carries one event in a cycle: haldls PADIEvent", .published),
    .init(
      .synapseMismatch, "synapse.mismatch", "Synram",
      "normally distributed relative error of each synapse's current",
      "-", ["synram.synapse.spread"],
      "part of the 256-column spread of brainscales2-demos tp_01", .fitted),
    .init(
      .synapseTurnOn, "synapse.turn_on", "Synram",
      "the time constant of the enable lines differs between drivers in each column (needs driver.turn_on "
        + "and driver.distance)",
      "-", ["synram.synapse.turn_on_spread"],
      "fitted to the spread between columns of one row: v3 amplitude curve", .fitted),
    .init(
      .synapseDACErrors, "synapse.dac_errors", "Synram",
      "errors of the elements of each synapse's 6-bit current DAC",
      "-", ["synram.synapse.dac_spread"],
      "published means and variances of chip revision 3: slopes for w = 1 and w = 2 differ between columns",
      .fitted),
    .init(
      .synapseCompression, "synapse.compression", "Synram",
      "I = I_lsb w / sqrt(1 + beta (w / 63)^2)",
      "syn_i_bias_dac", ["synram.synapse.compression"],
      "amplitude over weight in brainscales2-demos hxtorch_mock_mode.png", .fitted),
    .init(
      .synapseLoad, "synapse.load", "Synram",
      "the time constant of the enable lines grows with the weight, so that short pulses lose more "
        + "(needs driver.turn_on and driver.distance)",
      "-", ["synram.synapse.load"],
      "brainscales2-demos hxtorch_mock_mode.png: compression falls with the activation", .fitted),
    .init(
      .chipDifference, "chip.difference", "Synram, Columns",
      "relative errors that all parts of a chip share; off, a chip lies at the centre of its population",
      "syn_i_bias_dac, stp_i_ramp, i_bias_synin_gm, i_bias_leak",
      [
        "synram.chip_spread", "synram.driver.ramp_chip_spread",
        "synram.driver.row_difference_chip_spread", "columns.input.chip_spread",
        "columns.input.asymmetry_spread", "columns.membrane.capacitance_chip_spread",
        "columns.membrane.leak_chip_spread", "columns.membrane.noise_chip_spread",
      ],
      "gains that measure_mock_parameter found on real set-ups differ by a third", .fitted),
    .init(
      .quadrantDifference, "quadrant.difference", "Synram, Columns, ChipModel",
      "relative errors that all parts of a quadrant share",
      "syn_i_bias_dac, stp_i_ramp, i_bias_synin_gm, i_bias_synin_tau, every voltage cell",
      [
        "synram.quadrant_spread", "synram.driver.ramp_quadrant_spread",
        "columns.input.quadrant_spread", "columns.line.quadrant_spread",
        "capmem.block_gain_spread",
      ],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .synapseDead, "synapse.dead", "Synram", "randomly chosen synapses give no current",
      "-", ["synram.synapse.dead_fraction"],
      "plausible share of defects in large arrays", .assumed),
    .init(
      .synapseStuck, "synapse.stuck", "Synram",
      "one bit of the weights of randomly chosen synapses is always 0 or always 1, also when it is read back",
      "-", ["synram.synapse.stuck_fraction"],
      "plausible share of defects in large memories", .assumed),
    .init(
      .lineCompression, "line.compression", "Columns",
      "charge shrinks as the line nears ground: Q (1 - u/u_idle)",
      "syn_i_bias_dac, wait_between_events", ["columns.line.idle_potential"],
      "calix: lines rest at 1.2 V and saturate; the linear law is assumed", .assumed),
    .init(
      .lineTail, "line.tail", "Columns", "the line still discharges when the membrane is read",
      "i_bias_synin_tau",
      ["columns.line.fastest_time", "columns.line.tau_exponent", "columns.line.leak_time"],
      "RC line, calix: tau_syn 0.3 us is reachable with the capacitor of the line", .fitted),
    .init(
      .lineMismatch, "line.mismatch", "Columns",
      "relative errors of each line's resistor and capacitance",
      "i_bias_synin_tau", ["columns.line.spread", "columns.line.capacitance_spread"],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .lineReadout, "line.readout", "Columns",
      "the readout of a line follows it down to a floor: v0 + k ln(1 + exp((u - v0) / k))",
      "synapse debug line", ["columns.line.readout_floor", "columns.line.readout_knee"],
      "calix hagen_synin: the CADC range for lines ends at 0.3 V; test_hagen_multiplication: "
        + "larger vectors give larger results", .fitted),
    .init(
      .otaSaturation, "ota.saturation", "Columns",
      "f(u) = u - a u^3 + a^2 u^5 / 2: strictly increasing, compressive up to u = sqrt(0.6 / a)",
      "i_bias_synin_gm", ["columns.input.cubic"],
      "hxtorch: short waits saturate the synaptic input; sweep of hxtorch_mock_mode.png", .fitted),
    .init(
      .otaGainMismatch, "ota.gain_mismatch", "Columns",
      "relative error of each synaptic input's conductance",
      "i_bias_synin_gm",
      ["columns.input.conductance_spread", "columns.input.excitatory_correlation"],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .otaAsymmetry, "ota.asymmetry", "Columns",
      "conductances of excitatory inputs are larger than those of inhibitory ones, by one common factor",
      "i_bias_synin_gm", ["columns.input.asymmetry"],
      "registers of a calibrated chip of revision 2 (cube 66): inhibitory inputs need 10.6 % more bias",
      .fitted),
    .init(
      .otaOffset, "ota.offset", "Columns",
      "offset voltage of each synaptic input; the part that the shift bias does not cancel acts as a constant "
        + "current onto the membrane",
      "i_bias_synin_shift", ["columns.input.offset_spread"],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .columnDead, "column.dead", "Columns",
      "both lines of randomly chosen columns are cut off from their synaptic inputs",
      "-", ["columns.dead_fraction"],
      "calix leaves out neurons whose calibration fails", .assumed),
    .init(
      .membraneCapacitorMismatch, "membrane.capacitor_mismatch", "Columns",
      "relative error of each membrane capacitor",
      "-", ["columns.membrane.capacitance_spread"],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .membraneLeakMismatch, "membrane.leak_mismatch", "Columns",
      "errors of leak conductance and leak potential",
      "v_leak, i_bias_leak",
      [
        "columns.membrane.leak_conductance_spread", "columns.offset_spread",
        "columns.membrane.leak_correlation",
      ],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .membraneResetMismatch, "membrane.reset_mismatch", "Columns", "error of each reset potential",
      "v_reset", ["columns.offset_spread"],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .membraneFollower, "membrane.follower", "Columns",
      "error that leak and reset potential of a neuron share",
      "v_leak, v_reset", ["columns.membrane.follower_spread"],
      "registers of a calibrated chip of revision 2 (cube 66): v_leak and v_reset correlate at 0.6",
      .fitted),
    .init(
      .membranePseudoLeak, "membrane.pseudo_leak", "Columns",
      "leakage through the enabled synaptic inputs",
      "-", ["columns.membrane.pseudo_leak_conductance", "columns.membrane.pseudo_leak_spread"],
      "calix hagen_calib_options.h: pseudo-leakage remains", .assumed),
    .init(
      .membraneRails, "membrane.rails", "Columns", "the membrane stops at the rails",
      "-", ["columns.membrane.upper_rail"],
      "supply of 1.2 V", .published),
    .init(
      .membraneResetMemory, "membrane.reset_memory", "Columns",
      "a short reset leaves a part of the previous result; entries then depend on each other",
      "refractory_time", ["columns.membrane.reset_time"],
      "reset time constant 0.5 us: haldls NeuronBackendConfig", .assumed),
    .init(
      .membraneNoise, "membrane.noise", "Columns",
      "white current noise: variance grows with integration time",
      "i_bias_leak, i_bias_synin_gm", ["columns.membrane.current_noise_density"],
      "noise of products that last from 5 to 100 us, and of a result without events", .fitted),
    .init(
      .membraneEventNoise, "membrane.event_noise", "Columns",
      "charge noise of each event on each column",
      "-", ["columns.membrane.event_noise"],
      "hxtorch tests: noise 1.6 LSB for 128 rows", .fitted),
    .init(
      .membraneSlowNoise, "membrane.slow_noise", "Columns",
      "random offset of each synaptic input, constant during a result and new for the next one",
      "i_bias_synin_gm", ["columns.input.slow_noise"],
      "published means and variances of chip revision 3: noise within a program run after 41 us",
      .fitted),
    .init(
      .membraneLeakNoise, "membrane.leak_noise", "Columns",
      "noise on the membrane of a leaking neuron, in proportion to the root of the leak bias",
      "i_bias_leak", ["columns.membrane.leak_noise", "madc.leak_noise_time"],
      "MADC trace of a silent neuron, brainscales2-demos ts_00", .fitted),
    .init(
      .membraneCommonStep, "membrane.common_step", "Columns",
      "an event with activation 3 leaves a step on each membrane, whatever the sign of the weight",
      "-", ["columns.membrane.step_mean", "columns.membrane.step_spread"],
      "published means and variances of chip revision 3: common mode at x = 3", .fitted),
    .init(
      .membraneNoiseMismatch, "membrane.noise_mismatch", "Columns",
      "relative error of each neuron's membrane and event noise",
      "-", ["columns.membrane.noise_spread"],
      "hxtorch plots the noise of each neuron; its distribution over neurons is not published",
      .assumed),
    .init(
      .membraneStuckInReset, "membrane.stuck_in_reset", "Columns",
      "membranes of randomly chosen neurons are always in reset",
      "-", ["columns.membrane.stuck_fraction"],
      "calix: some neurons are stuck in reset", .assumed),
    .init(
      .readoutGain, "readout.gain", "CADC", "gain error of each readout amplifier",
      "-", ["cadc.readout.gain_spread"],
      "plausible mismatch of a buffer amplifier", .assumed),
    .init(
      .readoutOffset, "readout.offset", "CADC", "offset of each readout amplifier",
      "-", ["cadc.readout.offset_spread"],
      "registers of a calibrated chip of revision 2 (cube 66)", .fitted),
    .init(
      .cadcRampStart, "cadc.ramp_start", "CADC", "error of the start of each quadrant's ramp",
      "cadc_v_ramp_offset", ["cadc.ramp.start_spread"],
      "CADC calibration of a chip of revision 2 (cube 66)", .fitted),
    .init(
      .cadcRampSlope, "cadc.ramp_slope", "CADC",
      "relative error of the slope of each quadrant's ramp",
      "cadc_i_ramp_slope", ["cadc.ramp.slope_spread"],
      "CADC calibration of a chip of revision 2 (cube 66)", .fitted),
    .init(
      .cadcChannelOffset, "cadc.channel_offset", "CADC", "offset voltage of each comparator",
      "CADCChannelConfig.offset", ["cadc.comparator.offset_spread"],
      "the negative side of brainscales2-demos hxtorch_mock_mode.png ends at -92 to -120 by column; "
        + "calix: std below 20 LSB", .fitted),
    .init(
      .cadcChannelGain, "cadc.channel_gain", "CADC", "relative error of each channel's slope",
      "-", ["cadc.comparator.gain_spread"],
      "calix: std below 3 LSB after calibration", .assumed),
    .init(
      .cadcNonlinearity, "cadc.nonlinearity", "CADC", "the ramp bends near its upper end",
      "-", ["cadc.ramp.bend"],
      "calix cadc: upper part of the ramp is nonlinear", .assumed),
    .init(
      .cadcNoise, "cadc.noise", "CADC", "noise of each comparison",
      "-", ["cadc.comparator.noise"],
      "0.85 to 0.95 LSB for the difference of two reads", .fitted),
    .init(
      .cadcCommonNoise, "cadc.common_noise", "CADC", "noise common to all channels of a ramp",
      "-", ["cadc.comparator.common_noise"],
      "noise that averaging neurons does not remove", .assumed),
    .init(
      .cadcNoiseMismatch, "cadc.noise_mismatch", "CADC",
      "relative error of each comparator's noise",
      "-", ["cadc.comparator.noise_spread"],
      "plausible mismatch of small comparators", .assumed),
    .init(
      .cadcDeadChannel, "cadc.dead_channel", "CADC",
      "comparators of randomly chosen channels never fire: the counter runs to its end",
      "-", ["cadc.comparator.dead_fraction"],
      "plausible share of defects among 1024 comparators", .assumed),
    .init(
      .cadcStuckChannel, "cadc.stuck_channel", "CADC",
      "comparators of randomly chosen channels fire at once",
      "-", ["cadc.comparator.stuck_fraction"],
      "plausible share of defects among 1024 comparators", .assumed),
    .init(
      .cadcDeadQuadrant, "cadc.dead_quadrant", "CADC",
      "the ramps of randomly chosen quadrants never rise: their channels run to their end",
      "-", ["cadc.ramp.dead_fraction"],
      "an unusable quadrant", .assumed),
    .init(
      .madcNoise, "madc.noise", "ChipModel", "noise of each MADC sample",
      "-", ["madc.noise"],
      "calix characterize_madc: std below 2 LSB", .assumed),
    .init(
      .capMemMismatch, "capmem.mismatch", "ChipModel", "gain and offset errors of each CapMem cell",
      "every CapMem cell", ["capmem.gain_spread"],
      "calix needs per-cell searches", .assumed),
    .init(
      .capMemSettling, "capmem.settling", "ChipModel", "first-order settling after a write",
      "waiting time", ["capmem.settling_time"],
      "calix constants: 20 ms level-off time", .fitted),
    .init(
      .capMemCrosstalk, "capmem.crosstalk", "ChipModel",
      "cells in one row of a CapMem block with the same code lower each other, in proportion to their number",
      "values spread by a few LSB", ["capmem.crosstalk"],
      "calix spreads equal values by 5 LSB to reduce crosstalk", .assumed),
    .init(
      .capMemDrift, "capmem.drift", "ChipModel",
      "each cell drifts by A (a sin p + b (1 - cos p)), A = drift, p = 2 pi t / drift_period; cells differ in a, b",
      "calibration", ["capmem.drift", "capmem.drift_period"],
      "drift over hours: calibrations are repeated", .assumed),
    .init(
      .temperature, "temperature", "Columns",
      "at temperature T, conductances scale with T^-n (n: gain_exponent) and current noise density with T^(1 - n); offsets shift",
      "calibration",
      [
        "columns.temperature.chip", "columns.temperature.reference",
        "columns.temperature.gain_exponent", "columns.temperature.offset_spread",
      ],
      "Summ et al. 2026: 40 to 90 °C", .assumed),
    .init(
      .runJitter, "run.jitter", "ChipModel",
      "in rare program runs the length of every pulse jitters",
      "wait_between_events", ["run.jitter_fraction", "synram.driver.run_jitter_factor"],
      "calix: some runs differ in amplitude at short waits", .assumed),
    .init(
      .runNoise, "run.noise", "ChipModel", "in rare program runs comparators are far noisier",
      "-", ["run.noise_fraction", "run.noise_factor"],
      "calix: sometimes noise is far above normal in a run", .assumed),
    .init(
      .runDrift, "run.drift", "Columns",
      "random offset of each synaptic input, constant during a program run and new for the next one; a run "
        + "contains all products of one call on one pair of tiles",
      "i_bias_synin_gm", ["columns.input.run_noise"],
      "published means and variances of chip revision 3: offsets between program runs after 41 us",
      .fitted),
  ]

  /// The effect's row of the table.
  public var details: EffectDescription { Effect.table[index] }

  /// Name in configurations and on the command line, such as "driver.pulse_law".
  public var name: String { details.name }

  /// Returns the effect of a name.
  public init?(name: String) {
    guard let row = Effect.table.first(where: { $0.name == name }) else { return nil }
    self = row.effect
  }
}

extension EffectDescription {
  fileprivate init(
    _ effect: Effect, _ name: String, _ component: String, _ law: String, _ knobs: String,
    _ parameters: [String], _ source: String, _ status: ParameterStatus
  ) {
    self.init(
      effect: effect, name: name, component: component, law: law, knobs: knobs,
      parameters: parameters,
      source: source, status: status)
  }
}
