internal import SimulationCore

/// The broken channels and ramps of one hemisphere; lists are empty where nothing is broken.
struct CADCFaults {
  /// By column.
  private let deadChannels: Pair<CADCChannelKind, [Bool]>
  private let stuckChannels: Pair<CADCChannelKind, [Bool]>
  private let deadRamps: [Bool]

  /// Fractions of broken parts at the effects in force.
  struct Fractions {
    let deadChannel: Double
    let stuckChannel: Double
    let deadRamp: Double

    init(_ p: CADCParameters, _ effects: EffectScales) {
      deadChannel = p.deadChannelFraction * effects[.cadcDeadChannel]
      stuckChannel = p.stuckChannelFraction * effects[.cadcStuckChannel]
      deadRamp = p.deadRampFraction * effects[.cadcDeadQuadrant]
    }
  }

  init(_ fractions: Fractions, draw: HemisphereDraw, count: Int) {
    /// Channels are drawn kind by kind.
    func channels(_ kind: FaultKind, _ fraction: Double) -> Pair<CADCChannelKind, [Bool]> {
      let all = draw.parts(
        kind, count: CADCChannelKind.allCases.count * count, fraction: fraction)
      return Pair { all.isEmpty ? [] : Array(all[$0.rawValue * count..<($0.rawValue + 1) * count]) }
    }
    deadChannels = channels(.deadChannel, fractions.deadChannel)
    stuckChannels = channels(.stuckChannel, fractions.stuckChannel)
    deadRamps = draw.parts(
      .deadQuadrant, count: SideHorizontal.allCases.count, fraction: fractions.deadRamp)
  }

  /// The comparator never fires: it is broken, or its ramp is.
  func isDead(_ channel: CADCChannel) -> Bool {
    let dead = deadChannels[channel.kind]
    return !dead.isEmpty && dead[channel.column]
      || !deadRamps.isEmpty && deadRamps[channel.side.rawValue]
  }

  /// The comparator fires at once.
  func isStuck(_ channel: CADCChannel) -> Bool {
    let stuck = stuckChannels[channel.kind]
    return !stuck.isEmpty && stuck[channel.column]
  }
}
