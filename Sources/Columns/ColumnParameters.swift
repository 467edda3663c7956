public import Quantities

/// The physics of column lines, synaptic inputs and membranes.
///
/// Every quantity is in SI units: seconds, volts, amperes, siemens, farads, kelvins. Values, their sources and their status stand in the chip's configuration file.
public struct ColumnParameters: Hashable, Sendable {
  /// Share of a line's capacitance that remains in small-capacitance mode: that of the wire and of
  /// the synapses at it.
  public var lineParasiticShare = 0.0
  /// Discharge time of a line in small-capacitance mode at full-scale tau bias.
  public var lineFastestTime = 0.0
  /// Power of the tau bias with which a line's resistor conducts.
  public var lineTauExponent = 0.0
  /// Discharge time of a line with its capacitor at a tau bias of zero: the largest that there is.
  public var lineLeakTime = 0.0
  /// Factor of the line resistor in high-resistance mode.
  public var highResistanceFactor = 0.0
  /// Relative spread of line resistors between columns.
  public var lineSpread = 0.0
  /// Relative spread of line capacitors between columns.
  public var lineCapacitanceSpread = 0.0
  /// Relative spread of line resistors between quadrants.
  public var lineQuadrantSpread = 0.0
  /// Potential of a line at rest, behind the source follower that feeds the readout.
  public var lineRestPotential = 0.0
  /// Lowest output of a line's readout.
  public var lineReadoutFloor = 0.0
  /// Width of the bend above the lowest output.
  public var lineReadoutKnee = 0.0
  /// Potential of a line at rest itself, as a debug line sees it: also the largest swing of the
  /// line, as the synapses' current sources have no headroom left at ground.
  public var lineIdlePotential = 0.0

  /// Conductance of a synaptic input at full-scale bias.
  public var inputConductance = 0.0
  /// Relative spread of that conductance.
  public var inputConductanceSpread = 0.0
  /// Relative spread of that conductance between chips.
  public var inputChipSpread = 0.0
  /// Relative spread of that conductance between quadrants.
  public var inputQuadrantSpread = 0.0
  /// Cubic coefficient a of the input's transfer curve.
  public var inputCubic = 0.0
  /// Quintic coefficient b = a²/2 of the input's transfer curve, the second order of u exp(-a u²):
  /// 20 b > 9 a² keeps it strictly monotone.
  public var inputQuintic: Double { inputCubic * inputCubic / 2 }
  /// Offset at the input for a shift bias of full scale (excitatory and inhibitory alike); it grows
  /// with the square root of the bias.
  public var inputShiftRange = 0.0
  /// Fraction of full scale of the shift bias at which a matched input has no offset.
  public var inputShiftNeutral = 0.0

  /// Spread of the offset voltages of synaptic inputs.
  public var inputOffsetSpread = 0.0
  /// Spread of the offset voltages of a neuron's leak and reset amplifiers.
  public var offsetSpread = 0.0
  /// Relative difference between all excitatory and all inhibitory conductances.
  public var inputAsymmetry = 0.0
  /// Spread of that difference between chips.
  public var inputAsymmetrySpread = 0.0
  /// Correlation of an excitatory input's conductance with its offset voltage.
  public var excitatoryCorrelation = 0.0
  /// Fraction of columns whose lines are cut off.
  public var deadFraction = 0.0

  /// Membrane capacitance at the largest setting.
  public var membraneCapacitance = 0.0
  /// Capacitance of a membrane without its capacitor, in steps of membrane_capacitor_size.
  public var intrinsicCapacitance = 0.0
  /// Relative spread of the membrane capacitance.
  public var membraneCapacitanceSpread = 0.0
  /// Relative spread of the membrane capacitance between chips.
  public var membraneCapacitanceChipSpread = 0.0
  /// Leak conductance at full-scale bias, neither multiplied nor divided.
  public var leakConductance = 0.0
  /// Relative spread of the leak conductance.
  public var leakConductanceSpread = 0.0
  /// Relative spread of the leak conductance between chips.
  public var leakChipSpread = 0.0
  /// Correlation of a leak's conductance with the part of the drop that leak and reset share.
  public var leakCorrelation = 0.0
  /// Factor by which the leak is multiplied or divided on demand.
  public var leakFactor = 0.0
  /// Drop of the source follower between CapMem cell and leak or reset input.
  public var potentialFollowerDrop = 0.0
  /// Spread of the part of that drop that leak and reset of a neuron share.
  public var followerSpread = 0.0
  /// Time constant of the membrane while it is reset.
  public var resetTime = 0.0
  /// Largest constant membrane current (i_mem_offset at full scale).
  public var offsetCurrent = 0.0
  /// Leakage through one enabled synaptic input.
  public var pseudoLeakConductance = 0.0
  /// Potential towards which that leakage pulls: the middle of the rails.
  public var pseudoLeakPotential: Double { (lowerRail + upperRail) / 2 }
  /// Relative spread of that leakage.
  public var pseudoLeakSpread = 0.0
  /// Lowest potential of a membrane: ground, from which all potentials count.
  public let lowerRail = 0.0
  /// Highest potential of a membrane.
  public var upperRail = 0.0
  /// Density of the membrane's current noise with both inputs at full-scale bias.
  public var currentNoiseDensity = 0.0
  /// Standard deviation of the line noise that one event leaves on each line of each column.
  public var eventNoise = 0.0
  /// Spread of an input's offset voltage from one result to the next: noise slower than a result.
  public var slowNoise = 0.0
  /// Spread of an input's offset voltage from one program run to the next.
  public var runNoise = 0.0
  /// Noise of a membrane that its leak ties to its potential, at full-scale leak bias.
  public var leakNoise = 0.0
  /// Mean voltage that an event of the middle codes leaves on each membrane; see ``CommonStep``.
  public var stepMean = 0.0
  /// Spread of that voltage between columns.
  public var stepSpread = 0.0
  /// Fraction of neurons whose membrane is always in reset.
  public var stuckFraction = 0.0

