internal import CKernels
internal import SimulationCore

/// Constants of one closed-form step of every column: a time without events, whatever its length.
///
/// ``TransferLaw`` derives the step. An input gives u (L - K u² + Q u⁴) to the membrane for a line
/// drop u; the kernel computes it as a completed square,
///
///     u (l + Q (u² - m)²),   m = K / 2Q,   l = L - Q m²,
///
/// with one operation less. It holds u in units w, see ``LineUnits``: of u = w x, that is
/// x (l w + Q w⁵ (x² - m / w²)²). `centre` is m / w² there, and `quintic` Q w⁵, which the units of a
/// burst make 1.
final class Interval: Sendable {
  private let rows: FloatBuffer
  /// Factor of the noise variance already on the membrane.
  let noiseDecay: [Double]
  /// Variance that the membrane's current noise adds.
  let noiseVariance: [Double]
  /// Factors of noise and of its variance, and the variance added, in the precision of the state.
  let noiseRow: (factor: FloatBuffer, decay: FloatBuffer, variance: FloatBuffer)
  private let count: Int

  /// Rows in the order of the kernel's structure.
  private enum Row: Int, CaseIterable {
    case excitatoryDecay, excitatoryLinear, excitatoryCentre, excitatoryQuintic
    case inhibitoryDecay, inhibitoryLinear, inhibitoryCentre, inhibitoryQuintic
    case membraneDecay, membraneDrift
  }

  /// Creates the constants of a step of `seconds` on lines in `units`. Columns in `held` are in
  /// reset.
  init(seconds: Double, constants: ColumnConstants, units: LineUnits, held: [Bool]?) {
    let steps = constants.columns.enumerated().map { j, column in
      constants.law.step(column, seconds, isHeld: held?[j] ?? false)
    }
    count = steps.count
    rows = FloatBuffer(count: count * Row.allCases.count)
    noiseDecay = steps.enumerated().map { j, step in
      held?[j] ?? false ? 0 : step.membraneDecay * step.membraneDecay
    }
    noiseVariance = steps.map(\.noiseVariance)
    let decay = noiseDecay.map { Float($0) }
    noiseRow = (
      FloatBuffer(decay.map { $0.squareRoot() }), FloatBuffer(decay),
      FloatBuffer(noiseVariance.map { Float($0) })
    )
    store(steps.map(\.excitatory), units: units.volts[.excitatory], from: .excitatoryDecay)
    store(steps.map(\.inhibitory), units: units.volts[.inhibitory], from: .inhibitoryDecay)
    for (j, step) in steps.enumerated() {
      row(.membraneDecay)[j] = Float(step.membraneDecay)
      row(.membraneDrift)[j] = Float(step.membraneDrift)
    }
  }

  /// The kernel's view of these constants; valid while `self` lives.
  var kernelView: bss_interval {
    func row(_ row: Row) -> UnsafePointer<Float> { UnsafePointer(self.row(row)) }
    return bss_interval(
      exc_decay: row(.excitatoryDecay), exc_linear: row(.excitatoryLinear),
      exc_centre: row(.excitatoryCentre), exc_quintic: row(.excitatoryQuintic),
      inh_decay: row(.inhibitoryDecay), inh_linear: row(.inhibitoryLinear),
      inh_centre: row(.inhibitoryCentre), inh_quintic: row(.inhibitoryQuintic),
      membrane_decay: row(.membraneDecay), membrane_drift: row(.membraneDrift))
  }

  private func row(_ row: Row) -> UnsafeMutablePointer<Float> {
    rows.base + row.rawValue * count
  }

  /// Largest m in square volts, far beyond any drop: above it the curve is left out.
  private static let largestCentre = 1e20

  /// Stores the four rows of one kind of line.
  private func store(_ steps: [TransferLaw.LineStep], units: [Double], from first: Row) {
    let out = row(first)
    for (j, (line, unit)) in zip(steps, units).enumerated() {
      let centre = line.quintic > 0 ? line.cubic / (2 * line.quintic) : .infinity
      let isCurved = centre < Self.largestCentre
      let linear = isCurved ? line.linear - line.quintic * centre * centre : line.linear
      let square = unit * unit
      out[j] = Float(line.decay)
      out[count + j] = Float(linear * unit)
      out[2 * count + j] = Float(isCurved ? centre / square : 0)
      out[3 * count + j] = Float(isCurved ? line.quintic * square * square * unit : 0)
    }
  }
}
