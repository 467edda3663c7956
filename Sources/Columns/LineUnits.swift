internal import Glibc
internal import SimulationCore

/// Units in which the state of the lines is held: volts, or for each line the drop whose quintic
/// term in a chosen step is 1. In these the kernel's step needs no quintic coefficient, which makes
/// bursts of events with that step between them faster by a tenth.
final class LineUnits: Sendable {
  /// Volts of one unit of each line.
  let volts: Pair<ColumnLine, [Double]>
  /// Swing of each line, or 1 V where charge does not compress, in these units.
  let swing: Pair<ColumnLine, FloatBuffer>

  private init(_ volts: Pair<ColumnLine, [Double]>, swing: Double) {
    self.volts = volts
    self.swing = volts.map { units in FloatBuffer(units.map { Float(swing / $0) }) }
  }

  /// Volts, for `count` columns.
  convenience init(count: Int, swing: Double) {
    self.init(Pair { _ in [Double](repeating: 1, count: count) }, swing: swing)
  }

  /// The units in which a step of `seconds` has quintic coefficients of 1; volts where an input has
  /// none.
  convenience init(seconds: Double, constants: ColumnConstants, swing: Double) {
    let steps = constants.columns.map { constants.law.step($0, seconds, isHeld: false) }
    func unit(_ line: TransferLaw.LineStep) -> Double {
      let unit = pow(line.quintic, -0.2)
      return unit > 1e-9 && unit < 1e9 ? unit : 1
    }
    self.init(
      Pair(
        excitatory: steps.map { unit($0.excitatory) },
        inhibitory: steps.map { unit($0.inhibitory) }),
      swing: swing)
  }
}
