import SimulationCore

@testable import Synram

#if canImport(Glibc)
  import Glibc
#endif

/// Drivers and synapses in double precision, written from the equations.
///
/// Hagen DAC: V = s i (c + e) + s_o i o + offset. Ramp: dV/dt = r from V_0, but r (1 - s) during the
/// window, s being the sunk share (offset / 15) (i_calib / i_ramp). The pulse lasts from the crossing
/// to the end of the slot; the enable line leaves t + R ln(1 - c exp(-t / R)) of it, plus the
/// (negative) derivative of that by R, taken at t of R ln(1 + c) or more, times the column's deviation
/// of R, which is -R/2 or more; and never less than nothing.
/// Current: I_lsb w / √(1 + beta (w / 63)²) with errors of bits and synapse.
struct ReferenceSynram {
  let synram: Synram
  private var p: SynramParameters { synram.parameters }
  private var effects: EffectScales { synram.effects }

  init(_ synram: Synram) { self.synram = synram }

  /// Length of a driver's enable signal for an activation code, in seconds.
  func pulse(driver: Int, code: Int) -> Double {
    let own = synram.driverSettings(driver)
    let block = driver % 2 == 0 ? synram.biases.left : synram.biases.right
    let m = synram.circuit.mismatch
    let straight =
      p.straightPulse * Double(32 - code) / 31
      * (1 - p.straightOffsetTrim * Double(own.dacOffset) / 63)
      * (1 - p.straightRampTrim + p.straightRampTrim * block.ramp)
    guard effects.isOn(.driverPulseLaw) else { return straight }
    let bias = synram.biases.hagenDAC
    let steps =
      bias
      * (Double(code) + p.dacSpread * effects[.driverDACErrors]
        * Double(m.driverDAC[driver * 32 + code]))
      + p.dacOffsetRatio * bias * Double(own.dacOffset)
      + p.offsetSpread * effects[.driverOffset] * Double(m.driverOffset[driver])
    let slopeError = p.slopeSpread * effects[.driverSlope] * Double(m.driverSlope[driver])
    let rate =
      p.rampRate * block.ramp * (1 + slopeError)
      * factor(p.rampChipSpread * effects[.chipDifference], m.chipRamp)
      * factor(
        p.rampQuadrantSpread * effects[.quadrantDifference],
        m.quadrantRamp[driver % 2 == 0 ? .left : .right])
    let sunk = p.sinkShare * Double(own.rampOffset) / 15 * block.calibration / block.ramp
    return max(p.slot - crossing(from: p.rampStart, to: steps, rate: rate, sunk: sunk), 0)
  }

  /// The time at which the ramp passes a potential: from what it has gained at the window's end.
  private func crossing(from start: Double, to end: Double, rate: Double, sunk: Double) -> Double {
    guard end > start else { return 0 }
    let slow = rate * (1 - sunk)
    let gained = slow * p.calibrationWindow
    return end - start < gained
      ? (end - start) / slow : p.calibrationWindow + (end - start - gained) / rate
  }

  /// The pulse as a column sees it on a driver's top or bottom row.
  func enabled(_ length: Double, column j: Int, driver: Int, isTop: Bool) -> Double {
    guard length > 0 else { return 0 }
    let m = synram.circuit.mismatch
    let rise = p.turnOn * effects[.driverTurnOn]
    let middle = Double(synram.size.columns - 1) / 2
    let growth = p.turnOnDistance * effects[.driverDistance]
    let late = max(
      -rise / 2,
      growth
        * (abs(Double(j) - middle) / middle
          + p.turnOnSpread * effects[.driverDistanceSpread] * Double(m.columnTurnOn[j])
          + p.synapseTurnOnSpread * effects[.synapseTurnOn]
          * Double(m.localTurnOn[driver * synram.size.columns + j])))
    let c = p.turnOnSteepness
    let weights = [2 * driver, 2 * driver + 1].map { synram.weight(row: $0, column: j) }
    let load =
      growth * p.synapseLoad * effects[.synapseLoad] * Double(weights.max() ?? 0) / 63
    func left(_ time: Double, _ constant: Double) -> Double {
      constant == 0 ? time : time + constant * log(1 - c * exp(-time / constant))
    }
    let shortest = rise * log(1 + c)
    // The derivative from a difference: the law itself is all that is taken from the equations.
    let (time, small) = (max(length, shortest), rise * 1e-4)
    let derivative =
      rise == 0 ? 0 : (left(time, rise + small) - left(time, rise - small)) / (2 * small)
    let gain = p.gainSpread * effects[.driverGainMismatch] * Double(m.driverGain[driver])
    // Below the shortest pulse that is seen, the tangent continues.
    let near = length > shortest ? left(length, rise) : (1 + c) * (length - shortest)
    let seen = max(0, near + derivative * (late + load)) * max(0, 1 + gain)
    if isTop { return seen }
    let loss =
      p.rowDifference + p.rowDifferenceSpread * Double(m.driverRow[driver])
      + p.rowDifferenceChipSpread * effects[.chipDifference] * Double(m.chipRow)
    return seen * (1 - loss * effects[.driverRowDifference])
  }

  /// Factor of a driver's next pulse `seconds` after its last one.
  func recovery(after seconds: Double) -> Double {
    1 + p.recoveryGain * effects[.driverRecovery] * exp(-seconds / p.recoveryTime)
  }

  /// Factor of a chip or a quadrant for its standard normal number.
  private func factor(_ sigma: Double, _ z: Float) -> Double { max(0.1, 1 + sigma * Double(z)) }

  /// Pull of a synapse on a nominal line, in volts per second.
  func slewRate(row: Int, column j: Int, weight: Int, line: ColumnLine) -> Double {
    let m = synram.circuit.mismatch
    let side: SideHorizontal = j < synram.size.columns / 2 ? .left : .right
    let block = side == .left ? synram.biases.left : synram.biases.right
    let synapse = row * synram.size.columns + j
    let steps = (0..<6).reduce(0.0) { sum, bit in
      let size = Double(1 << bit)
      let error = p.synapseDACSpread * effects[.synapseDACErrors] * Double(m.bits[bit][synapse])
      return weight >> bit & 1 == 0 ? sum : sum + size + error * size.squareRoot()
    }
    let share = Double(weight) / 63
    let compression = sqrt(
      1 + p.synapseCompression * effects[.synapseCompression] * share * share)
    let error = p.synapseSpread * effects[.synapseMismatch]
    let lineError =
      synram.driverSettings(row / 2).isModulated
      ? p.lineGainSpread * effects[.driverLineGain] * Double(m.lineGain[line][j]) : 0
    return p.synapseSlewRate * block.synapseDAC
      * factor(p.chipSpread * effects[.chipDifference], m.chipCurrent)
      * factor(p.quadrantSpread * effects[.quadrantDifference], m.quadrantCurrent[side])
      * steps
      / compression
      * max(0, 1 + error * Double(m.synapse[row * synram.size.columns + j])) * max(0, 1 + lineError)
  }
}
