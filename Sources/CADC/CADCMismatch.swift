internal import SimulationCore

/// Mismatch of one hemisphere's CADC: the standard normal numbers that a seed draws. ``CADCSpreads``
/// scales them.
struct CADCMismatch {
  let rampStart: Pair<SideHorizontal, Float>
  let rampSlope: Pair<SideHorizontal, Float>
  /// One for each column.
  let channelOffset: Pair<CADCChannelKind, [Float]>
  let channelGain: Pair<CADCChannelKind, [Float]>
  let channelNoise: Pair<CADCChannelKind, [Float]>
  let readoutGain: [Float]
  let readoutOffset: [Float]

  init(_ draw: HemisphereDraw, count: Int) {
    func row(_ row: PatternRow) -> [Float] { draw.normals(row, count: count) }
    func sides(_ row: PatternRow) -> Pair<SideHorizontal, Float> {
      let values = draw.normals(row, count: SideHorizontal.allCases.count)
      return Pair { values[$0.rawValue] }
    }
    func channels(
      _ causal: PatternRow, _ acausal: PatternRow
    ) -> Pair<CADCChannelKind, [Float]> {
      Pair { row($0 == .causal ? causal : acausal) }
    }
    rampStart = sides(.rampStart)
    rampSlope = sides(.rampSlope)
    channelOffset = channels(.causalChannelOffset, .acausalChannelOffset)
    channelGain = channels(.causalChannelGain, .acausalChannelGain)
    readoutGain = row(.readoutGain)
    readoutOffset = row(.readoutOffset)
    channelNoise = channels(.causalChannelNoise, .acausalChannelNoise)
  }
}

/// Spreads of ramps, channels and readout amplifiers; the draws of ``CADCMismatch`` have the same
/// names.
struct CADCSpreads {
  let rampStart: Spread
  let rampSlope: Spread
  let channelOffset: Spread
  let channelGain: Spread
  let channelNoise: Spread
  let readoutGain: Spread
  let readoutOffset: Spread

  init(parameters p: CADCParameters, effects: EffectScales) {
    rampStart = Spread(p.rampStartSpread, scale: effects[.cadcRampStart])
    rampSlope = Spread(p.rampSlopeSpread, scale: effects[.cadcRampSlope], floor: -.infinity)
    channelOffset = Spread(p.channelOffsetSpread, scale: effects[.cadcChannelOffset])
    channelGain = Spread(p.channelGainSpread, scale: effects[.cadcChannelGain], floor: -.infinity)
    channelNoise = Spread(p.comparatorNoiseSpread, scale: effects[.cadcNoiseMismatch], floor: 0)
    readoutGain = Spread(p.readoutGainSpread, scale: effects[.readoutGain], floor: -.infinity)
    readoutOffset = Spread(p.readoutOffsetSpread, scale: effects[.readoutOffset])
  }
}
