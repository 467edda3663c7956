public import SimulationCore

/// All that a hemisphere's columns remember, one value a column: for saving a chip.
public struct ColumnValues: Hashable, Sendable {
  /// Time up to which the state has been computed.
  public var time = PPUCycles.zero
  /// When each column's reset ends.
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
