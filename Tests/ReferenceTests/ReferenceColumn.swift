@preconcurrency import CGSL
import SimulationCore

@testable import Columns

/// One column in double precision, written from the equations and integrated numerically:
///
///     du/dt = -u / tau                         both lines, drops below rest
///     C dv/dt = g_e (f(u_e) - o_e) - g_i (f(u_i) - o_i)
///               - g_leak (v - v_leak) - g_pseudo (v - v_pseudo) + I_offset
///     f(u) = u - a u³ + b u⁵
///     dv/dt = (v_reset - v) / tau_reset        in reset
///
/// An event of charge q on the line's capacitance c moves it by (q / c) (1 - u / u_max). None of
/// the chip's closed forms is used.
struct ReferenceColumn {
  /// The circuit as the integrator sees it.
  struct Circuit {
    var excitatoryRate = 0.0
    var inhibitoryRate = 0.0
    var excitatoryGain = 0.0
    var inhibitoryGain = 0.0
    var cubic = 0.0
    var quintic = 0.0
    var constantSlope = 0.0
    var leakRate = 0.0
    var leakVolts = 0.0
    var pseudoRate = 0.0
    var pseudoVolts = 0.0
    var resetRate = 0.0
    var resetVolts = 0.0
    var isHeld = false
  }

  private(set) var circuit = Circuit()
  private let inverseSwing: Double
  private let rails: ClosedRange<Double>
  /// Capacitances of the lines, that of a nominal line with its capacitor being 1.
  let excitatoryCapacitance: Double
  let inhibitoryCapacitance: Double
  /// Line drops and membrane in volts.
  var state = [0.0, 0.0, 0.0]

