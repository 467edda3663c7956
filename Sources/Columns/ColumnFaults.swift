internal import SimulationCore

/// The broken columns of one hemisphere; lists are empty where nothing is broken.
struct ColumnFaults {
  private let deadColumns: [Bool]
  private let stuckNeurons: [Bool]

  /// Fractions of broken parts at the effects in force.
  struct Fractions {
    let dead: Double
    let stuck: Double

    init(_ p: ColumnParameters, _ effects: EffectScales) {
      dead = p.deadFraction * effects[.columnDead]
      stuck = p.stuckFraction * effects[.membraneStuckInReset]
    }
  }

  init(_ fractions: Fractions, draw: HemisphereDraw, count: Int) {
    deadColumns = draw.parts(.deadColumn, count: count, fraction: fractions.dead)
    stuckNeurons = draw.parts(.stuckNeuron, count: count, fraction: fractions.stuck)
  }

  /// Both lines of the column are cut off.
  func isDead(_ j: Int) -> Bool { !deadColumns.isEmpty && deadColumns[j] }

  /// The column's membrane is always in reset.
  func isStuckInReset(_ j: Int) -> Bool { !stuckNeurons.isEmpty && stuckNeurons[j] }
}
