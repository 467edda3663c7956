internal import Glibc
internal import SimulationCore

/// Law from activation code to enable pulse of a synapse row.
///
/// The hagen DAC turns the code into a voltage. A ramp starts with the slot, delayed while
/// stp_i_calib is sunk; when it passes that voltage the pulse begins, and it lasts to the end of
/// the slot. Near its upper limit the ramp's current source gives way, dV/dt = r (1 - exp(-h/K))
/// with the headroom h (h0 at the start), so that high codes (small activations) are reached late
/// or never:
///
///     t(V) = (V - V0)/r - (K/r) ln((1 - exp(-h/K)) / (1 - exp(-h0/K)))
///
/// The enable line of a row follows with a time constant R and switches a synapse halfway: of a
/// pulse t a synapse sees
///
///     t + R ln(1 - exp(-t/R)),
///
/// nothing below R ln 2 and all of a long pulse. R grows along the row and differs by column; to
/// first order a column whose R is larger by d sees less by F d, with s = t/R and
///
///     F = s/(exp(s) - 1) - ln(1 - exp(-s)),
///
/// so that columns differ at small activations and agree at large ones. With the values of `typical`
/// the first order is at most 0.07 ns off at the end of a row, and close above 1.5 ns. A straight
/// coding with a steep turn-on follows, as measured on chip revision 3. Sources of the parts: halco
/// CapMem cells, calix synapse_driver; law: fitted.
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
    return Float(max(0, 1 - loss * effects[.driverRowDifference]))
  }

  // MARK: - Longest pulse

  /// Returns an upper bound of all pulses at an extension, whatever else is configured.
  func longestPulse(extensionSteps steps: Int) -> Double {
    let modulated = max(1, effects[.driverPulseLaw]) * parameters.slot
    // The ideal driver's trim exceeds 1 only by the spread of its ramp current.
    let straight = (1 + parameters.straightRampTrim) * parameters.unmodulatedPulse
    let drivers = 0..<circuit.size.drivers
    let bottom = drivers.map { Double(bottomFactor(driver: $0)) }.max() ?? 1
    let strongest = drivers.map { Double(gain(driver: $0)) }.max() ?? 1
    let early =
      -smallestDistance * parameters.turnOnDistance * effects[.driverDistance]
      * Self.lossPerDelay(log(2))
    let length = max(modulated, straight) + Double(steps) * parameters.extensionStep + early
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
    return parameters.unmodulatedPulse * activation / Double(SynapseDrivers.codes - 1) * trim
  }

  private func rampPulse(_ input: Input) -> Double {
    let side = side(driver: input.driver)
    let block = biases[side]
    let rate =
      parameters.rampRate * block.ramp
      * circuit.spreads.driverSlope.factor(circuit.mismatch.driverSlope[input.driver])
      * circuit.spreads.quadrant.factor(circuit.mismatch.quadrantRamp[side])
    guard rate > 0 else { return 0 }
    let threshold = threshold(input)
    let headroom = parameters.rampLimit - threshold
    let startHeadroom = parameters.rampLimit - parameters.rampStart
    guard headroom > 0, startHeadroom > 0 else { return 0 }
    let knee = parameters.rampKnee
    let sunk =
      Double(input.settings.rampOffset) / DriverSettings.largestRampOffset
      * block.calibration / block.ramp
    let slowing = log(expm1(-headroom / knee) / expm1(-startHeadroom / knee))
    let crossing =
      (threshold - parameters.rampStart - knee * slowing) / rate
      + parameters.calibrationWindow * sunk
    return min(max(0, parameters.slot - max(0, crossing)), parameters.slot)
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
    let near = length + rise * log(-expm1(-length / rise))
    let growth = parameters.turnOnDistance * effects[.driverDistance]
    return EnablePulse(
      length: Float(near), loss: Float(growth * Self.lossPerDelay(length / rise)))
  }

  /// Loss F of a pulse of `s` time constants for each second by which its time constant is longer.
  /// Pulses below ln 2, the shortest that is seen at all, lose no more than that one.
  private static func lossPerDelay(_ s: Double) -> Double {
    let s = max(s, log(2))
    return s / expm1(s) - log(-expm1(-s))
  }
}
