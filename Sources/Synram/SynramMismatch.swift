internal import SimulationCore

/// What a seed draws for one hemisphere's drivers and synapses: standard normal numbers.
struct SynramMismatch {
  let driverOffset: [Float]
  let driverSlope: [Float]
  let driverRow: [Float]
  /// 32 DAC codes a driver.
  let driverDAC: [Float]
  let columnTurnOn: [Float]
  let driverGain: [Float]
  /// One for each driver and column, by driver.
  let localTurnOn: [Float]
  /// Of the excitatory and the inhibitory lines: one a column.
  let lineGain: [[Float]]
  /// One a synapse, row-major.
  let synapse: [Float]
  /// Unit elements of the left and right quadrant's DACs: one a bit.
  let bits: [[Float]]
  /// Synapse currents of the left and right quadrant, then their ramps.
  let quadrants: [Float]

  init(seed: UInt64, hemisphere: Int, drivers: Int, columns: Int) {
    let h = UInt64(hemisphere)
    let driver = NormalField(seed: seed, domain: .driverMismatch)
    driverOffset = driver.row(vector: h, lane: 0, count: drivers)
    driverSlope = driver.row(vector: h, lane: 1, count: drivers)
    driverRow = driver.row(vector: h, lane: 2, count: drivers)
    driverDAC = driver.row(vector: h, lane: 3, count: drivers * 32)
    columnTurnOn = driver.row(vector: h, lane: 4, count: columns)
    driverGain = driver.row(vector: h, lane: 5, count: drivers)
    localTurnOn = driver.row(vector: h, lane: 6, count: drivers * columns)
    lineGain = [7, 8].map { driver.row(vector: h, lane: $0, count: columns) }
    let synapses = NormalField(seed: seed, domain: .synapseMismatch)
    synapse = synapses.row(vector: h, lane: 0, count: drivers * 2 * columns)
    bits = [1, 2].map { synapses.row(vector: h, lane: $0, count: 6) }
    quadrants = synapses.row(vector: h, lane: 3, count: 4)
  }
}
