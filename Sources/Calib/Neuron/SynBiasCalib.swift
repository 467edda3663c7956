import Containers
import Coordinates
import Statistics

/// The strength of one synaptic input, until a burst of events moves all membranes alike.
///
/// calix: `ExcSynBiasCalib`, `InhSynBiasCalib`.
///
/// The offset of the input's OTA depends on its bias, so every step calibrates its reference
/// again, after the bias has been applied.
struct SynBiasCalib: NeuronCalib {
  let session: CalibSession
  let input: SynapticInput
  /// The reads of the membrane with the input disabled.
  let resting: [Double]
  let parameterRange: ParameterRange
  private(set) var target: [Double]?
  /// The number of events of the burst.
  private(set) var eventCount = 15
  /// A Boolean value that is true when a single event already moves the membranes too far.
  private(set) var isTooStrong = false

  var name: String { "\(input.name) synaptic strength" }
  var row: NeuronCapMemRow { input.gmRow }
  var tolerance: Double? { 15 }
  var boundaryMessages: BoundaryMessages? {
    BoundaryMessages(
      lower: "inputs cannot be weak enough",
      upper: "inputs cannot be strong enough, or their columns are dead")
  }

  static let runCount = 5
  static let eventPeriod = 1.0
  static let wait = 1_000.0
  /// The largest amplitude that is still linear, in CADC LSB.
  static let reliableAmplitude = 60.0
  static let largestTryCount = 50

  /// Creates a step that chooses its own target and number of events.
  init(session: CalibSession, input: SynapticInput, resting: [Double], range: ParameterRange) {
    self.session = session
    self.input = input
    self.resting = resting
    parameterRange = range
  }

  /// Creates a step that meets the target of another input, with its number of events.
  init(session: CalibSession, input: SynapticInput, matching other: SynBiasCalib) {
    self.init(
      session: session, input: input, resting: other.resting, range: other.parameterRange)
    target = other.target
    eventCount = other.eventCount
    isTooStrong = other.isTooStrong
  }

  mutating func prelude() throws {
    session.configureStimulus(
      rows: NeuronDefaults.synapseRowCount, weight: NeuronDefaults.stimulusWeight)
    session.configureStimulusDrivers(input, rows: NeuronDefaults.synapseRowCount)
    guard target == nil else { return }
    try calibrateReference()
    target = [Double](repeating: try findTarget(), count: instanceCount)
  }

  mutating func measure() throws -> [Double] {
    try session.run()
    try calibrateReference()
    return try measureAmplitudes()
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    try session.run()
    try calibrateReference()
    result.after = try measureAmplitudes()
    guard isTooStrong else { return }
    result.success = [Bool](repeating: false, count: instanceCount)
    result.messages.append(
      "\(name): a single event moves the membranes too far, all neurons fail; choose a smaller "
        + "i_synin_gm")
  }

  private func calibrateReference() throws {
    var reference = SynReferenceCalib(session: session, input: input, target: resting)
    _ = try session.calibrateNested(&reference)
  }

  /// Shortens the burst until the median amplitude is reliable.
  private mutating func findTarget() throws -> Double {
    for _ in 0..<Self.largestTryCount {
      let amplitude = median(try measureAmplitudes().working(session.usableColumns)).rounded(.down)
      if amplitude < Self.reliableAmplitude { return amplitude }
      guard eventCount > 1 else { break }
      eventCount = Int(0.8 * Double(eventCount))
    }
    isTooStrong = true
    return Self.reliableAmplitude
  }

  /// Returns the movement of each membrane by a burst, in CADC LSB, positive in the direction of
  /// the input.
  func measureAmplitudes() throws -> [Double] {
    let runs = (0..<Self.runCount).map { _ in
      SynramOnDLS.allCases.map { synram in
        let before = session.builder.readCADCRow(synram)
        session.fireBurst(synram, count: eventCount, period: Self.eventPeriod)
        let after = session.builder.readCADCRow(synram)
        session.builder.wait(microseconds: Self.wait)
        return (before, after)
      }
    }
    let results = try session.run()
    var sums = [Double](repeating: 0, count: instanceCount)
    for run in runs {
      let before = try run.flatMap { try columnReads($0.0, in: results) }
      let after = try run.flatMap { try columnReads($0.1, in: results) }
      for index in sums.indices { sums[index] += after[index] - before[index] }
    }
    return sums.map { input.sign * $0 / Double(Self.runCount) }
  }
}
