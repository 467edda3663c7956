/// The calibrated settings of the CADC.
///
/// calix: `CADCCalibResult`.
public struct CADCCalibResult: Equatable, Sendable {
  /// The number of quadrants.
  public static let quadrantCount = 4
  /// The number of channels: top causal, top acausal, bottom causal, bottom acausal, 256 each.
  public static let channelCount = 1024

  /// The CapMem cells `cadc_v_ramp_offset` by quadrant.
  public var vRampOffset: [Int]
  /// The CapMem cells `cadc_i_ramp_slope` by quadrant.
  public var iRampSlope: [Int]
  /// The digital offset of each channel; zeros if offsets were not calibrated.
  public var channelOffset: [Int]
  /// Whether each channel is calibrated.
  public var success: [Bool]
}

extension CADCCalibResult {
  /// Puts the settings under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/v_ramp_offset"] = .integers(vRampOffset)
    archive.values["\(path)/i_ramp_slope"] = .integers(iRampSlope)
    archive.values["\(path)/channel_offset"] = .integers(channelOffset)
    archive.values["\(path)/success"] = .mask(success)
  }

  /// Takes the settings from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    let quadrants = Self.quadrantCount
    vRampOffset = try archive.integers("\(path)/v_ramp_offset", count: quadrants, in: 0...1022)
    iRampSlope = try archive.integers("\(path)/i_ramp_slope", count: quadrants, in: 0...1022)
    channelOffset = try archive.integers(
      "\(path)/channel_offset", count: Self.channelCount, in: -128...127)
    success = try archive.mask("\(path)/success", count: Self.channelCount)
  }
}