  init(_ j: Int, parameters p: ColumnParameters, effects: EffectScales, columns: Columns) {
    let (m, bias) = (columns.mismatch, columns.biases.columns[j])
    let quadrant = m.quadrants[j < columns.mismatch.capacitance.count / 2 ? .left : .right]
    let asymmetry =
      effects[.otaAsymmetry] * p.inputAsymmetry
      + effects[.chipDifference] * p.inputAsymmetrySpread * Double(m.chip.asymmetry)
    func factor(_ sigma: Double, _ z: Float) -> Double { max(0.1, 1 + sigma * Double(z)) }
    func line(_ input: ColumnBiases.Input, _ z: Float) -> Double {
      (input.hasSmallCapacitance ? p.lineParasiticShare : 1)
        * factor(p.lineCapacitanceSpread * effects[.lineMismatch], z)
    }
    func resistance(_ input: ColumnBiases.Input, _ z: Float) -> Double {
      // The fastest time constant is that of the parasitic capacitance at full bias.
      p.lineFastestTime / p.lineParasiticShare
        * (input.hasHighResistance ? p.highResistanceFactor : 1)
        * pow(
          factor(p.lineSpread * effects[.lineMismatch], z)
            * factor(p.lineQuadrantSpread * effects[.quadrantDifference], quadrant.resistance),
          p.lineTauExponent)
    }
    let kelvin = max(
      150,
      p.referenceTemperature + effects[.temperature] * (p.temperature - p.referenceTemperature))
    let cooled = pow(p.referenceTemperature / kelvin, p.temperatureExponent)
    func siemens(_ input: ColumnBiases.Input, _ z: Float, _ sign: Double) -> Double {
      guard input.isEnabled, input.isLineConnected else { return 0 }
      return p.inputConductance * input.conductanceBias * cooled
        * (1 + sign * asymmetry / 2)
        * factor(p.inputConductanceSpread * effects[.otaGainMismatch], z)
        * factor(p.inputChipSpread * effects[.chipDifference], m.chip.conductance)
        * factor(p.inputQuadrantSpread * effects[.quadrantDifference], quadrant.conductance)
    }
    func correlated(_ own: Float, _ other: Float, _ r: Double) -> Float {
      Float(r) * other + Float((1 - r * r).squareRoot()) * own
    }
    func offset(_ input: ColumnBiases.Input, _ z: Float, _ shift: Float) -> Double {
      p.inputShiftRange * (sqrt(input.shiftBias) - sqrt(p.inputShiftNeutral))
        + p.inputOffsetSpread * effects[.otaOffset] * Double(z)
        + p.temperatureOffsetSpread * (kelvin - p.referenceTemperature) * Double(shift)
    }
    let capacitance =
      p.membraneCapacitance * (63 * bias.capacitance + p.intrinsicCapacitance)
      / (63 + p.intrinsicCapacitance)
      * factor(p.membraneCapacitanceSpread * effects[.membraneCapacitorMismatch], m.capacitance[j])
      * factor(p.membraneCapacitanceChipSpread * effects[.chipDifference], m.chip.capacitance)
    excitatoryCapacitance = line(bias.excitatory, m.excitatory.lineCapacitance[j])
    inhibitoryCapacitance = line(bias.inhibitory, m.inhibitory.lineCapacitance[j])
    func rate(_ input: ColumnBiases.Input, _ z: Float, _ capacitance: Double) -> Double {
      let conductance = pow(input.tauBias, p.lineTauExponent) / resistance(input, z)
      return (conductance + 1 / p.lineLeakTime) / capacitance
    }
    circuit.excitatoryRate = rate(
      bias.excitatory, m.excitatory.resistance[j], excitatoryCapacitance)
    circuit.inhibitoryRate = rate(
      bias.inhibitory, m.inhibitory.resistance[j], inhibitoryCapacitance)
    circuit.excitatoryGain =
      siemens(
        bias.excitatory,
        correlated(
          m.excitatory.conductance[j], m.excitatory.offset[j], p.excitatoryCorrelation), 1)
      / capacitance
    circuit.inhibitoryGain =
      siemens(bias.inhibitory, m.inhibitory.conductance[j], -1) / capacitance
    circuit.cubic = p.inputCubic * effects[.otaSaturation]
    circuit.quintic = circuit.cubic * circuit.cubic / 2
    circuit.constantSlope =
      p.offsetCurrent * bias.offsetCurrent / capacitance
      - circuit.excitatoryGain
      * offset(bias.excitatory, m.excitatory.offset[j], m.excitatory.temperatureShift[j])
      + circuit.inhibitoryGain
      * offset(bias.inhibitory, m.inhibitory.offset[j], m.inhibitory.temperatureShift[j])
    circuit.leakRate =
      p.leakConductance * bias.leakBias * cooled
      * factor(
        p.leakConductanceSpread * effects[.membraneLeakMismatch],
        correlated(m.leakConductance[j], m.follower[j], p.leakCorrelation))
      * factor(p.leakChipSpread * effects[.chipDifference], m.chip.leakConductance)
      / capacitance
    let drop =
      p.potentialFollowerDrop - p.followerSpread * effects[.membraneFollower]
      * Double(m.follower[j])
    circuit.leakVolts =
      bias.leakVolts - drop
      + effects[.membraneLeakMismatch]
      * p.offsetSpread
      * (Double(m.leakPotential[j]) + bias.leakBias.squareRoot() * Double(m.leakBiasOffset[j]))
    let enabled = (bias.excitatory.isEnabled ? 1.0 : 0) + (bias.inhibitory.isEnabled ? 1 : 0)
    circuit.pseudoRate =
      p.pseudoLeakConductance * effects[.membranePseudoLeak] * enabled
      * factor(p.pseudoLeakSpread, m.pseudoLeak[j]) / capacitance
    circuit.pseudoVolts = (p.lowerRail + p.upperRail) / 2
    circuit.resetRate = 1 / p.resetTime
    circuit.resetVolts =
      bias.resetVolts - drop
      + p.offsetSpread * effects[.membraneResetMismatch] * Double(m.resetPotential[j])
    inverseSwing = effects[.lineCompression] / p.lineIdlePotential
    rails = effects.isOn(.membraneRails) ? p.lowerRail...p.upperRail : -1e6...1e6
  }