  /// Relative spread of a neuron's noise, of its current and of events alike.
  public var noiseSpread = 0.0
  /// Relative spread of this noise between chips.
  public var noiseChipSpread = 0.0

  /// Temperature of the chip.
  public var temperature = 0.0
  /// Temperature for which all other values hold.
  public var referenceTemperature = 0.0
  /// Conductances fall with this power of the absolute temperature.
  public var temperatureExponent = 0.0
  /// Spread of the shift of an input's offset voltage by kelvin.
  public var temperatureOffsetSpread = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<ColumnParameters>] = [
    .init(
      "line.parasitic_share", .dimensionless, 1e-3...1, \.lineParasiticShare,
      "capacitance of a line in small-capacitance mode relative to that with its capacitor"),
    .init(
      "line.fastest_time", .time, 1e-9...1e-3, \.lineFastestTime,
      "time constant in small-capacitance mode at full-scale tau bias"),
    .init(
      "line.tau_exponent", .dimensionless, 0.5...3, \.lineTauExponent,
      "power of the tau bias with which a line's resistor conducts"),
    .init(
      "line.leak_time", .time, 1e-6...10, \.lineLeakTime,
      "time constant of a line with its capacitor at a tau bias of zero"),
    .init(
      "line.high_resistance_factor", .dimensionless, 1...1e6, \.highResistanceFactor,
      "resistor ratio of high-resistance mode"),
    .init(
      "line.spread", .dimensionless, 0...1, \.lineSpread,
      "relative spread of the bias that line resistors need"),
    .init(
      "line.capacitance_spread", .dimensionless, 0...1, \.lineCapacitanceSpread,
      "relative spread of line capacitors"),
    .init(
      "line.quadrant_spread", .dimensionless, 0...1, \.lineQuadrantSpread,
      "relative spread of the bias that line resistors need between quadrants"),
    .init(
      "line.rest_potential", .voltage, 0...2, \.lineRestPotential,
      "line at rest as the readout sees it"),
    .init(
      "line.readout_floor", .voltage, 0...1, \.lineReadoutFloor,
      "lowest output of a line's readout"),
    .init(
      "line.readout_knee", .voltage, 1e-3...0.2, \.lineReadoutKnee,
      "width of the bend above the lowest output"),
    .init(
      "line.idle_potential", .voltage, 0.1...3, \.lineIdlePotential,
      "line at rest as a debug line sees it"),
    .init(
      "input.conductance", .conductance, 1e-9...1e-3, \.inputConductance,
      "synaptic input OTA at full-scale bias"),
    .init(
      "input.conductance_spread", .dimensionless, 0...1, \.inputConductanceSpread,
      "relative spread of the OTA's conductance"),
    .init(
      "input.chip_spread", .dimensionless, 0...1, \.inputChipSpread,
      "relative spread of the OTAs' conductance between chips"),
    .init(
      "input.quadrant_spread", .dimensionless, 0...1, \.inputQuadrantSpread,
      "relative spread of the OTAs' conductance between quadrants"),
    .init(
      "input.cubic", .inverseVoltageSquared, 0...1000, \.inputCubic,
      "cubic coefficient of the OTA's transfer curve"),
    .init(
      "input.shift_range", .voltage, 0...2, \.inputShiftRange,
      "input offset for a full-scale shift bias; it grows with the bias's square root"),
    .init(
      "input.shift_neutral", .dimensionless, 0...1, \.inputShiftNeutral,
      "shift bias of a matched input without offset"),
    .init(
      "input.offset_spread", .voltage, 0...0.5, \.inputOffsetSpread,
      "spread of the offset voltages of synaptic inputs"),
    .init(
      "offset_spread", .voltage, 0...0.5, \.offsetSpread,
      "spread of the offset voltages of leak and reset amplifiers"),
    .init(
      "input.asymmetry", .dimensionless, -0.5...0.5, \.inputAsymmetry,
      "relative difference of excitatory and inhibitory conductances"),
    .init(
      "input.asymmetry_spread", .dimensionless, 0...0.5, \.inputAsymmetrySpread,
      "spread of that difference between chips"),
    .init(
      "input.excitatory_correlation", .dimensionless, -1...1, \.excitatoryCorrelation,
      "correlation of an excitatory input's conductance with its offset"),
    .init(
      "dead_fraction", .dimensionless, 0...1, \.deadFraction,
      "fraction of columns whose lines are cut off"),
    .init(
      "membrane.capacitance", .capacitance, 1e-13...1e-10, \.membraneCapacitance,
      "membrane at capacitor size 63"),
    .init(
      "membrane.intrinsic_capacitance", .dimensionless, 0...100, \.intrinsicCapacitance,
      "membrane without its capacitor, in steps of membrane_capacitor_size"),
    .init(
      "membrane.capacitance_spread", .dimensionless, 0...1, \.membraneCapacitanceSpread,
      "relative spread of the membrane capacitance"),
    .init(
      "membrane.capacitance_chip_spread", .dimensionless, 0...1, \.membraneCapacitanceChipSpread,
      "relative spread of the membrane capacitance between chips"),
    .init(
      "membrane.leak_conductance", .conductance, 0...1e-3, \.leakConductance,
      "leak OTA at full-scale bias"),
    .init(
      "membrane.leak_conductance_spread", .dimensionless, 0...1, \.leakConductanceSpread,
      "relative spread of the leak OTA's conductance"),
    .init(
      "membrane.leak_chip_spread", .dimensionless, 0...1, \.leakChipSpread,
      "relative spread of the leak OTAs' conductance between chips"),
    .init(
      "membrane.leak_correlation", .dimensionless, -1...1, \.leakCorrelation,
      "correlation of a leak's conductance with the drop that leak and reset share"),
    .init(
      "membrane.leak_factor", .dimensionless, 1...100, \.leakFactor,
      "factor of the leak's multiplication and division"),
    .init(
      "membrane.follower_drop", .voltage, 0...2, \.potentialFollowerDrop,
      "drop between CapMem cell and leak or reset input"),
    .init(
      "membrane.follower_spread", .voltage, 0...0.5, \.followerSpread,
      "spread of the part of that drop that leak and reset share"),
    .init(
      "membrane.reset_time", .time, 1e-9...1e-3, \.resetTime,
      "time constant of the membrane in reset"),
    .init(
      "membrane.offset_current", .current, 0...1e-3, \.offsetCurrent,
      "i_mem_offset at full scale"),
    .init(
      "membrane.pseudo_leak_conductance", .conductance, 0...1e-3, \.pseudoLeakConductance,
      "leakage of one enabled synaptic input"),
    .init(
      "membrane.pseudo_leak_spread", .dimensionless, 0...1, \.pseudoLeakSpread,
      "relative spread of the pseudo-leakage"),
    .init("membrane.upper_rail", .voltage, 0.1...3, \.upperRail, "highest membrane potential"),
    .init(
      "membrane.current_noise_density", .currentNoiseDensity, 0...1e-12,
      \.currentNoiseDensity, "membrane current noise with both inputs at full bias"),
    .init(
      "membrane.event_noise", .voltage, 0...1, \.eventNoise,
      "noise of one event on each line"),
    .init(
      "input.slow_noise", .voltage, 0...0.1, \.slowNoise,
      "spread of an input's offset from one result to the next"),
    .init(
      "input.run_noise", .voltage, 0...0.1, \.runNoise,
      "spread of an input's offset from one program run to the next"),
    .init(
      "membrane.leak_noise", .voltage, 0...0.1, \.leakNoise,
      "noise of a membrane at its leak potential, at full-scale leak bias"),
    .init(
      "membrane.step_mean", .voltage, -0.01...0.01, \.stepMean,
      "mean common-mode step of an event with activation 3"),
    .init(
      "membrane.step_spread", .voltage, 0...0.01, \.stepSpread,
      "spread of that step between columns"),
    .init(
      "membrane.stuck_fraction", .dimensionless, 0...1, \.stuckFraction,
      "fraction of neurons whose membrane is always in reset"),
    .init(
      "membrane.noise_spread", .dimensionless, 0...0.5, \.noiseSpread,
      "relative spread of membrane and event noise between neurons"),
    .init(
      "membrane.noise_chip_spread", .dimensionless, 0...0.5, \.noiseChipSpread,
      "relative spread of membrane and event noise between chips"),
    .init("temperature.chip", .temperature, 200...450, \.temperature, "temperature of the chip"),
    .init(
      "temperature.reference", .temperature, 200...450, \.referenceTemperature,
      "temperature for which all other values hold"),
    .init(
      "temperature.gain_exponent", .dimensionless, 0...5, \.temperatureExponent,
      "power of the absolute temperature with which conductances fall"),
    .init(
      "temperature.offset_spread", .voltagePerKelvin, 0...0.01, \.temperatureOffsetSpread,
      "spread of the temperature coefficients of the inputs' offset voltages"),
  ]
}
