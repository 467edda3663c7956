import ChipModel
import Containers
import Coordinates

/// Multiplication on synaptic lines: drivers fire, the floating line of each column adds up the
/// currents, and the CADC reads the drop of its voltage.
///
/// calix: `hagen.multiplication`.
///
/// Entry r of a vector meets row r of the matrix: rows 2d have label 0 and rows 2d + 1 label 32,
/// and the event of an odd row carries hagen address 1. As in calix, the first two events follow each
/// other at once, and the others come a wait period apart.
struct SyninMultiplication {
  let session: CalibSession
  /// FPGA cycles between two events.
  var waitPeriod = 4
  /// The number of times that each vector is sent for one read.
  var sendCount = 1

  /// The voltage that lines are reset to, in volts.
  static let resetVolts = 1.2
  private static let waitBeforeBaseline = 2.0
  /// All results share the baseline and its noise, so it is read more often than calix does (once).
  private static let baselineCount = 8
  private static let waitBeforeEvents = 10.0
  private static let oddRowLabel: UInt8 = 32

  /// Labels of a whole array, row-major.
  static let labels: [UInt8] = (0..<SynapseRowOnSynram.count).flatMap { row in
    [UInt8](
      repeating: row % 2 == 0 ? 0 : oddRowLabel, count: SynapseOnSynapseRow.count)
  }

  // MARK: - Configuration

  /// Connects the CADC to floating lines and lets the drivers take events.
  ///
  /// calix: `configure_for_integration`, `preconfigure`.
  func configure() {
    session.updateNeuronConfigs { $0.configureForSyninIntegration() }
    for input in SynapticInput.allCases {
      session.setCells(input.tauRow, all: 0)
      session.setCells(input.gmRow, all: 0)
    }
    session.configureEventRouting()
    session.builder.setSynapseDebugVoltage(volts: Self.resetVolts)
    session.settle()
  }

  // MARK: - Multiplication

  /// Queues the multiplication of vectors with the matrix of one hemisphere.
  ///
  /// - Parameters:
  ///   - synram: the array.
  ///   - weights: the matrix, row-major; nil keeps the present one.
  ///   - vectors: 256 entries 0...31 each.
  ///   - runs: the number of repetitions.
  /// - Returns: the ticket of the drops, which the results of the run redeem.
  func queue(
    _ synram: SynramOnDLS, weights: [UInt8]?, vectors: [[HagenActivation]], runs: Int
  ) -> SyninTicket {
    if let weights { session.writeSynapses(synram, weights: weights, labels: Self.labels) }
    let trains = vectors.map { events(synram, $0) }
    session.builder.resetSynapseLines(synram)
    session.builder.wait(microseconds: Self.waitBeforeBaseline)
    let baselines = (0..<Self.baselineCount).map { _ in session.builder.readCADCRow(synram) }
    var rows: [[Ticket<CADCSampleRow>]] = []
    for _ in 0..<runs {
      rows.append(
        trains.map { train in
          session.builder.resetSynapseLines(synram)
          session.builder.wait(microseconds: Self.waitBeforeEvents)
          session.builder.send(train)
          return session.builder.readCADCRow(synram)
        })
    }
    return SyninTicket(baselines: baselines, rows: rows)
  }

  /// Returns the events of a vector, all sends in turn.
  ///
  /// Entry 0 sends nothing, a sends code 32 − a.
  func events(_ synram: SynramOnDLS, _ vector: [HagenActivation]) -> [SpikeEvent] {
    let labels = vector.enumerated().compactMap { row, activation -> SpikeLabel? in
      guard activation > 0 else { return nil }
      return SpikeLabel(
        SynapseDriverOnDLS(SynapseDriverOnSynapseDriverBlock(unchecked: row / 2), synram),
        activation, HagenAddress(unchecked: row % 2))
    }
    var events: [SpikeEvent] = []
    events.reserveCapacity(labels.count * sendCount)
    for send in 0..<sendCount {
      for (index, label) in labels.enumerated() {
        let count = send * labels.count + index
        events.append(SpikeEvent(label, at: count == 0 ? 0 : max(1, (count - 1) * waitPeriod)))
      }
    }
    return events
  }
}
