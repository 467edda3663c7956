internal import SimulationCore
internal import Synram

/// The jitter of the events of one MAC entry while it is interpreted: a number for each event of
/// each hemisphere, in the order of their slots.
struct MACJitter {
  private let rows: [[Float]]
  private var next: [Int]

  init(rows: [[Float]]) {
    self.rows = rows
    next = rows.map { _ in 0 }
  }

  /// The number of a hemisphere's next event.
  mutating func advance(_ h: Int) -> Float {
    defer { next[h] += 1 }
    return next[h] < rows[h].count ? rows[h][next[h]] : 0
  }
}

extension Chip {
  /// Opens a program run: it may be a bad one.
  func beginRun() {
    condition = RunCondition(parameters: parameters, runSeed: identity.noiseSeed, start: now)
    for hemisphere in hemispheres { hemisphere.cadc.noiseFactor = condition.noiseFactor }
  }

  /// The errors of the pulses that an event on a bus gives rise to now. Outside of MACs they are
  /// addressed by chip time and bus.
  func eventJitter(bus: Int) -> EventJitter {
    guard condition.jitterSeconds != 0 else { return .none }
    if let z = presentJitter {
      return EventJitter(seconds: condition.jitterSeconds, normals: [z])
    }
    let field = NormalField(seed: identity.noiseSeed, domain: .eventJitter)
    let row = field.row(
      vector: UInt64(bitPattern: now.count), lane: UInt32(bus),
      count: Hemisphere.driverCount / Self.busesOfHemisphere)
    return EventJitter(seconds: condition.jitterSeconds, normals: row)
  }
}
