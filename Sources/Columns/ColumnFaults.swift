internal import SimulationCore

/// The broken columns of one hemisphere; lists are empty where nothing is broken.
struct ColumnFaults {
  private let deadColumns: [Bool]
  private let stuckNeurons: [Bool]

  init(parameters p: ColumnParameters, effects: EffectScales, draw: FaultDraw, count: Int) {
    deadColumns = draw.parts(
      .deadColumn, count: count, fraction: p.deadFraction * effects[.columnDead])
    stuckNeurons = draw.parts(
      .stuckNeuron, count: count, fraction: p.stuckFraction * effects[.membraneStuckInReset])
  }

  /// Both lines of the column are cut off.
  func isDead(_ j: Int) -> Bool { !deadColumns.isEmpty && deadColumns[j] }

  /// The column's membrane is always in reset.
  func isStuckInReset(_ j: Int) -> Bool { !stuckNeurons.isEmpty && stuckNeurons[j] }
}
