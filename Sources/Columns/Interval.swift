internal import CKernels
internal import Glibc
internal import SimulationCore

/// What a time without events does to every column, as the constants of one closed-form step.
///
/// The membrane obeys C dv/dt = -G v + I + g f(u(t)) on a line that decays with its time constant.
/// With f an odd polynomial the convolution of each power of the decaying line with the membrane's
/// own decay is elementary, so a step costs a few operations whatever its length.
final class Interval: Sendable {
  private let rows: FloatBuffer
  /// Factor of the noise variance already on the membrane.
  let noiseDecay: FloatBuffer
  /// Variance that the membrane's current noise adds.
  let noiseVariance: FloatBuffer
  private let count: Int

  /// The rows in the order of the kernel's structure.
  private static let rowCount = 10

  /// The constants of a step of `seconds`; columns in `held` are in reset and follow its law.
  init(
    seconds: Double, constants: ColumnConstants, parameters: ColumnParameters,
    effects: EffectScales, held: [Bool]?
  ) {
    count = constants.columns.count
    rows = FloatBuffer(count: count * Self.rowCount)
    noiseDecay = FloatBuffer(count: count)
    noiseVariance = FloatBuffer(count: count)
    let law = TransferLaw(parameters: parameters, effects: effects)
    for (j, column) in constants.columns.enumerated() {
      let isHeld = held?[j] ?? false
      fill(j, column, seconds, law, resetTime: isHeld ? parameters.resetTime : nil)
    }
  }

  /// The kernel's view of these constants; valid while `self` lives.
  var kernelView: bss_interval {
    func row(_ index: Int) -> UnsafePointer<Float> { UnsafePointer(rows.base + index * count) }
    return bss_interval(
      exc_decay: row(0), exc_linear: row(1), exc_cubic: row(2), exc_quintic: row(3),
      inh_decay: row(4), inh_linear: row(5), inh_cubic: row(6), inh_quintic: row(7),
      membrane_decay: row(8), membrane_drift: row(9))
  }

  private func fill(
    _ j: Int, _ c: ColumnConstants.Column, _ seconds: Double, _ law: TransferLaw,
    resetTime: Double?
  ) {
    let membraneRate = c.totalSiemens / c.capacitance
    store(law.line(c.excitatory, c.capacitance, membraneRate, seconds, resetTime != nil), j, 0)
    store(law.line(c.inhibitory, c.capacitance, membraneRate, seconds, resetTime != nil), j, 4)
    if let resetTime {
      // While the backend holds the reset, the membrane follows the reset potential alone.
      let decay = exp(-seconds / resetTime)
      set(j, 8, decay)
      set(j, 9, c.resetVolts * (1 - decay))
      noiseDecay[j] = 0
      noiseVariance[j] = 0
      return
    }
    let decay = exp(-membraneRate * seconds)
    let current =
      c.leakSiemens * c.leakVolts + c.constantAmperes + c.pseudoLeakSiemens * law.pseudoLeakVolts
    set(j, 8, decay)
    set(j, 9, current / c.capacitance * seconds * meanDecay(membraneRate * seconds))
    noiseDecay[j] = Float(decay * decay)
    noiseVariance[j] = Float(
      c.noiseVariancePerSecond * seconds * meanDecay(2 * membraneRate * seconds))
  }

  private func store(_ line: TransferLaw.LineStep, _ j: Int, _ first: Int) {
    set(j, first, line.decay)
    set(j, first + 1, line.linear)
    set(j, first + 2, line.cubic)
    set(j, first + 3, line.quintic)
  }

  private func set(_ j: Int, _ row: Int, _ value: Double) {
    rows[row * count + j] = Float(value)
  }
}

/// The mean of exp(-x s) over s in 0…1: (1 - exp(-x)) / x, smooth through 0.
func meanDecay(_ x: Double) -> Double {
  abs(x) < 1e-12 ? 1 : -expm1(-x) / x
}

/// The synaptic input's transfer curve under the effects in force.
struct TransferLaw {
  struct LineStep {
    var decay = 1.0
    var linear = 0.0
    var cubic = 0.0
    var quintic = 0.0
  }

  let cubic: Double
  let quintic: Double
  let pseudoLeakVolts: Double
  let hasTail: Bool

  init(parameters p: ColumnParameters, effects: EffectScales) {
    // The quintic scales with the square, so that the curve stays monotone at every scale.
    let scale = effects[.otaSaturation]
    cubic = p.inputCubic * scale
    quintic = p.inputQuintic * scale * scale
    pseudoLeakVolts = p.pseudoLeakPotential
    hasTail = effects.isOn(.lineTail)
  }

  /// One line and its input during a step.
  func line(
    _ input: ColumnConstants.Input, _ capacitance: Double, _ membraneRate: Double,
    _ seconds: Double, _ isHeld: Bool
  ) -> LineStep {
    let rate = 1 / input.lineTime
    var step = LineStep()
    let isInstant = !hasTail && rate > 0
    step.decay = isInstant ? 0 : exp(-seconds * rate)
    guard !isHeld, input.conductance > 0 else { return step }
    let gain = input.conductance / capacitance
    func power(_ k: Double) -> Double {
      // Without a tail all charge of an event reaches the membrane before the next one.
      if isInstant { return gain * input.lineTime / k * exp(-membraneRate * seconds) }
      return gain * seconds * exp(-membraneRate * seconds)
        * meanDecay((k * rate - membraneRate) * seconds)
    }
    step.linear = power(1)
    step.cubic = cubic * power(3)
    step.quintic = quintic * power(5)
    return step
  }
}
