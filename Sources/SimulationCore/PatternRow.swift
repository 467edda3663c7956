/// A row of the standard normal numbers that fix a chip's pattern. Their spreads are parameters.
///
/// The raw value is the row of ``table``, which holds the name of the row in files, the place of its
/// numbers in the streams of a seed, and their count.
public enum PatternRow: UInt8, CaseIterable, Sendable, Hashable {
  // Synapse drivers
  /// Offset of each driver's comparator.
  case driverOffset
  /// Slope of each driver's ramp.
  case driverSlope
  /// Loss of each driver's bottom row.
  case driverRow
  /// Length of each driver's pulses.
  case driverGain
  /// Each code of each hagen DAC, by driver.
  case driverDAC
  // Enable lines and column lines
  /// Enable line of each column, for all drivers.
  case columnTurnOn
  /// Enable line of each driver and column, by driver.
  case localTurnOn
  /// Gain of each excitatory line for modulated pulses.
  case excitatoryLineGain
  /// Gain of each inhibitory line for modulated pulses.
  case inhibitoryLineGain
  // Synapses
  /// Current of each synapse, row by row.
  case synapse
  /// Bit 0 of each synapse's DAC, row by row.
  case synapseBit0
  /// Bit 1 of each synapse's DAC, row by row.
  case synapseBit1
  /// Bit 2 of each synapse's DAC, row by row.
  case synapseBit2
  /// Bit 3 of each synapse's DAC, row by row.
  case synapseBit3
  /// Bit 4 of each synapse's DAC, row by row.
  case synapseBit4
  /// Bit 5 of each synapse's DAC, row by row.
  case synapseBit5
  /// Synapse currents of left and right quadrant, ramps of left and right.
  case quadrantSynram
  /// Synapse currents, ramps and loss of bottom rows of the chip.
  case chipSynram
  // Columns
  /// Capacitance of each membrane.
  case capacitance
  /// Conductance of each leak.
  case leakConductance
  /// Offset of each leak potential.
  case leakPotential
  /// Offset of each leak that grows with its bias.
  case leakBiasOffset
  /// Offset of each reset potential.
  case resetPotential
  /// Leakage of each membrane's inputs.
  case pseudoLeak
  /// Noise of each column.
  case noise
  /// Common-mode step of each membrane.
  case commonStep
  /// Offset that leak and reset potential of each neuron share.
  case follower
  /// Conductance and line resistance of the left quadrant, then of the right.
  case quadrantColumns
  /// Input conductance, asymmetry, capacitance and leak conductance of the chip.
  case chipColumns
  // Excitatory inputs
  /// Resistor of each excitatory line.
  case excitatoryResistance
  /// Capacitance of each excitatory line.
  case excitatoryCapacitance
  /// Conductance of each excitatory input.
  case excitatoryConductance
  /// Offset of each excitatory input.
  case excitatoryOffset
  /// Shift of each excitatory input's offset with temperature.
  case excitatoryTemperatureShift
  // Inhibitory inputs
  /// Resistor of each inhibitory line.
  case inhibitoryResistance
  /// Capacitance of each inhibitory line.
  case inhibitoryCapacitance
  /// Conductance of each inhibitory input.
  case inhibitoryConductance
  /// Offset of each inhibitory input.
  case inhibitoryOffset
  /// Shift of each inhibitory input's offset with temperature.
  case inhibitoryTemperatureShift
  // Converters
  /// Start of the ramps, left and right.
  case rampStart
  /// Slope of the ramps, left and right.
  case rampSlope
  /// Offset of each causal channel.
  case causalChannelOffset
  /// Offset of each acausal channel.
  case acausalChannelOffset
  /// Gain of each causal channel.
  case causalChannelGain
  /// Gain of each acausal channel.
  case acausalChannelGain
  /// Noise of each causal channel.
  case causalChannelNoise
  /// Noise of each acausal channel.
  case acausalChannelNoise
  /// Gain of each readout amplifier.
  case readoutGain
  /// Offset of each readout amplifier.
  case readoutOffset
  // Analog parameter memory
  /// Gain of each cell.
  case capMemGain
  /// Drift of each cell, odd part.
  case capMemDriftSine
  /// Drift of each cell, even part.
  case capMemDriftCosine
  /// Gain of each block's voltage cells.
  case capMemBlockGain
}

extension PatternRow {
  /// The row of ``table``.
  public var details: PatternRowDescription { Self.table[Int(rawValue)] }

  /// The bits of the synapses' DACs, the smallest first.
  public static let synapseBits: [PatternRow] = [
    .synapseBit0, .synapseBit1, .synapseBit2, .synapseBit3, .synapseBit4, .synapseBit5,
  ]

  /// The row of a name of a file.
  public init?(name: String) {
    guard let found = Self.table.first(where: { $0.name == name }) else { return nil }
    self = found.row
  }
}

/// Properties of a row of a chip's pattern.
public struct PatternRowDescription: Sendable {
  /// The row.
  public let row: PatternRow
  /// Name in files, such as "synram.driver.offset".
  public let name: String
  let domain: RandomDomain
  let lane: UInt32
  /// A Boolean value: both hemispheres share the numbers.
  public let isOfChip: Bool
  /// The count of numbers: in each hemisphere, or in the chip.
  public let extent: PatternExtent
  /// Meaning of the numbers.
  public let summary: String
}
