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
    let synapses = drivers * 2 * columns
    driverOffset = draw.normals(.driverOffset, count: drivers)
    driverSlope = draw.normals(.driverSlope, count: drivers)
    driverRow = draw.normals(.driverRow, count: drivers)
    driverDAC = draw.normals(.driverDAC, count: drivers * SynapseDrivers.codes)
    columnTurnOn = draw.normals(.columnTurnOn, count: columns)
    driverGain = draw.normals(.driverGain, count: drivers)
    localTurnOn = draw.normals(.localTurnOn, count: drivers * columns)
    lineGain = Pair(
      excitatory: draw.normals(.excitatoryLineGain, count: columns),
      inhibitory: draw.normals(.inhibitoryLineGain, count: columns))
    synapse = draw.normals(.synapse, count: synapses)
    bits = PatternRow.synapseBits.map { draw.normals($0, count: synapses) }
    let chip = draw.normals(.chipSynram, count: 3)
    (chipCurrent, chipRamp, chipRow) = (chip[0], chip[1], chip[2])
    let quadrants = draw.normals(.quadrantSynram, count: 4)
    quadrantCurrent = Pair(left: quadrants[0], right: quadrants[1])
    quadrantRamp = Pair(left: quadrants[2], right: quadrants[3])
  }
}
