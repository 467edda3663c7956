internal import Glibc
internal import SimulationCore

/// Law from activation code to enable pulse of a synapse row.
///
/// The hagen DAC turns the code into a voltage V. A ramp of rate r starts at V0 with the slot; when
/// it passes V the pulse begins, and it lasts to the end of the slot. During a window w from the
/// start a share s of the ramp's current is sunk, so that the crossing comes after
///
///     y / (1 - s) within the window, y + s w after it,   y = (V - V0) / r.
///
/// A voltage below V0 is passed at once: the largest pulse is the whole slot, whatever is sunk.
///
/// The enable line of a row shortens a pulse. With a time constant R and a steepness c a synapse
/// sees, of a pulse t,
///
///     t + R ln(1 - c exp(-t/R)),
///
/// nothing below R ln(1 + c), where the curve rises 1 + c times as steeply as later, and all of a
/// long pulse. A first-order line that switches a synapse halfway has c = 1. R grows along the row
/// and differs by column; to first order a column whose R is larger by d sees less by F d, with
/// s = t/R and
///
///     F = c s/(exp(s) - c) - ln(1 - c exp(-s)),
///
/// so that columns differ at small activations and agree at large ones. A straight coding with a
/// steep turn-on follows, as measured on chip revision 3. Sources of the parts: halco CapMem cells,
/// calix synapse_driver; law: fitted.
struct PulseLaw {
  let circuit: SynramCircuit
  let biases: SynramBiases
  /// Smallest distance factor of a column, 0 or less: mismatch can make an enable line fast.
  let smallestDistance: Double

  private var parameters: SynramParameters { circuit.parameters }
  private var effects: EffectScales { circuit.effects }

  /// Returns the law of the same drivers under other biases.
  func under(_ biases: SynramBiases) -> PulseLaw {
    PulseLaw(circuit: circuit, biases: biases, smallestDistance: smallestDistance)
  }

  /// Event of a driver: its activation code 0…31 (code = 32 - x) under the driver's settings.
  struct Input {
    let driver: Int
    let settings: DriverSettings
    let code: Int
    /// dacen_pulse_extension of the driver's bus.
    let extensionSteps: Int
  }

  /// Returns the pulse on the driver's top row.
  func pulse(_ input: Input) -> EnablePulse {
    let length = input.settings.isModulated ? modulated(input) : parameters.unmodulatedPulse
    let steps = Double(input.extensionSteps)
    return enabled(length + (length > 0 ? steps * parameters.extensionStep : 0))
      .scaled(by: gain(driver: input.driver))
  }

  /// Factor of all pulses of a driver.
  private func gain(driver: Int) -> Float {
    Float(circuit.spreads.driverGain.factor(circuit.mismatch.driverGain[driver]))
  }

  /// Factor of the bottom row's pulse against the top row's.
  func bottomFactor(driver: Int) -> Float {
    let loss =
      parameters.rowDifference
      + parameters.rowDifferenceSpread * Double(circuit.mismatch.driverRow[driver])
      + circuit.spreads.chipRow.offset(circuit.mismatch.chipRow)
    return Float(max(0, 1 - loss * effects[.driverRowDifference]))
  }

  // MARK: - Longest pulse

  /// Returns an upper bound of all pulses at an extension, whatever else is configured.
  func longestPulse(extensionSteps steps: Int) -> Double {
    let modulated = max(1, effects[.driverPulseLaw]) * parameters.slot
    // The ideal driver's trim exceeds 1 only by the spread of its ramp current.
    let straight = (1 + parameters.straightRampTrim) * parameters.straightPulse
    let drivers = 0..<circuit.size.drivers
    let bottom = drivers.map { Double(bottomFactor(driver: $0)) }.max() ?? 1
    let strongest = drivers.map { Double(gain(driver: $0)) }.max() ?? 1
    let early =
      -smallestDistance * parameters.turnOnDistance * effects[.driverDistance]
      * lossPerDelay(shortestPulse)
    let length =
      max(modulated, straight, parameters.unmodulatedPulse)
      + Double(steps) * parameters.extensionStep + early
    return (length + largestJitter)
      * (1 + parameters.recoveryGain * effects[.driverRecovery]) * max(1, bottom)
      * max(1, strongest)
  }

