public import SimulationCore

/// One column at one time, with all that decides where it goes when nothing happens.
public struct ColumnOutlook {
  /// The present.
  public let time: PPUCycles
  let heldUntil: PPUCycles
  let drops: (excitatory: Double, inhibitory: Double)
  let volts: Double
  let constants: ColumnConstants.Column
  let law: TransferLaw
  let resetTime: Double
  let rails: (lower: Double, upper: Double)?
  let hasResetMemory: Bool

  init(
    time: PPUCycles, heldUntil: PPUCycles, drops: (excitatory: Double, inhibitory: Double),
    volts: Double, constants: ColumnConstants.Column, law: TransferLaw,
    parameters: ColumnParameters, hasResetMemory: Bool, isRailed: Bool
  ) {
    self.time = time
    self.heldUntil = heldUntil
    self.drops = drops
    self.volts = volts
    self.constants = constants
    self.law = law
    resetTime = parameters.resetTime
    rails = isRailed ? (parameters.lowerRail, parameters.upperRail) : nil
    self.hasResetMemory = hasResetMemory
  }

  /// Line drops and membrane at a time, the present or later.
  public func potentials(at target: PPUCycles) -> ColumnPotentials {
    var now = time
    var (exc, inh) = drops
    var volts = volts
    if heldUntil > now {
      let end = min(heldUntil, target)
      law.step(constants, (end - now).seconds, resetTime: resetTime).apply(&exc, &inh, &volts)
      now = end
      if now == heldUntil, !hasResetMemory { volts = constants.resetVolts }
    }
    if target > now {
      law.step(constants, (target - now).seconds, resetTime: nil).apply(&exc, &inh, &volts)
    }
    if let rails { volts = min(max(volts, rails.lower), rails.upper) }
    return ColumnPotentials(excitatoryDrop: exc, inhibitoryDrop: inh, membrane: volts)
  }
}
