internal import Glibc
internal import SimulationCore

/// Closed form of a time step of lines, synaptic inputs and membrane without events.
///
/// The membrane of capacitance C obeys
///
///     C dv/dt = -G v + I + g_e f(u_e) - g_i f(u_i),   f(u) = u - a u³ + b u⁵,
///
/// on lines whose drops decay as u(s) = u₀ exp(-λs), λ = 1/τ. With μ = G/C a step of length T gives
///
///     v(T) = v₀ exp(-μT) + (I/C) ∫₀ᵀ exp(-μ(T-s)) ds + Δv_e - Δv_i,
///     Δv = (g/C) (u₀ P₁ - a u₀³ P₃ + b u₀⁵ P₅),
///     P_k = ∫₀ᵀ exp(-kλs) exp(-μ(T-s)) ds,
///
/// because the convolution of the membrane's decay with each power of the decaying line is an
/// exponential integral. With d(x) = (1 - exp(-x))/x, see ``meanDecay(_:)``,
///
///     P_k = T exp(-min(kλ, μ) T) d(|kλ - μ| T):
///
/// the slower of the two decays stands outside, and d lies in 0…1, so that P_k never overflows.
/// The same integral with k = 0 gives the drift (I/C) T d(μT), and with 2μ instead of μ the variance
/// of the membrane's white noise, S T d(2μT). In the limit τ → 0 all charge reaches the membrane at
/// once: P_k = (τ/k) exp(-μT).
struct TransferLaw {
  /// Coefficient a of the transfer curve, in 1/V².
  let cubic: Double
  /// Coefficient b of the transfer curve, in 1/V⁴.
  let quintic: Double
  private let pseudoLeakVolts: Double
  private let hasTail: Bool
  private let resetTime: Double

  init(parameters p: ColumnParameters, effects: EffectScales) {
    // The quintic scales with the square, so that the curve stays monotone at every scale.
    let scale = effects[.otaSaturation]
    cubic = p.inputCubic * scale
    quintic = p.inputQuintic * scale * scale
    pseudoLeakVolts = p.pseudoLeakPotential
    hasTail = effects.isOn(.lineTail)
    resetTime = p.resetTime
  }

  /// Step of one line and its input: Δv = u (linear - cubic u² + quintic u⁴), then u decays.
  struct LineStep {
    var decay = 1.0
    /// (g/C) P₁.
    var linear = 0.0
    /// a (g/C) P₃.
    var cubic = 0.0
    /// b (g/C) P₅.
    var quintic = 0.0

    /// Decays the line and returns what its input gives to the membrane.
    func apply(to drop: inout Double) -> Double {
      let square = drop * drop
      defer { drop *= decay }
      return drop * (linear - square * (cubic - square * quintic))
    }
  }

  /// Step of a whole column.
  struct ColumnStep {
    var excitatory = LineStep()
    var inhibitory = LineStep()
    var membraneDecay = 1.0
    var membraneDrift = 0.0
    var noiseVariance = 0.0

    func apply(to column: inout ColumnPotentials) {
      let current =
        excitatory.apply(to: &column.excitatoryDrop)
        - inhibitory.apply(to: &column.inhibitoryDrop)
      column.membrane = column.membrane * membraneDecay + membraneDrift + current
    }
  }

  /// Returns the step of a column; a membrane that is held follows the reset potential alone.
  func step(_ c: ColumnConstants.Column, _ seconds: Double, isHeld: Bool) -> ColumnStep {
    let isReset = isHeld || c.isStuckInReset
    let rate = c.totalSiemens / c.capacitance
    func line(_ input: ColumnConstants.Input) -> LineStep {
      let gain = isReset ? 0 : input.conductance / c.capacitance
      return self.line(input, Membrane(gain: gain, rate: rate), seconds)
    }
    var step = ColumnStep()
    step.excitatory = line(c.excitatory)
    step.inhibitory = line(c.inhibitory)
    if isReset {
      step.membraneDecay = exp(-seconds / resetTime)
      step.membraneDrift = c.resetVolts * (1 - step.membraneDecay)
      return step
    }
    let current =
      c.leakSiemens * c.leakVolts + c.constantAmperes + c.pseudoLeakSiemens * pseudoLeakVolts
    step.membraneDecay = exp(-rate * seconds)
    step.membraneDrift = current / c.capacitance * seconds * meanDecay(rate * seconds)
    step.noiseVariance = c.noiseVariancePerSecond * seconds * meanDecay(2 * rate * seconds)
    return step
  }

  /// Returns the volts that a constant current of one ampere leaves after `seconds` on a membrane that
  /// is free from their start on.
  func voltsPerAmpere(_ c: ColumnConstants.Column, _ seconds: Double) -> Double {
    seconds / c.capacitance * meanDecay(c.totalSiemens / c.capacitance * seconds)
  }

  /// A membrane as one of its inputs sees it.
  private struct Membrane {
    /// g/C, 0 where the input gives nothing.
    let gain: Double
    /// μ = G/C.
    let rate: Double
  }

  /// Returns the decay of a line in a step.
  func decay(of input: ColumnConstants.Input, _ seconds: Double) -> Double {
    let rate = 1 / input.lineTime
    return isInstant(input) ? 0 : exp(-seconds * rate)
  }

  /// Returns whether a line loses all its charge at once. A cell that settles to zero floats the line
  /// before it has got there.
  private func isInstant(_ input: ColumnConstants.Input) -> Bool {
    !hasTail && input.hasDischarge
  }

  private func line(
    _ input: ColumnConstants.Input, _ membrane: Membrane, _ seconds: Double
  ) -> LineStep {
    let rate = 1 / input.lineTime
    var step = LineStep()
    let isInstant = isInstant(input)
    step.decay = decay(of: input, seconds)
    guard membrane.gain > 0 else { return step }
    /// (g/C) P_k.
    func power(_ k: Double) -> Double {
      if isInstant { return membrane.gain * input.lineTime / k * exp(-membrane.rate * seconds) }
      let (line, membraneDecay) = (k * rate * seconds, membrane.rate * seconds)
      return membrane.gain * seconds * exp(-min(line, membraneDecay))
        * meanDecay(abs(line - membraneDecay))
    }
    step.linear = power(1)
    step.cubic = cubic * power(3)
    step.quintic = quintic * power(5)
    return step
  }
}

/// Mean of exp(-x s) over s in 0…1: d(x) = (1 - exp(-x)) / x, smooth through 0.
func meanDecay(_ x: Double) -> Double {
  abs(x) < 1e-12 ? 1 : -expm1(-x) / x
}
