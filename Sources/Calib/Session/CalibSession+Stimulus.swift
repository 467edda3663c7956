import Containers
import Coordinates
import SimulationCore

extension CalibSession {
  /// Fills both arrays so that one event with address 0 fires the first rows of each.
  func configureStimulus(rows: Int, weight: UInt8) {
    let width = SynapseOnSynapseRow.count
    let count = SynapseRowOnSynram.count * width
    var weights = [UInt8](repeating: 0, count: count)
    // Rows that shall be silent get another label as well.
    var labels = [UInt8](repeating: 1, count: count)
    for index in 0..<rows * width {
      weights[index] = weight
      labels[index] = 0
    }
    for synram in SynramOnDLS.allCases { writeSynapses(synram, weights: weights, labels: labels) }
  }

  /// Makes drivers answer to every event, on both rows alike, with a full pulse.
  ///
  /// calix lets all drivers answer, also those whose rows are silent.
  ///
  /// - Parameters:
  ///   - input: the line that rows act on.
  ///   - rows: the number of rows of each array with a driver that answers; nil for all.
  func configureStimulusDrivers(_ input: SynapticInput, rows: Int? = nil) {
    var config = SynapseDriverConfig()
    config.enableReceiver = true
    config.rowAddressCompareMask = 0
    config.enableAddressOut = true
    config.rowModeTop = input.rowMode
    config.rowModeBottom = input.rowMode
    let silent = SynapseDriverConfig()
    let count = (rows ?? SynapseRowOnSynram.count) / 2
    setDriverConfigs(
      SynapseDriverOnDLS.allCases.map {
        $0.toSynapseDriverOnSynapseDriverBlock().value < count ? config : silent
      })
    for hemisphere in CommonPADIBusConfigOnDLS.allCases {
      builder.write(hemisphere, CommonPADIBusConfig())
    }
  }

  /// Queues one event on all buses of a hemisphere.
  func fireStimulus(_ synram: SynramOnDLS) {
    var event = PADIEvent()
    event.fireBus = .init(repeating: true)
    builder.write(synram.toPADIEventOnDLS(), event)
  }

  /// Queues events on all buses of a hemisphere, the first now, and waits one period after the
  /// last.
  ///
  /// - Parameters:
  ///   - synram: the array of the hemisphere.
  ///   - count: the number of events.
  ///   - period: the time between two events, in microseconds.
  func fireBurst(_ synram: SynramOnDLS, count: Int, period: Double) {
    let cycles = Double(Clocks.fpgaCyclesPerMicrosecond)
    builder.resetTimer()
    for index in 0..<count {
      builder.blockUntil(cycle: Int(Double(index) * period * cycles))
      fireStimulus(synram)
    }
    builder.blockUntil(cycle: Int(Double(count + 1) * period * cycles))
  }

  /// Queues a write of a whole array whose values are known to be in range.
  func writeSynapses(_ synram: SynramOnDLS, weights: [UInt8], labels: [UInt8]) {
    do {
      try builder.writeSynapses(synram, weights: weights, labels: labels)
    } catch {
      preconditionFailure("matrices of calibrations fit the array: \(error)")
    }
  }
}
