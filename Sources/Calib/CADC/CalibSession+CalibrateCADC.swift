import Coordinates

extension CalibSession {
  /// Calibrates ramps and channels.
  ///
  /// calix: `cadc.calibrate`.
  func calibrateCADC(
    _ goal: CADCCalibTarget, _ options: CADCCalibOptions
  ) throws -> CADCCalibResult {
    configureCADCForCalibration()
    let quadrants = Array(CapMemBlockOnDLS.allCases)
    var offset = CADCRampCalib(session: self, end: .lower, goal: goal)
    let offsets = try calibrate(&offset, BinarySearch(), groups: quadrants)
    var slope = CADCRampCalib(session: self, end: .upper, goal: goal)
    let slopes = try calibrate(&slope, BinarySearch(), groups: quadrants)
    let isFollowing = try findFollowingChannels(goal)
    var success = Quadrants.ofChannel.map {
      offsets.success[$0.value] && slopes.success[$0.value]
    }.and(isFollowing)
    var channelOffset = [Int](repeating: 0, count: CADCChannelConfigOnDLS.count)
    if options.calibrateOffsets {
      var channels = CADCOffsetCalib(session: self, goal: goal, isFollowing: success)
      let result = try calibrate(
        &channels, try LinearPrediction(probeParameters: [0]), groups: Quadrants.ofChannel)
      channelOffset = result.calibratedParameters
      success = success.and(result.success)
    }
    usableColumns = CADCChannels.columns(where: success)
    return CADCCalibResult(
      vRampOffset: offsets.calibratedParameters, iRampSlope: slopes.calibratedParameters,
      channelOffset: channelOffset, success: success)
  }
}
