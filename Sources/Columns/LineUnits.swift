internal import Glibc
internal import SimulationCore

/// The units in which the state of the lines is held: volts, or for each line the drop whose
/// quintic term in a chosen step is 1. In these the kernel's step needs no quintic coefficient,
/// which makes bursts of events with that step between them faster by a tenth.
final class LineUnits: Sendable {
  /// Volts of one unit of each excitatory and inhibitory line.
  let excitatory: [Double]
  let inhibitory: [Double]
  /// The swing of each line, or 1 V where charge does not compress, in these units.
  let excitatorySwing: FloatBuffer
  let inhibitorySwing: FloatBuffer

  private init(_ excitatory: [Double], _ inhibitory: [Double], swing: Double) {
    func inUnits(_ units: [Double]) -> FloatBuffer {
      let row = FloatBuffer(count: units.count)
      for (j, unit) in units.enumerated() { row[j] = Float(swing / unit) }
      return row
    }
    self.excitatory = excitatory
    self.inhibitory = inhibitory
    excitatorySwing = inUnits(excitatory)
    inhibitorySwing = inUnits(inhibitory)
  }

  /// Volts.
  convenience init(count: Int, swing: Double) {
    let volts = [Double](repeating: 1, count: count)
    self.init(volts, volts, swing: swing)
  }

  /// The units in which a step of `seconds` has quintic coefficients of 1; volts where an input
  /// has none.
  convenience init(seconds: Double, constants: ColumnConstants, law: TransferLaw, swing: Double) {
    let steps = constants.columns.map { law.step($0, seconds, resetTime: nil) }
    func unit(_ line: TransferLaw.LineStep) -> Double {
      let unit = pow(line.quintic, -0.2)
      return unit > 1e-9 && unit < 1e9 ? unit : 1
    }
    self.init(steps.map { unit($0.excitatory) }, steps.map { unit($0.inhibitory) }, swing: swing)
  }
}
