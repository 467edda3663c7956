internal import SimulationCore

/// Mismatch of one hemisphere's drivers and synapses: the standard normal numbers that a seed
/// draws. ``SynramSpreads`` scales them.
struct SynramMismatch {
  /// One for each driver.
  let driverOffset: [Float]
  let driverSlope: [Float]
  let driverRow: [Float]
  let driverGain: [Float]
  /// One for each driver and code, by driver.
  let driverDAC: [Float]
  /// One for each column.
  let columnTurnOn: [Float]
  /// One for each driver and column, by driver.
  let localTurnOn: [Float]
  /// One for each column.
  let lineGain: Pair<ColumnLine, [Float]>
  /// One for each synapse, row-major.
  let synapse: [Float]
  /// One for each bit of each synapse's DAC, bit by bit, row-major: their unit elements.
  let bits: [[Float]]
  /// Synapse currents of the chip.
  let chipCurrent: Float
  /// Ramps of the chip's drivers.
  let chipRamp: Float
  /// Loss of the bottom rows of the chip's drivers.
  let chipRow: Float
  /// Synapse currents of a quadrant.
  let quadrantCurrent: Pair<SideHorizontal, Float>
  /// Ramps of a quadrant's drivers.
  let quadrantRamp: Pair<SideHorizontal, Float>

  init(_ draw: HemisphereDraw, size: SynramSize) {
    let (drivers, columns) = (size.drivers, size.columns)
    func driver(_ row: UInt32, _ count: Int) -> [Float] {
      draw.normals(.driverMismatch, row: row, count: count)
    }
    func synapse(_ row: UInt32, _ count: Int) -> [Float] {
      draw.normals(.synapseMismatch, row: row, count: count)
    }
    driverOffset = driver(0, drivers)
    driverSlope = driver(1, drivers)
    driverRow = driver(2, drivers)
    driverDAC = driver(3, drivers * SynapseDrivers.codes)
    columnTurnOn = driver(4, columns)
    driverGain = driver(5, drivers)
    localTurnOn = driver(6, drivers * columns)
    lineGain = Pair(excitatory: driver(7, columns), inhibitory: driver(8, columns))
    self.synapse = synapse(0, drivers * 2 * columns)
    bits = (0..<SynapseDAC.bits).map { synapse(16 + UInt32($0), drivers * 2 * columns) }
    let chip = draw.chipNormals(.synapseMismatch, row: 4, count: 3)
    (chipCurrent, chipRamp, chipRow) = (chip[0], chip[1], chip[2])
    let quadrants = synapse(3, 4)
    quadrantCurrent = Pair(left: quadrants[0], right: quadrants[1])
    quadrantRamp = Pair(left: quadrants[2], right: quadrants[3])
  }
}