  /// Upper bound of what jitter adds to a pulse.
  private var largestJitter: Double {
    let (always, rarely) = (
      parameters.jitter * effects[.driverJitter],
      effects.isOn(.runJitter) ? parameters.runJitter : 0
    )
    return EventJitter.largestNormal * (always * always + rarely * rarely).squareRoot()
  }

  // MARK: - From code to length

  private func modulated(_ input: Input) -> Double {
    let weight = effects[.driverPulseLaw]
    let straight = straightPulse(input)
    if weight == 0 { return straight }
    return max(0, straight + weight * (rampPulse(input) - straight))
  }

  /// CapMem block that supplies a driver.
  private func side(driver: Int) -> SideHorizontal { driver % 2 == 0 ? .left : .right }

  /// Pulse of the ideal driver: proportional to the activation; the knobs trim its scale.
  private func straightPulse(_ input: Input) -> Double {
    let activation = input.code == 0 ? 0 : Double(SynapseDrivers.codes - input.code)
    let share = parameters.straightRampTrim
    let offset = Double(input.settings.dacOffset)
    let trim =
      (1 - parameters.straightOffsetTrim * offset / DriverSettings.largestDACOffset)
      * ((1 - share) + share * biases[side(driver: input.driver)].ramp)
    return parameters.straightPulse * activation / Double(SynapseDrivers.codes - 1) * trim
  }

  private func rampPulse(_ input: Input) -> Double {
    let side = side(driver: input.driver)
    let block = biases[side]
    let rate =
      parameters.rampRate * block.ramp
      * circuit.spreads.driverSlope.factor(circuit.mismatch.driverSlope[input.driver])
      * circuit.ramp(side)
    guard rate > 0 else { return 0 }
    let sunk =
      parameters.sinkShare * Double(input.settings.rampOffset) / DriverSettings.largestRampOffset
      * block.calibration / block.ramp
    let rise = (threshold(input) - parameters.rampStart) / rate
    return max(0, parameters.slot - crossing(rise, sunk: min(sunk, 1)))
  }

  /// Returns the time at which the ramp passes a voltage that it would pass after `rise` if no
  /// share of its current were sunk.
  private func crossing(_ rise: Double, sunk: Double) -> Double {
    let window = parameters.calibrationWindow
    if rise <= 0 { return 0 }
    return rise < window * (1 - sunk) ? rise / (1 - sunk) : rise + sunk * window
  }

  /// Threshold of a driver for a code, in full-scale DAC steps.
  private func threshold(_ input: Input) -> Double {
    let codeError = circuit.spreads.driverDAC.offset(
      circuit.mismatch.driverDAC[input.driver * SynapseDrivers.codes + input.code])
    let offset = parameters.dacOffsetRatio * Double(input.settings.dacOffset)
    return biases.hagenDAC * (Double(input.code) + codeError + offset)
      + circuit.spreads.driverOffset.offset(circuit.mismatch.driverOffset[input.driver])
  }

  // MARK: - Enable line

  /// Returns the pulse behind the enable line for the length before it.
  private func enabled(_ length: Double) -> EnablePulse {
    guard length > 0 else { return EnablePulse() }
    let rise = parameters.turnOn * effects[.driverTurnOn]
    // Without a time constant the line has no delay anywhere.
    guard rise > 0 else { return EnablePulse(length: Float(length)) }
    let growth = parameters.turnOnDistance * effects[.driverDistance]
    return EnablePulse(
      length: Float(rise * seen(length / rise)),
      loss: Float(growth * lossPerDelay(length / rise)))
  }

  /// Steepness c of the enable line.
  private var steepness: Double { parameters.turnOnSteepness }

  /// Shortest pulse that a synapse beside the drivers sees, in time constants: ln(1 + c).
  private var shortestPulse: Double { log1p(steepness) }

  /// Returns what a synapse beside the drivers sees of a pulse of `s` time constants, in time
  /// constants. Below the shortest pulse the tangent continues, for columns with a faster line.
  private func seen(_ s: Double) -> Double {
    s > shortestPulse
      ? s + log1p(-steepness * exp(-s)) : (1 + steepness) * (s - shortestPulse)
  }

  /// Loss F of a pulse of `s` time constants for each second by which its time constant is longer.
  /// Pulses below the shortest that is seen lose no more than that one.
  private func lossPerDelay(_ s: Double) -> Double {
    let s = max(s, shortestPulse)
    return steepness * s / (exp(s) - steepness) - log1p(-steepness * exp(-s))
  }
}
