extension Effect {
  /// The effects table: configuration, command line and documentation are made from it.
  public static let table: [EffectDescription] = [
    .init(
      .driverPulseLaw, "Synram", "hagen DAC, ramp that slows down near its supply, comparator",
      "stp_i_ramp, stp_i_calib, offset, hagen_dac_offset, hagen_ibias_dac",
      "shape fitted to the v3 amplitude curve; mechanism: halco CapMem cells, calix", .fitted),
    .init(
      .driverMismatch, "Synram", "normal offset, ramp slope and DAC errors of each driver",
      "hagen_dac_offset, stp_i_ramp", "bounded by calix: hagen_dac_offset range", .assumed),
    .init(
      .driverTurnOn, "Synram", "finite rise of the enable line eats short pulses: t²/(t+t0)",
      "-", "fitted to the v3 amplitude curve", .fitted),
    .init(
      .driverDistance, "Synram", "rise time grows with the distance from the drivers",
      "-", "brainscales2-demos tp_01, spatial correlation at small inputs", .assumed),
    .init(
      .driverRowDifference, "Synram", "a driver's bottom row pulses are shorter than its top row's",
      "-", "exc/inh asymmetry of brainscales2-demos hxtorch_mock_mode.png", .fitted),
    .init(
      .driverRecovery, "Synram", "a driver fired again soon gives a longer pulse",
      "wait_between_events", "calix: earlier events of a burst yield a lower amplitude", .assumed),
    .init(
      .synapseMismatch, "Synram", "normal relative error of each synapse's current",
      "-", "part of the 256-column spread of brainscales2-demos tp_01", .fitted),
    .init(
      .synapseDACErrors, "Synram", "bit errors of the 6-bit current DAC",
      "-", "usual matching of a small 6-bit current DAC", .assumed),
    .init(
      .synapseCompression, "Synram", "I = I_lsb w / (1 + beta w / 63)",
      "syn_i_bias_dac", "amplitude over weight in brainscales2-demos hxtorch_mock_mode.png", .fitted
    ),
    .init(
      .lineCompression, "Columns", "charge shrinks with the line's swing: Q (1 - u/u_max)",
      "syn_i_bias_dac, wait_between_events", "calix: saturation of the synaptic line", .assumed),
    .init(
      .lineTail, "Columns", "the line still discharges when the membrane is read",
      "i_bias_synin_tau", "RC line, calix tau_syn 0.32 us", .published),
    .init(
      .lineMismatch, "Columns", "relative error of line capacitance and resistor",
      "i_bias_synin_tau", "calix neuron_distribution test", .assumed),
    .init(
      .otaSaturation, "Columns", "f(u) = u - a u^3 + b u^5, strictly monotone",
      "i_bias_synin_gm", "hxtorch: short waits saturate the synaptic input", .assumed),
    .init(
      .otaGainMismatch, "Columns", "relative error of each synaptic input's conductance",
      "i_bias_synin_gm", "calix neuron_integration test", .assumed),
    .init(
      .otaOffset, "Columns", "offset voltage of each synaptic input: a constant current",
      "i_bias_synin_shift", "drift after the inputs, brainscales2-demos tp_00", .assumed),
    .init(
      .membraneMismatch, "Columns",
      "errors of capacitor, leak conductance and of leak and reset potential",
      "v_leak, v_reset, i_bias_leak", "calix neuron_distribution test", .assumed),
    .init(
      .membranePseudoLeak, "Columns", "leakage through the enabled synaptic inputs",
      "-", "calix hagen_calib_options.h: pseudo-leakage remains", .assumed),
    .init(
      .membraneRails, "Columns", "the membrane stops at the rails", "-", "supply of 1.2 V",
      .published),
    .init(
      .membraneResetMemory, "Columns",
      "a short reset leaves a rest of the last result; entries then depend on each other",
      "refractory_time", "reset time constant 0.5 us: haldls NeuronBackendConfig", .assumed),
    .init(
      .membraneNoise, "Columns", "white current noise: variance grows with integration time",
      "i_bias_leak, i_bias_synin_gm", "calix leak noise targets 1.2 LSB", .fitted),
    .init(
      .membraneEventNoise, "Columns", "charge noise of each event on each column",
      "-", "hxtorch tests: noise 1.6 LSB for 128 rows", .fitted),
    .init(
      .readoutGain, "CADC", "gain and offset errors of each readout amplifier",
      "-", "usual matching of a buffer amplifier", .assumed),
    .init(
      .cadcRampMismatch, "CADC", "start and slope of each quadrant's ramp",
      "cadc_v_ramp_offset, cadc_i_ramp_slope", "calix steps C1 and C2", .assumed),
    .init(
      .cadcChannelOffset, "CADC", "offset voltage of each comparator",
      "CADCChannelConfig.offset", "calix: std below 20 LSB before calibration", .published),
    .init(
      .cadcChannelGain, "CADC", "relative error of each channel's slope", "-",
      "calix: std below 3 LSB after calibration", .assumed),
    .init(
      .cadcNonlinearity, "CADC", "the ramp bends near its upper end", "-",
      "calix cadc: upper part of the ramp is nonlinear", .assumed),
    .init(
      .cadcNoise, "CADC", "noise of each comparison", "-",
      "0.85 to 0.95 LSB for the difference of two reads", .fitted),
    .init(
      .cadcCommonNoise, "CADC", "noise common to all channels of a ramp", "-",
      "noise that averaging neurons does not remove", .assumed),
    .init(
      .madcNoise, "ChipModel", "noise of each MADC sample", "-",
      "calix characterize_madc: std below 2 LSB", .assumed),
    .init(
      .capMemMismatch, "ChipModel", "gain and offset errors of each CapMem cell",
      "every CapMem cell", "calix needs per-cell searches", .assumed),
    .init(
      .capMemSettling, "ChipModel", "first-order settling after a write",
      "waiting time", "calix constants: 20 ms level-off time", .published),
  ]

  /// This effect's row of the table.
  public var details: EffectDescription { Effect.table[index] }
}

extension EffectDescription {
  fileprivate init(
    _ effect: Effect, _ component: String, _ law: String, _ knobs: String, _ source: String,
    _ status: ParameterStatus
  ) {
    self.init(
      effect: effect, component: component, law: law, knobs: knobs, source: source, status: status)
  }
}
