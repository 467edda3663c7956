import ChipModel
import Containers
import Coordinates

/// Multiplication on synaptic lines: drivers fire, the floating line of each column adds up the
/// currents, and the CADC reads how far it has dropped.
///
/// calix: `hagen.multiplication`.
///
/// Entry r of a vector meets row r of the matrix: rows 2d have label 0 and rows 2d + 1 label 32,
/// and the event of an odd row carries hagen address 1. Events are spaced evenly; calix sends
/// the first two back to back, which would set driver 0 apart from the others.
struct SyninMultiplication {
  let session: CalibSession
  /// FPGA cycles between two events.
  var waitPeriod = 4
  /// How often each vector is sent for one read.
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

  /// The drop of each column for each vector of one hemisphere, in CADC LSB, averaged over runs.
  ///
  /// - Parameters:
  ///   - synram: which array.
  ///   - weights: the matrix, row-major; nil leaves what is in the array.
  ///   - vectors: 256 entries 0...31 each.
  ///   - runs: how often everything is repeated.
  /// - Returns: promises; redeem them after the run.
  func queue(
    _ synram: SynramOnDLS, weights: [UInt8]?, vectors: [[Int]], runs: Int
  ) -> SyninTicket {
    if let weights { session.writeSynapses(synram, weights: weights, labels: Self.labels) }
    let trains = vectors.map { events(synram, $0) }
    session.builder.resetSynapseLines(synram)
    session.builder.wait(microseconds: Self.waitBeforeBaseline)
    let baselines = (0..<Self.baselineCount).map { _ in session.builder.readCADCRow(synram) }
    var rows: [[CADCRowTicket]] = []
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

  /// The events of a vector, all sends in turn.
  ///
  /// Entry 0 sends nothing, a sends code 32 − a.
  func events(_ synram: SynramOnDLS, _ vector: [Int]) -> [SpikeEvent] {
    let labels = vector.enumerated().compactMap { row, activation -> SpikeLabel? in
      guard activation > 0 else { return nil }
      return SpikeLabel(
        SynapseDriverOnDLS(SynapseDriverOnSynapseDriverBlock(unchecked: row / 2), synram),
        HagenActivation(unchecked: activation), HagenAddress(unchecked: row % 2))
    }
    var events: [SpikeEvent] = []
    events.reserveCapacity(labels.count * sendCount)
    for send in 0..<sendCount {
      for (index, label) in labels.enumerated() {
        events.append(SpikeEvent(label, at: (send * labels.count + index) * waitPeriod))
      }
    }
    return events
  }
}

/// The promise of drops: baselines and one row for each run and vector.
struct SyninTicket {
  let baselines: [CADCRowTicket]
  let rows: [[CADCRowTicket]]

  /// The drop of each column for each vector, averaged over runs.
  func drops(in results: ProgramResults) throws -> [[Double]] {
    let single = try runs(in: results)
    guard let first = single.first else { return [] }
    return first.indices.map { vector in
      first[vector].indices.map { column in
        single.reduce(0) { $0 + $1[vector][column] } / Double(single.count)
      }
    }
  }

  /// The drop of each column for each run and vector.
  func runs(in results: ProgramResults) throws -> [[[Double]]] {
    let reads = try baselines.map { try columnReads($0, in: results) }
    let base = (reads.first ?? []).indices.map { column in
      reads.reduce(0) { $0 + $1[column] } / Double(reads.count)
    }
    return try rows.map { run in
      try run.map { zip(base, try columnReads($0, in: results)).map { $0 - $1 } }
    }
  }
}

extension NeuronConfig {
  /// Inputs off, line capacitor connected and hardly discharged, excitatory line on the readout.
  mutating func configureForSyninIntegration() {
    for input in SynapticInput.allCases {
      self[isEnabled: input] = false
      self[isSmallCapacitance: input] = false
      self[isHighResistance: input] = true
    }
    readoutSource = .excSynin
    enableReadoutAmplifier = true
  }
}

extension CalibSession {
  /// Routes events with label bit 13 = hemisphere from channel i to PADI bus i.
  ///
  /// calix: `hagen.multiplication`; grenade: `mac.cpp`.
  func configureEventRouting() {
    for channel in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases {
        var node = CrossbarNode.dropAll
        if bus.toPADIBusOnPADIBusBlock().value == channel.value {
          node = CrossbarNode()
          let bit = UInt16(1) << UInt16(SpikeLabel.hemisphereBit)
          node.mask = NeuronLabel(unchecked: bit)
          node.target = NeuronLabel(
            unchecked: UInt16(bus.toHemisphereOnDLS().value) << UInt16(SpikeLabel.hemisphereBit))
        }
        builder.write(CrossbarNodeOnDLS(from: channel, to: bus), node)
      }
    }
    var padi = CommonPADIBusConfig()
    padi.enableSPL1 = .init(repeating: true)
    for hemisphere in CommonPADIBusConfigOnDLS.allCases { builder.write(hemisphere, padi) }
  }
}
