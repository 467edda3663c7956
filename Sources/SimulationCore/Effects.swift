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
  case driverPulseLaw
  case driverOffset
  case driverSlope
  case driverDACErrors
  case driverGainMismatch
  case driverTurnOn
  case driverDistance
  case driverDistanceSpread
  case driverLineGain
  case driverRowDifference
  case driverRecovery
  case driverJitter
  case driverDead
  case driverStuck
  case busEventLoss
  // Synapses
  case synapseMismatch
  case synapseTurnOn
  case synapseDACErrors
  case synapseCompression
  case quadrantDifference
  case synapseDead
  case synapseStuck
  // Column lines and synaptic inputs
  case lineCompression
  case lineTail
  case lineMismatch
  case lineReadout
  case otaSaturation
  case otaGainMismatch
  case otaAsymmetry
  case otaOffset
  case columnDead
  // Membranes
  case membraneCapacitorMismatch
  case membraneLeakMismatch
  case membraneResetMismatch
  case membranePseudoLeak
  case membraneRails
  case membraneResetMemory
  case membraneNoise
  case membraneEventNoise
  case membraneNoiseMismatch
  case membraneStuckInReset
  // Readout
  case readoutGain
  case readoutOffset
  case cadcRampStart
  case cadcRampSlope
  case cadcChannelOffset
  case cadcChannelGain
  case cadcNonlinearity
  case cadcNoise
  case cadcCommonNoise
  case cadcNoiseMismatch
  case cadcDeadChannel
  case cadcStuckChannel
  case cadcDeadQuadrant
  case madcNoise
  // Analog parameters, surroundings, runs
  case capMemMismatch
  case capMemSettling
  case capMemCrosstalk
  case capMemDrift
  case temperature
  case runJitter
  case runNoise
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
  /// Row of the effect in the effects table.
  public var index: Int { Int(rawValue) }
}
