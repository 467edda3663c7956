internal import Glibc
internal import SimulationCore

/// From activation code to pulse length.
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
  let parameters: SynramParameters
  let mismatch: SynramMismatch
  let biases: SynramBiases
  let effects: EffectScales
  /// Smallest distance factor of a column, 0 or less: the spread can make an enable line fast.
  let nearest: Double

  /// The same drivers under other biases.
  func under(_ biases: SynramBiases) -> PulseLaw {
    PulseLaw(
      parameters: parameters, mismatch: mismatch, biases: biases, effects: effects,
      nearest: nearest)
  }

  /// A pulse as the synapses see it: seconds beside the drivers, and the loss at the far end.
  /// Below 0 only columns with a faster line than the one beside the drivers see some of it.
  struct Pulse: Equatable {
    var seam: Float = 0
    var distance: Float = 0

    func scaled(by factor: Float) -> Pulse {
      Pulse(seam: seam * factor, distance: distance * factor)
    }
  }

  /// The pulse on a driver's top row for an activation code 0…31 (code = 32 - x).
  func pulse(driver: Int, settings: DriverSettings, code: Int, extension steps: Int) -> Pulse {
    let length =
      settings.isModulated ? modulated(driver, settings, code) : parameters.unmodulatedPulse
    return enabled(length + (length > 0 ? Double(steps) * parameters.extensionStep : 0))
      .scaled(by: gain(driver: driver))
  }

  /// Factor of all pulses of a driver.
  private func gain(driver: Int) -> Float {
    let spread = parameters.gainSpread * effects[.driverGainMismatch]
    return Float(max(0, 1 + spread * Double(mismatch.driverGain[driver])))
  }

  /// Factor of the bottom row's pulse against the top row's.
  func bottomFactor(driver: Int) -> Float {
    let loss =
      parameters.rowDifference
      + parameters.rowDifferenceSpread * Double(mismatch.driverRow[driver])
    return Float(max(0, 1 - loss * effects[.driverRowDifference]))
  }

  /// No pulse is longer than this at an extension, whatever else is configured.
  func longestPulse(extension steps: Int) -> Double {
    let modulated = max(1, effects[.driverPulseLaw]) * parameters.slot
    // The ideal driver's trim exceeds 1 only by the spread of its ramp current.
    let straight = (1 + parameters.straightRampTrim) * parameters.unmodulatedPulse
    let bottom = mismatch.driverRow.indices.map { Double(bottomFactor(driver: $0)) }.max() ?? 1
    let strongest = mismatch.driverGain.indices.map { Double(gain(driver: $0)) }.max() ?? 1
    let early =
      -nearest * parameters.turnOnDistance * effects[.driverDistance] * Self.lateness(log(2))
    let length = max(modulated, straight) + Double(steps) * parameters.extensionStep + early
    return (length + largestJitter)
      * (1 + parameters.recoveryGain * effects[.driverRecovery]) * max(1, bottom)
      * max(1, strongest)
  }

  /// Most that jitter adds to a pulse.
  private var largestJitter: Double {
    let (always, rarely) = (
      parameters.jitter * effects[.driverJitter],
      effects.isOn(.runJitter) ? parameters.runJitter : 0
    )
    return EventJitter.largestNormal * (always * always + rarely * rarely).squareRoot()
  }

  private func modulated(_ driver: Int, _ settings: DriverSettings, _ code: Int) -> Double {
    let weight = effects[.driverPulseLaw]
    let straight = straightPulse(driver, settings, code)
    if weight == 0 { return straight }
    return max(0, straight + weight * (rampPulse(driver, settings, code) - straight))
  }

  private func block(_ driver: Int) -> SynramBiases.Block {
    driver % 2 == 0 ? biases.left : biases.right
  }

  /// The ideal driver: proportional to the activation; the knobs trim its scale.
  private func straightPulse(_ driver: Int, _ settings: DriverSettings, _ code: Int) -> Double {
    let activation = code == 0 ? 0 : Double(32 - code)
    let share = parameters.straightRampTrim
    let trim =
      (1 - parameters.straightOffsetTrim * Double(settings.dacOffset) / 63)
      * ((1 - share) + share * block(driver).ramp)
    return parameters.unmodulatedPulse * activation / 31 * trim
  }

  private func rampPulse(_ driver: Int, _ settings: DriverSettings, _ code: Int) -> Double {
    let block = block(driver)
    let slopeError =
      parameters.slopeSpread * effects[.driverSlope] * Double(mismatch.driverSlope[driver])
    let rate =
      parameters.rampRate * block.ramp * (1 + slopeError) * quadrantFactor(driver % 2)
    guard rate > 0 else { return 0 }
    let threshold = threshold(driver, settings, code)
    let headroom = parameters.rampLimit - threshold
    let startHeadroom = parameters.rampLimit - parameters.rampStart
    guard headroom > 0, startHeadroom > 0 else { return 0 }
    let knee = parameters.rampKnee
    let sunk = Double(settings.rampOffset) / 15 * block.calibration / block.ramp
    let slowing = log(expm1(-headroom / knee) / expm1(-startHeadroom / knee))
    let crossing =
      (threshold - parameters.rampStart - knee * slowing) / rate
      + parameters.calibrationWindow * sunk
    return min(max(0, parameters.slot - max(0, crossing)), parameters.slot)
  }

  /// The ramps of a quadrant's block against the mean ones.
  private func quadrantFactor(_ side: Int) -> Double {
    max(
      0.1,
      1 + parameters.quadrantSpread * effects[.quadrantDifference]
        * Double(mismatch.quadrants[2 + side]))
  }

  /// The threshold of a driver for a code, in full-scale DAC steps.
  private func threshold(_ driver: Int, _ settings: DriverSettings, _ code: Int) -> Double {
    let codeError =
      parameters.dacSpread * effects[.driverDACErrors]
      * Double(mismatch.driverDAC[driver * 32 + code])
    return biases.hagenDAC
      * (Double(code) + codeError + parameters.dacOffsetRatio * Double(settings.dacOffset))
      + parameters.offsetSpread * effects[.driverOffset] * Double(mismatch.driverOffset[driver])
  }

  /// A pulse behind the enable line, beside the drivers and along the row.
  private func enabled(_ length: Double) -> Pulse {
    guard length > 0 else { return Pulse() }
    let rise = parameters.turnOn * effects[.driverTurnOn]
    // A line that follows at once is not late anywhere.
    guard rise > 0 else { return Pulse(seam: Float(length)) }
    let seam = length + rise * log(-expm1(-length / rise))
    let growth = parameters.turnOnDistance * effects[.driverDistance]
    return Pulse(seam: Float(seam), distance: Float(growth * Self.lateness(length / rise)))
  }

  /// What a pulse of `s` time constants loses for each second by which its time constant is
  /// longer. Shorter pulses than those that are seen at all lose no more.
  private static func lateness(_ s: Double) -> Double {
    let s = max(s, log(2))
    return s / expm1(s) - log(-expm1(-s))
  }
}
