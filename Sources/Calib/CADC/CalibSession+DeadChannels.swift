import Containers
import Coordinates
import Statistics

extension CalibSession {
  /// A channel that answers the whole range with less than this share of what others do is dead.
  ///
  /// Working channels have gains within a few per cent, broken ones do not move at all.
  private static let deadShare = 0.5
  /// The largest answer that is only noise, in CADC LSB.
  private static let noise = 3.0
  /// Answers that differ by less may do so by noise, in CADC LSB.
  private static let clearDifference = 10.0

  /// Returns a mask of the channels that read more at the upper than at the lower end of the range.
  ///
  /// At a single voltage, a channel that always reads the same looks as calibrated as any other
  /// once its offset is set. All digital offsets must be 0.
  func findFollowingChannels(_ goal: CADCCalibTarget) throws -> [Bool] {
    let ends = try [goal.dynamicRange.lower, goal.dynamicRange.upper].map { end in
      setCADCDebugCell(end)
      settle()
      return try measureChannels()
    }
    let answers = zip(ends[0], ends[1]).map { $1 - $0 }
    // Of the best quadrant: the others may be dead.
    let usual =
      CapMemBlockOnDLS.allCases.map { quadrant in
        median(answers.indices.filter { Quadrants.ofChannel[$0] == quadrant }.map { answers[$0] })
      }.max() ?? 0
    // Where nothing answers there is no ramp, and its own steps say why.
    guard usual > Self.noise else { return answers.map { _ in false } }
    let limit = min(Self.deadShare * usual, usual - Self.clearDifference)
    let isFollowing = answers.map { $0 > limit }
    let dead = isFollowing.falseIndices
    if !dead.isEmpty {
      warn(["CADC: \(dead.count) channels do not follow their input and fail: \(dead)"])
    }
    return isFollowing
  }
}
