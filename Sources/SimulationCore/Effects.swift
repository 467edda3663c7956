/// Status of a number or a law: how it is known.
public enum ParameterStatus: String, Sendable, CaseIterable, Codable {
  /// Stated by a publication or by the group's code.
  case published
  /// Found by a fit to published measurements.
  case fitted
  /// A plausible value for such a circuit; nobody has published it.
  case assumed
}

/// A named non-ideality of the chip. Each has a scale: 0 switches it off, 1 is the chip as
/// configured, 2 doubles the parameter that states its magnitude (of broken parts and
/// bad runs, their fraction). Effects without such a parameter are on or off.
///
/// Laws ask for scales in their inner loops, so that the raw value is the row of the effect in
/// ``table``, which holds its name and all other properties.
public enum Effect: UInt8, CaseIterable, Sendable, Hashable {
  // Synapse drivers and their buses
  /// Hagen DAC, ramp whose current is partly sunk at its start, comparator.
  case driverPulseLaw
  /// Normal offset voltage of each driver's comparator.
  case driverOffset
  /// Normal relative error of each driver's ramp slope.
  case driverSlope
  /// Normal error of each of the 32 codes of each hagen DAC, in steps.
  case driverDACErrors
  /// Relative error common to all pulses of a driver, from the enable buffers of its rows.
  case driverGainMismatch
  /// Loss of short pulses on the enable line: t + R ln(1 - c exp(-t/R)).
  case driverTurnOn
  /// Growth of the enable line's time constant R with the distance from the drivers.
  case driverDistance
  /// Spread of R between columns, equal for all drivers.
  case driverDistanceSpread
  /// Relative gain error of each column line, for pulses with hagen modulation only.
  case driverLineGain
  /// Pulses on the bottom row of a driver are shorter than on its top row.
  case driverRowDifference
  /// A pulse soon after another one of the same driver is longer.
  case driverRecovery
  /// Normal error of each pulse's length, new at each event.
  case driverJitter
  /// Drawn drivers never give a pulse.
  case driverDead
  /// Drawn drivers give the longest pulse whatever the activation.
  case driverStuck
  /// The second of two events of one bus in one FPGA cycle is lost and counted.
  case busEventLoss
  // Synapses
  /// Normal relative error of each synapse's current.
  case synapseMismatch
  /// Spread of R between drivers in each column.
  case synapseTurnOn
  /// Errors of the elements of each synapse's 6-bit current DAC.
  case synapseDACErrors
  /// Compression of the synapse's current: I = I_lsb w / sqrt(1 + beta (w / 63)^2).
  case synapseCompression
  /// Growth of the enable line's time constant R with the weight.
  case synapseLoad
  /// Relative errors that a whole chip shares: synapse current, ramp, conductances, capacitance.
  case chipDifference
  /// Relative errors that a quadrant shares: synapse current, ramp, conductance, line resistors,
  /// voltages of the CapMem.
  case quadrantDifference
  /// Drawn synapses give no current.
  case synapseDead
  /// One bit of a drawn synapse's weight is always 0 or always 1, also when it is read back.
  case synapseStuck
  // Column lines and synaptic inputs
  /// Charge shrinks as the line nears ground: Q (1 - u/u_idle).
  case lineCompression
  /// The line still discharges when the membrane is read.
  case lineTail
  /// Relative error of each line's resistor, and half as much of its capacitance.
  case lineMismatch
  /// The readout of a line follows it down to a floor: v0 + k ln(1 + exp((u - v0) / k)).
  case lineReadout
  /// Saturation of the synaptic input: f(u) = u - a u^3 + a^2 u^5 / 2.
  case otaSaturation
  /// Relative error of each synaptic input's conductance.
  case otaGainMismatch
  /// Conductances of excitatory inputs are larger than those of inhibitory ones, by one factor.
  case otaAsymmetry
  /// Offset voltage of each synaptic input; what its shift bias does not cancel is a constant
  /// current.
  case otaOffset
  /// Both lines of drawn columns are cut off from their synaptic inputs.
  case columnDead
  // Membranes
  /// Relative error of each membrane capacitor.
  case membraneCapacitorMismatch
  /// Errors of leak conductance and leak potential.
  case membraneLeakMismatch
  /// Error of each reset potential.
  case membraneResetMismatch
  /// Error that leak and reset potential of a neuron share.
  case membraneFollower
  /// Leakage through the enabled synaptic inputs.
  case membranePseudoLeak
  /// The membrane stops at the rails.
  case membraneRails
  /// A short reset leaves a part of the previous result; entries then depend on each other.
  case membraneResetMemory
  /// White current noise: variance grows with integration time.
  case membraneNoise
  /// Charge noise of each event on each column.
  case membraneEventNoise
  /// Offset of each synaptic input that differs from one result to the next.
  case membraneSlowNoise
  /// Noise that the leak leaves on a membrane.
  case membraneLeakNoise
  /// Step of all membranes at events with activation 3.
  case membraneCommonStep
  /// Relative error of each neuron's membrane and event noise.
  case membraneNoiseMismatch
  /// Membranes of drawn neurons are always in reset.
  case membraneStuckInReset
  // Readout
  /// Gain error of each readout amplifier.
  case readoutGain
  /// Offset of each readout amplifier.
  case readoutOffset
  /// Error of the start of each quadrant's ramp.
  case cadcRampStart
  /// Relative error of the slope of each quadrant's ramp.
  case cadcRampSlope
  /// Offset voltage of each comparator.
  case cadcChannelOffset
  /// Relative error of each channel's slope.
  case cadcChannelGain
  /// The ramp bends near its upper end.
  case cadcNonlinearity
  /// Noise of each comparison.
  case cadcNoise
  /// Noise common to all channels of a ramp.
  case cadcCommonNoise
  /// Relative error of each comparator's noise.
  case cadcNoiseMismatch
  /// Comparators of drawn channels never fire: the counter runs to its end.
  case cadcDeadChannel
  /// Comparators of drawn channels fire at once.
  case cadcStuckChannel
  /// The ramp of a drawn quadrant never rises: its channels run to their end.
  case cadcDeadQuadrant
  /// Noise of each MADC sample.
  case madcNoise
  // Analog parameters, surroundings, runs
  /// Gain and offset errors of each CapMem cell.
  case capMemMismatch
  /// First-order settling after a write.
  case capMemSettling
  /// Cells in one row of a block with the same code lower each other, in proportion to their
  /// number.
  case capMemCrosstalk
  /// Each cell drifts by A (a sin p + b (1 - cos p)), p = 2 pi t / period.
  case capMemDrift
  /// At temperature T, conductances scale with T^-n and the density of current noise with
  /// T^(1 - n); offsets shift.
  case temperature
  /// In rare program runs the length of every pulse jitters.
  case runJitter
  /// In rare program runs comparators are far noisier.
  case runNoise
  /// Offset of each synaptic input that differs from one program run to the next.
  case runDrift
}

