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
  let noiseDecay: [Double]
  /// Variance that the membrane's current noise adds.
  let noiseVariance: [Double]
  /// The same in the precision of the state, and the factor of the noise itself.
  let noiseRow: (factor: FloatBuffer, decay: FloatBuffer, variance: FloatBuffer)
  private let count: Int

  /// The rows in the order of the kernel's structure.
  private static let rowCount = 10

  /// The constants of a step of `seconds` on lines in `units`; columns in `held` are in reset and
  /// follow its law.
  init(
    seconds: Double, constants: ColumnConstants, parameters: ColumnParameters, law: TransferLaw,
    units: LineUnits, held: [Bool]?
  ) {
    let steps = constants.columns.enumerated().map { j, column in
      law.step(column, seconds, resetTime: held?[j] ?? false ? parameters.resetTime : nil)
    }
    count = steps.count
    rows = FloatBuffer(count: count * Self.rowCount)
    noiseDecay = steps.enumerated().map { j, step in
      held?[j] ?? false ? 0 : step.membraneDecay * step.membraneDecay
    }
    noiseVariance = steps.map(\.noiseVariance)
    noiseRow = (FloatBuffer(count: count), FloatBuffer(count: count), FloatBuffer(count: count))
    for j in 0..<count {
      let decay = Float(noiseDecay[j])
      noiseRow.factor[j] = decay.squareRoot()
      noiseRow.decay[j] = decay
      noiseRow.variance[j] = Float(noiseVariance[j])
    }
    for (j, step) in steps.enumerated() {
      store(step.excitatory, unit: units.excitatory[j], j, 0)
      store(step.inhibitory, unit: units.inhibitory[j], j, 4)
      set(j, 8, step.membraneDecay)
      set(j, 9, step.membraneDrift)
    }
  }

  /// The kernel's view of these constants; valid while `self` lives.
  var kernelView: bss_interval {
    func row(_ index: Int) -> UnsafePointer<Float> { UnsafePointer(rows.base + index * count) }
    return bss_interval(
      exc_decay: row(0), exc_linear: row(1), exc_centre: row(2), exc_quintic: row(3),
      inh_decay: row(4), inh_linear: row(5), inh_centre: row(6), inh_quintic: row(7),
      membrane_decay: row(8), membrane_drift: row(9))
  }

  /// Far beyond any drop squared: the input then gives next to nothing, its curve least of all.
  private static let largestCentre = 1e20

  private func store(_ line: TransferLaw.LineStep, unit: Double, _ j: Int, _ first: Int) {
    let centre = line.quintic > 0 ? line.cubic / (2 * line.quintic) : .infinity
    let isCurved = centre < Self.largestCentre
    let linear = isCurved ? line.linear - line.quintic * centre * centre : line.linear
    let square = unit * unit
    set(j, first, line.decay)
    set(j, first + 1, linear * unit)
    set(j, first + 2, isCurved ? centre / square : 0)
    set(j, first + 3, isCurved ? line.quintic * square * square * unit : 0)
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

    /// What the input gives to the membrane for a line that starts at `drop`; decays the line.
    func apply(_ drop: inout Double) -> Double {
      let square = drop * drop
      defer { drop *= decay }
      return drop * (linear - square * (cubic - square * quintic))
    }
  }

  /// A time without events for one column.
  struct ColumnStep {
    var excitatory = LineStep()
    var inhibitory = LineStep()
    var membraneDecay = 1.0
    var membraneDrift = 0.0
    var noiseVariance = 0.0

    /// Advances lines and membrane.
    func apply(_ exc: inout Double, _ inh: inout Double, _ membrane: inout Double) {
      let current = excitatory.apply(&exc) - inhibitory.apply(&inh)
      membrane = membrane * membraneDecay + membraneDrift + current
    }
  }

  let cubic: Double
  let quintic: Double
  let pseudoLeakVolts: Double
  let hasTail: Bool
  private let stuckResetTime: Double

  init(parameters p: ColumnParameters, effects: EffectScales) {
    // The quintic scales with the square, so that the curve stays monotone at every scale.
    let scale = effects[.otaSaturation]
    cubic = p.inputCubic * scale
    quintic = p.inputQuintic * scale * scale
    pseudoLeakVolts = p.pseudoLeakPotential
    hasTail = effects.isOn(.lineTail)
    stuckResetTime = p.resetTime
  }

  /// A whole column during a step; in reset the membrane follows the reset potential alone.
  func step(
    _ c: ColumnConstants.Column, _ seconds: Double, resetTime heldTime: Double?
  ) -> ColumnStep {
    let resetTime = c.isStuckInReset ? stuckResetTime : heldTime
    let rate = c.totalSiemens / c.capacitance
    var step = ColumnStep()
    step.excitatory = line(c.excitatory, c.capacitance, rate, seconds, resetTime != nil)
    step.inhibitory = line(c.inhibitory, c.capacitance, rate, seconds, resetTime != nil)
    if let resetTime {
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
      // The slower of the two decays outside: the rest cannot overflow, whichever it is.
      let (own, membrane) = (k * rate * seconds, membraneRate * seconds)
      return gain * seconds * exp(-min(own, membrane)) * meanDecay(abs(own - membrane))
    }
    step.linear = power(1)
    step.cubic = cubic * power(3)
    step.quintic = quintic * power(5)
    return step
  }
}
