import Containers
import Coordinates
import Statistics

/// The digital offset of each CADC channel, until all read the same voltage alike.
///
/// calix: `ChannelOffsetCalib`.
struct CADCOffsetCalib: ParameterCalib {
  let session: CalibSession
  let goal: CADCCalibTarget
  /// Channels that work; others have no part in the target and fail.
  let isFollowing: [Bool]

  let name = "CADC channel offset"
  let parameterRange = ParameterRange.channelOffset
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "channels read too high to be corrected", upper: "channels read too low to be corrected")
  var instanceCount: Int { CADCChannelConfigOnDLS.count }
  private(set) var target: [Double]?
  private var messages: [String] = []

  /// The largest standard deviation that is accepted without a warning.
  ///
  /// calix: `cadc.py`.
  static let largestDeviation = 3.0
  /// The largest distance of the median from the middle that is accepted without a warning.
  static let largestDistance = 50.0

  init(session: CalibSession, goal: CADCCalibTarget, isFollowing: [Bool]) {
    self.session = session
    self.goal = goal
    self.isFollowing = isFollowing
  }

  mutating func prelude() throws {
    session.setCADCDebugCell(
      ((goal.dynamicRange.lower + goal.dynamicRange.upper) / 2).rounded(.down))
    session.settle(microseconds: CalibTiming.capMemLevelOffAll)
    let reads = try session.measureChannels()
    let middle = median(reads.working(isFollowing)).rounded(.down)
    if abs(middle - 128) > Self.largestDistance {
      messages.append(
        "\(name): the middle of dynamic_range reads \(middle) LSB, more than "
          + "\(Self.largestDistance) LSB away from 128; check the steps for the CADC ramp")
    }
    target = [Double](repeating: middle, count: instanceCount)
  }

  mutating func configure(_ parameters: [Int]) throws {
    session.setChannelOffsets(parameters)
  }

  mutating func measure() throws -> [Double] { try session.measureChannels() }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    let reads = try session.measureChannels()
    result.after = reads
    result.success = result.success.and(isFollowing)
    result.messages += messages
    let deviation = standardDeviation(reads.working(isFollowing))
    if deviation > Self.largestDeviation {
      result.messages.append(
        "\(name): the standard deviation of all channels is still \(deviation) LSB, more than "
          + "\(Self.largestDeviation) LSB")
    }
  }
}
