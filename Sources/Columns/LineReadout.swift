internal import Glibc
internal import SimulationCore

/// Readout of a line: a source follower that shifts the line's potential down and cannot pull its
/// output below the headroom of the transistor that sinks its current.
///
/// The output bends from following the line, `u`, to its floor within a few knees:
/// `floor + knee ln(1 + exp((u - floor) / knee))`.
struct LineReadout {
  /// Output for a line at rest, in volts.
  private let rest: Double
  /// Lowest output in volts.
  private let floor: Double
  /// Width of the bend in volts.
  private let knee: Double
  /// 0 for a follower without an end, 1 for the law as it stands.
  private let scale: Double

  init(parameters: ColumnParameters, effects: EffectScales) {
    rest = parameters.lineRestPotential
    floor = parameters.lineReadoutFloor
    knee = parameters.lineReadoutKnee
    scale = effects[.lineReadout]
  }

  /// The output in volts for a line that has dropped by `drop` volts below its rest.
  func volts(drop: Double) -> Double {
    let followed = rest - drop
    guard scale > 0 else { return followed }
    let height = (followed - floor) / knee
    let missing = height > 0 ? log1p(exp(-height)) : log1p(exp(height)) - height
    return followed + scale * knee * missing
  }
}
