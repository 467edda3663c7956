public import SimulationCore

/// State of a hemisphere's columns at one time, one value a column, for saving and restoring.
public struct ColumnSnapshot: Hashable, Sendable {
  /// Time up to which the state has been computed.
  public var time = PPUCycles.zero
  /// End of each column's reset.
  public var heldUntil: [PPUCycles] = []
  /// The biases in force.
  public var biases = ColumnBiases(count: 0)
  /// Drops of the excitatory lines below rest, in volts.
  public var excitatory: [Float] = []
  /// Drops of the inhibitory lines below rest, in volts.
  public var inhibitory: [Float] = []
  /// Membranes without noise, in volts.
  public var membrane: [Float] = []
  /// Noise on the membranes, in volts.
  public var noise: [Float] = []
  /// Noise that has accumulated since the last draw, as variance in square volts.
  public var pendingVariance: [Float] = []

  /// No columns.
  public init() {}
}

extension Columns {
  /// Returns the present state.
  public func snapshot() -> ColumnSnapshot {
    var snapshot = ColumnSnapshot()
    snapshot.time = time
    snapshot.heldUntil = heldUntil
    snapshot.biases = biases
    let drops = (0..<count).map(lineDrops)
    snapshot.excitatory = drops.map { Float($0.excitatory) }
    snapshot.inhibitory = drops.map { Float($0.inhibitory) }
    snapshot.membrane = state.membrane.array
    snapshot.noise = noise.volts.array
    snapshot.pendingVariance = noise.pendingVariance.array
    return snapshot
  }

  /// Sets the state to a snapshot of these columns, or of those of an equal chip.
  public func restore(_ snapshot: ColumnSnapshot) {
    precondition(snapshot.membrane.count == count, "one value a column")
    apply(snapshot.biases)
    time = snapshot.time
    hold(until: snapshot.heldUntil)
    for j in 0..<count {
      tieLines(
        column: j, excitatory: Double(snapshot.excitatory[j]),
        inhibitory: Double(snapshot.inhibitory[j]))
      state.membrane[j] = snapshot.membrane[j]
      noise.volts[j] = snapshot.noise[j]
      noise.pendingVariance[j] = snapshot.pendingVariance[j]
    }
  }
}
