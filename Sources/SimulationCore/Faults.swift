/// The kinds of parts that can be broken. The raw values are part of what a seed means.
public enum FaultKind: UInt64, Sendable, CaseIterable {
  case deadDriver = 1
  case stuckDriver = 2
  case deadSynapse = 3
  case stuckSynapse = 4
  case deadColumn = 5
  case stuckNeuron = 6
  case deadChannel = 7
  case stuckChannel = 8
  case deadQuadrant = 9
  /// Bit of a stuck synapse, and its level.
  case stuckBit = 10
}

/// Draws the broken parts of one hemisphere of one chip.
///
/// Each kind has a stream of its own, apart from all others of the chip: broken parts leave the
/// pattern of the rest as it is. A part that is broken at one fraction is so at every larger one.
public struct FaultDraw: Sendable {
  private let seed: UInt64
  private let hemisphere: Int

  /// The faults of a hemisphere of the chip drawn by `seed`.
  public init(seed: UInt64, hemisphere: Int) {
    self.seed = seed
    self.hemisphere = hemisphere
  }

  /// The random numbers of one kind.
  public func stream(_ kind: FaultKind) -> RandomStream {
    RandomStream(seed: seed, domain: .faults, index: kind.rawValue << 8 | UInt64(hemisphere))
  }

  /// Returns the broken ones of `count` parts; empty when none can be.
  public func parts(_ kind: FaultKind, count: Int, fraction: Double) -> [Bool] {
    guard fraction > 0 else { return [] }
    var stream = stream(kind)
    return (0..<count).map { _ in stream.uniform() < fraction }
  }
}
