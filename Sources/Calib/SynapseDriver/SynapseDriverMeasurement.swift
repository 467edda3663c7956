import Containers
import Coordinates

/// The amplitude of every synapse driver at one activation, measured on synaptic lines.
///
/// calix: `SynapseDriverMeasurement`.
struct SynapseDriverMeasurement {
  let session: CalibSession
  /// The number of drivers that share a vector.
  var parallelCount: Int
  /// The number of runs that are averaged.
  var runCount: Int

  static let weight: UInt8 = 63
  static let sendCount = 3

  init(session: CalibSession, parallelCount: Int, runCount: Int) {
    self.session = session
    self.parallelCount = parallelCount
    self.runCount = runCount
  }

  /// One amplitude for each driver in CADC LSB, top first.
  func amplitudes(activation: HagenActivation) throws -> [Double] {
    let pattern = DriverPattern(parallelCount: parallelCount)
    let vectors = (0..<pattern.vectorCount).map {
      pattern.entries(vector: $0, activation: activation)
    }
    var multiplication = SyninMultiplication(session: session)
    multiplication.sendCount = Self.sendCount
    let weights = pattern.weights(Self.weight)
    let tickets = SynramOnDLS.allCases.map {
      multiplication.queue($0, weights: weights, vectors: vectors, runs: runCount)
    }
    let results = try session.run()
    let width = SynapseOnSynapseRow.count
    return try zip(SynramOnDLS.allCases, tickets).flatMap { synram, ticket in
      let isUsable = session.usableColumns[synram.value * width..<(synram.value + 1) * width]
      return pattern.amplitudes(try ticket.drops(in: results), isUsable: Array(isUsable))
    }
  }
}
