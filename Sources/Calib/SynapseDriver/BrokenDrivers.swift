import Coordinates
import Statistics

/// Drivers that cannot be calibrated, found by the amplitudes of their synapses.
struct BrokenDrivers: Equatable, Sendable {
  /// Drivers without a pulse.
  let dead: [Int]
  /// Drivers whose pulse has the same length at every activation.
  let stuck: [Int]
  /// One truth value for each driver: it can be calibrated.
  let isWorking: [Bool]

  /// A driver below this share of the middle one is dead.
  static let deadShare = 0.25
  /// A driver that keeps this share of its largest amplitude at the smallest activation is stuck.
  static let stuckShare = 0.5
  /// Amplitudes below this are nothing but noise, in CADC LSB.
  static let noise = 3.0

  /// Finds broken drivers.
  ///
  /// - Parameters:
  ///   - largest: the amplitude of each driver at the largest activation, without an offset.
  ///   - smallest: the amplitude of each driver at the smallest activation.
  init(largest: [Double], smallest: [Double]) {
    let limit = max(Self.deadShare * median(largest.filter { $0 > Self.noise }), Self.noise)
    // Without any amplitude the limit is no number, and every driver dead.
    let isDead = largest.map { !($0 > limit) }
    dead = isDead.indices.filter { isDead[$0] }
    stuck = largest.indices.filter {
      !isDead[$0] && smallest[$0] > Self.stuckShare * largest[$0]
    }
    var isWorking = isDead.map { !$0 }
    for driver in stuck { isWorking[driver] = false }
    self.isWorking = isWorking
  }

  /// The warnings about dead and stuck drivers.
  var messages: [String] {
    var messages: [String] = []
    if !dead.isEmpty {
      messages.append("synapse drivers: \(dead.count) give no pulse and fail: \(dead)")
    }
    if !stuck.isEmpty {
      messages.append(
        "synapse drivers: \(stuck.count) give a full pulse whatever the activation and fail: "
          + "\(stuck)")
    }
    return messages
  }
}