/// Row of the effects table: the properties of one effect.
public struct EffectDescription: Sendable {
  /// The effect.
  public let effect: Effect
  /// Name in configurations and on the command line, such as "driver.pulse_law".
  public let name: String
  /// Component that models the effect.
  public let component: String
  /// Law in a few words.
  public let law: String
  /// Knobs of the chip that move or compensate the effect.
  public let knobs: String
  /// Dotted keys of the parameters that state the magnitude at a scale of 1.
  public let parameters: [String]
  /// Source of the law.
  public let source: String
  /// Status of the law.
  public let status: ParameterStatus
}

/// Strength of every effect of one chip.
public struct EffectScales: Hashable, Sendable {
  private var values: [Double]

  /// Scales that an effect may have.
  public static let range = 0.0...100.0

  /// Gives every effect the same scale: 1 for a real chip, 0 for an ideal one.
  public init(all scale: Double) {
    values = [Double](repeating: scale, count: Effect.allCases.count)
  }

  /// Scale of one effect, 0 or more.
  public subscript(effect: Effect) -> Double {
    get { values[effect.index] }
    set { values[effect.index] = newValue }
  }

  /// Returns whether an effect acts at all.
  public func isOn(_ effect: Effect) -> Bool { self[effect] != 0 }
}

extension EffectScales {
  /// First effect whose scale is not in ``range``.
  public var firstOutOfRange: Effect? {
    Effect.allCases.first { !Self.range.contains(self[$0]) }
  }
}

extension Effect {
  /// Effects that all parts of a chip or of a quadrant share; off, a chip lies at the centre of its
  /// population.
  public static let corner: [Effect] = [.chipDifference, .quadrantDifference]

  /// Row of the effect in the effects table.
  public var index: Int { Int(rawValue) }
}
