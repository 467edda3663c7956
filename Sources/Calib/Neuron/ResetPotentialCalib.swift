import Containers
import Coordinates

/// The reset potential, until the membrane reads the target while it is held in reset.
///
/// calix: `ResetPotentialCalib`.
struct ResetPotentialCalib: NeuronCalib {
  /// The source of the target.
  enum Target {
    /// Given reads, one for each neuron.
    case given([Double])
    /// The resting membrane, as the mean of many reads.
    case resting(readCount: Int)
  }

  let session: CalibSession
  let source: Target
  private(set) var target: [Double]?

  let name = "reset potential"
  let row = NeuronCapMemRow.vReset
  let tolerance: Double? = 10
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "membranes are reset too high", upper: "membranes are reset too low")

  /// Reads of the resting membrane whose mean is the target of step N12.
  ///
  /// calix: `highnoise`.
  static let restingReadCount = 200
  static let restingPeriod = 5_000.0
  /// The reset lasts 255 counts of 4.096 us: long enough to read a row in it.
  static let clockScale: CommonNeuronBackendConfig.ClockScale = 9
  static let refractoryTime: NeuronBackendConfig.RefractoryTime = .max
  static let longResetMicroseconds = Double(refractoryTime.value) * 4.096
  /// From the reset to the read, in microseconds.
  static let delay = 10.0

  init(session: CalibSession, target: Target) {
    self.session = session
    source = target
  }

  mutating func prelude() throws {
    switch source {
    case .given(let reads): target = reads
    case .resting(let readCount): target = try restingReads(readCount)
    }
    session.setBackendClocks(slow: Self.clockScale, fast: Self.clockScale)
    session.setRefractoryTime(Self.refractoryTime)
  }

  mutating func measure() throws -> [Double] {
    let rows = SynramOnDLS.allCases.map { synram in
      session.builder.resetNeurons(synram)
      session.builder.wait(microseconds: Self.delay)
      return session.builder.readCADCRow(synram)
    }
    session.builder.wait(microseconds: Self.longResetMicroseconds)
    let results = try session.run()
    return try ColumnTicket(rows: rows).reads(in: results)
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    session.setBackendClocks(
      slow: NeuronDefaults.clockScaleSlow, fast: NeuronDefaults.clockScaleFast)
    session.setRefractoryTime(NeuronDefaults.refractoryTime)
  }

  private func restingReads(_ count: Int) throws -> [Double] {
    let tickets = (0..<count).map { _ in
      session.builder.wait(microseconds: Self.restingPeriod)
      return session.readColumns()
    }
    let results = try session.run()
    var sums = [Double](repeating: 0, count: instanceCount)
    for ticket in tickets {
      for (index, read) in try ticket.reads(in: results).enumerated() { sums[index] += read }
    }
    return sums.map { $0 / Double(count) }
  }
}
