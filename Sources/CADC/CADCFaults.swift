internal import SimulationCore

/// The broken channels and ramps of one hemisphere; lists are empty where nothing is broken.
struct CADCFaults {
  /// By channel kind and column.
  private let deadChannels: [Bool]
  private let stuckChannels: [Bool]
  private let deadRamps: [Bool]
  private let count: Int

  init(parameters p: CADCParameters, effects: EffectScales, draw: FaultDraw, count: Int) {
    self.count = count
    let channels = CADCChannelKind.allCases.count * count
    deadChannels = draw.parts(
      .deadChannel, count: channels, fraction: p.deadChannelFraction * effects[.cadcDeadChannel])
    stuckChannels = draw.parts(
      .stuckChannel, count: channels,
      fraction: p.stuckChannelFraction * effects[.cadcStuckChannel])
    deadRamps = draw.parts(
      .deadQuadrant, count: 2, fraction: p.deadRampFraction * effects[.cadcDeadQuadrant])
  }

  /// The comparator never fires, be it for itself or for want of a ramp.
  func isDead(_ j: Int, kind: Int, side: Int) -> Bool {
    !deadChannels.isEmpty && deadChannels[kind * count + j]
      || !deadRamps.isEmpty && deadRamps[side]
  }

  /// The comparator fires at once.
  func isStuck(_ j: Int, kind: Int) -> Bool {
    !stuckChannels.isEmpty && stuckChannels[kind * count + j]
  }
}
