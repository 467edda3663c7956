internal import SimulationCore

/// The fixed part of one hemisphere's array: its physics, the effects in force, and what the seed
/// draws.
struct SynramCircuit {
  let parameters: SynramParameters
  let effects: EffectScales
  let spreads: SynramSpreads
  let mismatch: SynramMismatch
  let faults: SynramFaults
  let size: SynramSize

  init(
    parameters: SynramParameters, effects: EffectScales, draw: HemisphereDraw, size: SynramSize
  ) {
    self.parameters = parameters
    self.effects = effects
    self.size = size
    spreads = SynramSpreads(parameters: parameters, effects: effects)
    mismatch = SynramMismatch(draw, size: size)
    faults = SynramFaults(SynramFaults.Fractions(parameters, effects), draw: draw, size: size)
  }
}

extension SynramCircuit {
  /// Factor of the synapse currents of a quadrant.
  func current(_ side: SideHorizontal) -> Double {
    spreads.chipCurrent.factor(mismatch.chipCurrent)
      * spreads.quadrantCurrent.factor(mismatch.quadrantCurrent[side])
  }

  /// Factor of the ramps of a quadrant's drivers.
  func ramp(_ side: SideHorizontal) -> Double {
    spreads.chipRamp.factor(mismatch.chipRamp)
      * spreads.quadrantRamp.factor(mismatch.quadrantRamp[side])
  }
}

/// Number of drivers and columns of one hemisphere's array.
public struct SynramSize: Hashable, Sendable {
  /// Synapse drivers; each serves two rows.
  public let drivers: Int
  /// Columns of synapses.
  public let columns: Int

  /// An array of `drivers` by `columns`.
  public init(drivers: Int, columns: Int) {
    self.drivers = drivers
    self.columns = columns
  }
}

/// Spreads of drivers and synapses; the draws of ``SynramMismatch`` have the same names.
struct SynramSpreads {
  let driverOffset: Spread
  let driverSlope: Spread
  let driverDAC: Spread
  let driverGain: Spread
  let columnTurnOn: Spread
  let localTurnOn: Spread
  let lineGain: Spread
  let synapse: Spread
  let bits: Spread
  let chipCurrent: Spread
  let chipRamp: Spread
  let chipRow: Spread
  let quadrantCurrent: Spread
  let quadrantRamp: Spread

  init(parameters p: SynramParameters, effects: EffectScales) {
    driverOffset = Spread(p.offsetSpread, scale: effects[.driverOffset])
    driverSlope = Spread(p.slopeSpread, scale: effects[.driverSlope], floor: -.infinity)
    driverDAC = Spread(p.dacSpread, scale: effects[.driverDACErrors])
    driverGain = Spread(p.gainSpread, scale: effects[.driverGainMismatch], floor: 0)
    columnTurnOn = Spread(p.turnOnSpread, scale: effects[.driverDistanceSpread])
    localTurnOn = Spread(p.synapseTurnOnSpread, scale: effects[.synapseTurnOn])
    lineGain = Spread(p.lineGainSpread, scale: effects[.driverLineGain], floor: 0)
    synapse = Spread(p.synapseSpread, scale: effects[.synapseMismatch], floor: 0)
    bits = Spread(p.synapseDACSpread, scale: effects[.synapseDACErrors])
    let (chip, quadrant) = (effects[.chipDifference], effects[.quadrantDifference])
    chipCurrent = Spread(p.chipSpread, scale: chip)
    chipRamp = Spread(p.rampChipSpread, scale: chip)
    chipRow = Spread(p.rowDifferenceChipSpread, scale: chip)
    quadrantCurrent = Spread(p.quadrantSpread, scale: quadrant)
    quadrantRamp = Spread(p.rampQuadrantSpread, scale: quadrant)
  }
}