  /// Puts the column into the defined reset state.
  mutating func reset() { state[2] = circuit.resetVolts }

  /// Holds the membrane in reset, or lets it go.
  mutating func hold(_ isHeld: Bool) { circuit.isHeld = isHeld }

  /// Charges on the lines, in volts on a nominal line.
  mutating func receive(excitatory: Double, inhibitory: Double) {
    state[0] += excitatory / excitatoryCapacitance * (1 - state[0] * inverseSwing)
    state[1] += inhibitory / inhibitoryCapacitance * (1 - state[1] * inverseSwing)
  }

  /// Lets time pass.
  mutating func advance(_ seconds: Double, with integrator: Integrator) {
    guard seconds > 0 else { return }
    let before = state
    integrator.advance(&state, circuit, seconds)
    let margin = 0.02
    let isFree = [before[2], state[2]].allSatisfy {
      $0 > rails.lowerBound + margin && $0 < rails.upperBound - margin
    }
    if isFree { return }
    // At a rail in small steps, each of which ends inside.
    state = before
    let count = 64
    for _ in 0..<count {
      integrator.advance(&state, circuit, seconds / Double(count))
      state[2] = min(max(state[2], rails.lowerBound), rails.upperBound)
    }
  }
}

/// GSL's embedded Runge-Kutta-Prince-Dormand integrator (8, 9) with tight error control.
final class Integrator {
  private var system = gsl_odeiv2_system()
  private let driver: UnsafeMutablePointer<gsl_odeiv2_driver>
  private let circuit: UnsafeMutablePointer<ReferenceColumn.Circuit>
  private let slot: UnsafeMutablePointer<gsl_odeiv2_system>

  init() throws {
    circuit = .allocate(capacity: 1)
    circuit.initialize(to: ReferenceColumn.Circuit())
    slot = .allocate(capacity: 1)
    slot.initialize(
      to: gsl_odeiv2_system(
        function: { _, y, dydt, parameters in
          guard let y, let dydt, let parameters else { return Int32(GSL_EFAULT) }
          Integrator.derivatives(
            y, dydt, parameters.assumingMemoryBound(to: ReferenceColumn.Circuit.self).pointee)
          return Int32(GSL_SUCCESS)
        }, jacobian: nil, dimension: 3, params: circuit))
    guard let made = gsl_odeiv2_driver_alloc_y_new(slot, gsl_odeiv2_step_rk8pd, 1e-9, 1e-12, 1e-10)
    else { throw IntegratorError.noMemory }
    driver = made
  }

  deinit {
    gsl_odeiv2_driver_free(driver)
    slot.deallocate()
    circuit.deallocate()
  }

  func advance(_ state: inout [Double], _ new: ReferenceColumn.Circuit, _ seconds: Double) {
    circuit.pointee = new
    gsl_odeiv2_driver_reset(driver)
    var time = 0.0
    let status = gsl_odeiv2_driver_apply(driver, &time, seconds, &state)
    precondition(status == GSL_SUCCESS, "the reference integrator failed")
  }

  private static func derivatives(
    _ y: UnsafePointer<Double>, _ d: UnsafeMutablePointer<Double>, _ c: ReferenceColumn.Circuit
  ) {
    func transfer(_ u: Double) -> Double {
      u - c.cubic * u * u * u + c.quintic * u * u * u * u * u
    }
    d[0] = -y[0] * c.excitatoryRate
    d[1] = -y[1] * c.inhibitoryRate
    if c.isHeld {
      d[2] = (c.resetVolts - y[2]) * c.resetRate
    } else {
      d[2] =
        c.excitatoryGain * transfer(y[0]) - c.inhibitoryGain * transfer(y[1]) + c.constantSlope
        - c.leakRate * (y[2] - c.leakVolts) - c.pseudoRate * (y[2] - c.pseudoVolts)
    }
  }
}

enum IntegratorError: Error { case noMemory }
