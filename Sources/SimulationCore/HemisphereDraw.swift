/// Kinds of parts that can be broken. The raw values are part of what a seed means.
public enum FaultKind: UInt64, Sendable, CaseIterable {
  /// Driver that sends no pulse.
  case deadDriver = 1
  /// Driver whose pulse does not follow the activation.
  case stuckDriver = 2
  /// Synapse without current.
  case deadSynapse = 3
  /// Synapse with a weight bit that cannot change.
  case stuckSynapse = 4
  /// Column whose lines are cut off.
  case deadColumn = 5
  /// Neuron that stays in reset.
  case stuckNeuron = 6
  /// CADC channel whose comparator never fires.
  case deadChannel = 7
  /// CADC channel that always reads one code.
  case stuckChannel = 8
  /// Quadrant whose CADC ramp does not rise.
  case deadQuadrant = 9
  /// Bit of a stuck synapse and its level.
  case stuckBit = 10
}

/// Random numbers that fix the pattern of one hemisphere of one chip: mismatch and broken parts, and
/// the differences of the whole chip from others.
///
/// Each row of mismatch and each kind of fault has a separate stream: a new one leaves the pattern of
/// the others as it is. A part that is broken at one fraction is broken at every larger one.
public struct HemisphereDraw: Hashable, Sendable {
  private let draw: PatternDraw
  private let hemisphere: SideVertical

  /// The pattern of a hemisphere of the chip drawn by `seed`.
  public init(seed: UInt64, hemisphere: SideVertical) {
    self.init(PatternDraw(seed: seed), hemisphere: hemisphere)
  }

  /// The pattern of a hemisphere of a chip.
  public init(_ draw: PatternDraw, hemisphere: SideVertical) {
    self.draw = draw
    self.hemisphere = hemisphere
  }

  /// Draws the first `count` numbers of one row of mismatch.
  public func normals(_ row: PatternRow, count: Int) -> [Float] {
    draw.normals(row, row.details.isOfChip ? .chip : PatternPlace(hemisphere), count: count)
  }

  /// Opens the random numbers of one kind of fault.
  public func stream(_ kind: FaultKind) -> RandomStream {
    RandomStream(
      seed: draw.seed, domain: .faults, index: kind.rawValue << 8 | UInt64(hemisphere.rawValue))
  }

  /// Draws which of `count` parts are broken; empty when none can be.
  public func parts(_ kind: FaultKind, count: Int, fraction: Double) -> [Bool] {
    guard fraction > 0 else { return [] }
    var stream = stream(kind)
    return (0..<count).map { _ in stream.uniform() < fraction }
  }
}
