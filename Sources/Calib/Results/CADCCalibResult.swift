internal import Coordinates

/// The calibrated settings of the CADC.
///
/// calix: `CADCCalibResult`.
public struct CADCCalibResult: Equatable, Sendable {
  /// The number of quadrants.
  public static let quadrantCount = CapMemBlockOnDLS.count
  /// The number of channels: top causal, top acausal, bottom causal, bottom acausal, 256 each.
  public static let channelCount = CADCChannelConfigOnDLS.count

  /// The CapMem cells `cadc_v_ramp_offset` by quadrant.
  public var vRampOffset: [Int]
  /// The CapMem cells `cadc_i_ramp_slope` by quadrant.
  public var iRampSlope: [Int]
  /// The digital offset of each channel; zeros if offsets were not calibrated.
  public var channelOffset: [Int]
  /// One truth value for each channel: it is calibrated.
  public var success: [Bool]
}

extension CADCCalibResult: Archived {
  static var blank: CADCCalibResult {
    CADCCalibResult(vRampOffset: [], iRampSlope: [], channelOffset: [], success: [])
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("v_ramp_offset", &vRampOffset, .cells(count: Self.quadrantCount))
    try visitor.field("i_ramp_slope", &iRampSlope, .cells(count: Self.quadrantCount))
    try visitor.field(
      "channel_offset", &channelOffset,
      .integers(count: Self.channelCount, in: ParameterRange.channelOffset.values))
    try visitor.field("success", &success, .mask(count: Self.channelCount))
  }
}
