import Containers
import Coordinates

/// The amplitude of every synapse driver at one activation, measured on synaptic lines.
///
/// calix: `SynapseDriverMeasurement`.
struct SynapseDriverMeasurement {
  let session: CalibSession
  /// How many drivers share a vector.
  var parallelCount: Int
  /// How many runs are averaged.
  var runCount: Int

  static let weight: UInt8 = 63
  static let sendCount = 3

  init(session: CalibSession, parallelCount: Int, runCount: Int) {
    self.session = session
    self.parallelCount = parallelCount
    self.runCount = runCount
  }

  /// One amplitude for each driver in CADC LSB, top first.
  func amplitudes(activation: Int) throws -> [Double] {
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
    return try zip(tickets, [0, DriverPattern.columnCount]).flatMap { ticket, first in
      let isUsable = session.usableColumns[first..<first + DriverPattern.columnCount]
      return pattern.amplitudes(try ticket.drops(in: results), isUsable: Array(isUsable))
    }
  }
}
