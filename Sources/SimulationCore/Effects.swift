/// Status of a number: its origin.
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
public enum Effect: String, CaseIterable, Sendable, Hashable {
  // Synapse drivers and their buses
  case driverPulseLaw = "driver.pulse_law"
  case driverOffset = "driver.offset"
  case driverSlope = "driver.slope"
  case driverDACErrors = "driver.dac_errors"
  case driverGainMismatch = "driver.gain_mismatch"
  case driverTurnOn = "driver.turn_on"
  case driverDistance = "driver.distance"
  case driverDistanceSpread = "driver.distance_spread"
  case driverLineGain = "driver.line_gain"
  case driverRowDifference = "driver.row_difference"
  case driverRecovery = "driver.recovery"
  case driverJitter = "driver.jitter"
  case driverDead = "driver.dead"
  case driverStuck = "driver.stuck"
  case busEventLoss = "bus.event_loss"
  // Synapses
  case synapseMismatch = "synapse.mismatch"
  case synapseTurnOn = "synapse.turn_on"
  case synapseDACErrors = "synapse.dac_errors"
  case synapseCompression = "synapse.compression"
  case quadrantDifference = "quadrant.difference"
  case synapseDead = "synapse.dead"
  case synapseStuck = "synapse.stuck"
  // Column lines and synaptic inputs
  case lineCompression = "line.compression"
  case lineTail = "line.tail"
  case lineMismatch = "line.mismatch"
  case lineReadout = "line.readout"
  case otaSaturation = "ota.saturation"
  case otaGainMismatch = "ota.gain_mismatch"
  case otaAsymmetry = "ota.asymmetry"
  case otaOffset = "ota.offset"
  case columnDead = "column.dead"
  // Membranes
  case membraneCapacitorMismatch = "membrane.capacitor_mismatch"
  case membraneLeakMismatch = "membrane.leak_mismatch"
  case membraneResetMismatch = "membrane.reset_mismatch"
  case membranePseudoLeak = "membrane.pseudo_leak"
  case membraneRails = "membrane.rails"
  case membraneResetMemory = "membrane.reset_memory"
  case membraneNoise = "membrane.noise"
  case membraneEventNoise = "membrane.event_noise"
  case membraneNoiseMismatch = "membrane.noise_mismatch"
  case membraneStuckInReset = "membrane.stuck_in_reset"
  // Readout
  case readoutGain = "readout.gain"
  case readoutOffset = "readout.offset"
  case cadcRampStart = "cadc.ramp_start"
  case cadcRampSlope = "cadc.ramp_slope"
  case cadcChannelOffset = "cadc.channel_offset"
  case cadcChannelGain = "cadc.channel_gain"
  case cadcNonlinearity = "cadc.nonlinearity"
  case cadcNoise = "cadc.noise"
  case cadcCommonNoise = "cadc.common_noise"
  case cadcNoiseMismatch = "cadc.noise_mismatch"
  case cadcDeadChannel = "cadc.dead_channel"
  case cadcStuckChannel = "cadc.stuck_channel"
  case cadcDeadQuadrant = "cadc.dead_quadrant"
  case madcNoise = "madc.noise"
  // Analog parameters, surroundings, runs
  case capMemMismatch = "capmem.mismatch"
  case capMemSettling = "capmem.settling"
  case capMemCrosstalk = "capmem.crosstalk"
  case capMemDrift = "capmem.drift"
  case temperature = "temperature"
  case runJitter = "run.jitter"
  case runNoise = "run.noise"
}

/// One row of the effects table: what an effect is, where it lives and where its law comes from.
public struct EffectDescription: Sendable {
  /// The effect's name in configurations and on the command line.
  public let effect: Effect
  /// The component that carries it.
  public let component: String
  /// Its law in a few words.
  public let law: String
  /// The knobs of the chip that move or compensate it.
  public let knobs: String
  /// The dotted keys of the parameters that state its magnitude at a scale of 1.
  public let parameters: [String]
  /// Source of the law.
  public let source: String
  /// Status of the law.
  public let status: ParameterStatus
}

/// The strength of every effect of one chip.
public struct EffectScales: Hashable, Sendable {
  private var values: [Double]

  /// Scales that an effect may have.
  public static let range = 0.0...100.0

  /// Creates scales that are equal for all effects: 1 for a real chip, 0 for an ideal one.
  public init(all scale: Double) {
    values = [Double](repeating: scale, count: Effect.allCases.count)
  }

  /// The scale of one effect, 0 or more.
  public subscript(effect: Effect) -> Double {
    get { values[effect.index] }
    set { values[effect.index] = newValue }
  }

  /// Returns whether an effect acts at all.
  public func isOn(_ effect: Effect) -> Bool { self[effect] != 0 }
}

extension Effect {
  /// The effect's row in the effects table.
  ///
  /// Laws ask for scales in their inner loops: the index is the number that the compiler gives to
  /// the case, without a search by name. A test compares it with the order of the cases.
  @inlinable public var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
