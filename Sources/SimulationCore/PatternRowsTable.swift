extension PatternRow {
  /// All rows, in the order of the cases. Lanes are part of what a seed means; they never change.
  public static let table: [PatternRowDescription] = [
    .init(
      row: .driverOffset, name: "synram.driver.offset", domain: .driverMismatch, lane: 0,
      isOfChip: false,
      extent: .drivers, summary: "offset of each driver's comparator"),
    .init(
      row: .driverSlope, name: "synram.driver.slope", domain: .driverMismatch, lane: 1,
      isOfChip: false,
      extent: .drivers, summary: "slope of each driver's ramp"),
    .init(
      row: .driverRow, name: "synram.driver.row_difference", domain: .driverMismatch, lane: 2,
      isOfChip: false,
      extent: .drivers, summary: "loss of each driver's bottom row"),
    .init(
      row: .driverGain, name: "synram.driver.gain", domain: .driverMismatch, lane: 5,
      isOfChip: false,
      extent: .drivers, summary: "length of each driver's pulses"),
    .init(
      row: .driverDAC, name: "synram.driver.dac", domain: .driverMismatch, lane: 3, isOfChip: false,
      extent: .codes, summary: "each code of each hagen DAC, by driver"),
    .init(
      row: .columnTurnOn, name: "synram.driver.turn_on", domain: .driverMismatch, lane: 4,
      isOfChip: false,
      extent: .columns, summary: "enable line of each column, for all drivers"),
    .init(
      row: .localTurnOn, name: "synram.synapse.turn_on", domain: .driverMismatch, lane: 6,
      isOfChip: false,
      extent: .enableLines, summary: "enable line of each driver and column, by driver"),
    .init(
      row: .excitatoryLineGain, name: "synram.excitatory.line_gain", domain: .driverMismatch,
      lane: 7, isOfChip: false,
      extent: .columns, summary: "gain of each excitatory line for modulated pulses"),
    .init(
      row: .inhibitoryLineGain, name: "synram.inhibitory.line_gain", domain: .driverMismatch,
      lane: 8, isOfChip: false,
      extent: .columns, summary: "gain of each inhibitory line for modulated pulses"),
    .init(
      row: .synapse, name: "synram.synapse.gain", domain: .synapseMismatch, lane: 0,
      isOfChip: false,
      extent: .synapses, summary: "current of each synapse, row by row"),
    .init(
      row: .synapseBit0, name: "synram.synapse.bit_0", domain: .synapseMismatch, lane: 16,
      isOfChip: false,
      extent: .synapses, summary: "bit 0 of each synapse's DAC, row by row"),
    .init(
      row: .synapseBit1, name: "synram.synapse.bit_1", domain: .synapseMismatch, lane: 17,
      isOfChip: false,
      extent: .synapses, summary: "bit 1 of each synapse's DAC, row by row"),
    .init(
      row: .synapseBit2, name: "synram.synapse.bit_2", domain: .synapseMismatch, lane: 18,
      isOfChip: false,
      extent: .synapses, summary: "bit 2 of each synapse's DAC, row by row"),
    .init(
      row: .synapseBit3, name: "synram.synapse.bit_3", domain: .synapseMismatch, lane: 19,
      isOfChip: false,
      extent: .synapses, summary: "bit 3 of each synapse's DAC, row by row"),
    .init(
      row: .synapseBit4, name: "synram.synapse.bit_4", domain: .synapseMismatch, lane: 20,
      isOfChip: false,
      extent: .synapses, summary: "bit 4 of each synapse's DAC, row by row"),
    .init(
      row: .synapseBit5, name: "synram.synapse.bit_5", domain: .synapseMismatch, lane: 21,
      isOfChip: false,
      extent: .synapses, summary: "bit 5 of each synapse's DAC, row by row"),
    .init(
      row: .quadrantSynram, name: "synram.quadrant", domain: .synapseMismatch, lane: 3,
      isOfChip: false,
      extent: .numbers(4),
      summary: "synapse currents of left and right quadrant, ramps of left and right"),
    .init(
      row: .chipSynram, name: "synram.chip", domain: .synapseMismatch, lane: 4, isOfChip: true,
      extent: .numbers(3), summary: "synapse currents, ramps and loss of bottom rows of the chip"),
    .init(
      row: .capacitance, name: "columns.membrane.capacitance", domain: .columnMismatch, lane: 0,
      isOfChip: false,
      extent: .columns, summary: "capacitance of each membrane"),
    .init(
      row: .leakConductance, name: "columns.membrane.leak_conductance", domain: .columnMismatch,
      lane: 1, isOfChip: false,
      extent: .columns, summary: "conductance of each leak"),
    .init(
      row: .leakPotential, name: "columns.membrane.leak_potential", domain: .columnMismatch,
      lane: 2, isOfChip: false,
      extent: .columns, summary: "offset of each leak potential"),
    .init(
      row: .leakBiasOffset, name: "columns.membrane.leak_bias_offset", domain: .columnMismatch,
      lane: 3, isOfChip: false,
      extent: .columns, summary: "offset of each leak that grows with its bias"),
    .init(
      row: .resetPotential, name: "columns.membrane.reset_potential", domain: .columnMismatch,
      lane: 4, isOfChip: false,
      extent: .columns, summary: "offset of each reset potential"),
    .init(
      row: .pseudoLeak, name: "columns.membrane.pseudo_leak", domain: .columnMismatch, lane: 5,
      isOfChip: false,
      extent: .columns, summary: "leakage of each membrane's inputs"),
    .init(
      row: .noise, name: "columns.membrane.noise", domain: .columnMismatch, lane: 6,
      isOfChip: false,
      extent: .columns, summary: "noise of each column"),
    .init(
      row: .commonStep, name: "columns.membrane.step", domain: .columnMismatch, lane: 7,
      isOfChip: false,
      extent: .columns, summary: "common-mode step of each membrane"),
    .init(
      row: .follower, name: "columns.membrane.follower", domain: .columnMismatch, lane: 8,
      isOfChip: false,
      extent: .columns, summary: "offset that leak and reset potential of each neuron share"),
    .init(
      row: .quadrantColumns, name: "columns.quadrant", domain: .columnMismatch, lane: 65,
      isOfChip: false,
      extent: .numbers(4),
      summary: "conductance and line resistance of the left quadrant, then of the right"),
    .init(
      row: .chipColumns, name: "columns.chip", domain: .columnMismatch, lane: 64, isOfChip: true,
      extent: .numbers(5),
      summary: "input conductance, asymmetry, capacitance, leak conductance and noise of the chip"),
    .init(
      row: .excitatoryResistance, name: "columns.excitatory.resistance", domain: .columnMismatch,
      lane: 16, isOfChip: false,
      extent: .columns, summary: "resistor of each excitatory line"),
    .init(
      row: .excitatoryCapacitance, name: "columns.excitatory.capacitance", domain: .columnMismatch,
      lane: 17, isOfChip: false,
      extent: .columns, summary: "capacitance of each excitatory line"),
    .init(
      row: .excitatoryConductance, name: "columns.excitatory.conductance", domain: .columnMismatch,
      lane: 19, isOfChip: false,
      extent: .columns, summary: "conductance of each excitatory input"),
    .init(
      row: .excitatoryOffset, name: "columns.excitatory.offset", domain: .columnMismatch, lane: 20,
      isOfChip: false,
      extent: .columns, summary: "offset of each excitatory input"),
    .init(
      row: .excitatoryTemperatureShift, name: "columns.excitatory.temperature_shift",
      domain: .columnMismatch, lane: 21, isOfChip: false,
      extent: .columns, summary: "shift of each excitatory input's offset with temperature"),
    .init(
      row: .inhibitoryResistance, name: "columns.inhibitory.resistance", domain: .columnMismatch,
      lane: 32, isOfChip: false,
      extent: .columns, summary: "resistor of each inhibitory line"),
    .init(
      row: .inhibitoryCapacitance, name: "columns.inhibitory.capacitance", domain: .columnMismatch,
      lane: 33, isOfChip: false,
      extent: .columns, summary: "capacitance of each inhibitory line"),
    .init(
      row: .inhibitoryConductance, name: "columns.inhibitory.conductance", domain: .columnMismatch,
      lane: 35, isOfChip: false,
      extent: .columns, summary: "conductance of each inhibitory input"),
    .init(
      row: .inhibitoryOffset, name: "columns.inhibitory.offset", domain: .columnMismatch, lane: 36,
      isOfChip: false,
      extent: .columns, summary: "offset of each inhibitory input"),
    .init(
      row: .inhibitoryTemperatureShift, name: "columns.inhibitory.temperature_shift",
      domain: .columnMismatch, lane: 37, isOfChip: false,
      extent: .columns, summary: "shift of each inhibitory input's offset with temperature"),
    .init(
      row: .rampStart, name: "cadc.ramp.start", domain: .cadcMismatch, lane: 0, isOfChip: false,
      extent: .numbers(2), summary: "start of the ramps, left and right"),
    .init(
      row: .rampSlope, name: "cadc.ramp.slope", domain: .cadcMismatch, lane: 1, isOfChip: false,
      extent: .numbers(2), summary: "slope of the ramps, left and right"),
    .init(
      row: .causalChannelOffset, name: "cadc.causal.offset", domain: .cadcMismatch, lane: 2,
      isOfChip: false,
      extent: .columns, summary: "offset of each causal channel"),
    .init(
      row: .acausalChannelOffset, name: "cadc.acausal.offset", domain: .cadcMismatch, lane: 3,
      isOfChip: false,
      extent: .columns, summary: "offset of each acausal channel"),
    .init(
      row: .causalChannelGain, name: "cadc.causal.gain", domain: .cadcMismatch, lane: 4,
      isOfChip: false,
      extent: .columns, summary: "gain of each causal channel"),
    .init(
      row: .acausalChannelGain, name: "cadc.acausal.gain", domain: .cadcMismatch, lane: 5,
      isOfChip: false,
      extent: .columns, summary: "gain of each acausal channel"),
    .init(
      row: .causalChannelNoise, name: "cadc.causal.noise", domain: .cadcMismatch, lane: 8,
      isOfChip: false,
      extent: .columns, summary: "noise of each causal channel"),
    .init(
      row: .acausalChannelNoise, name: "cadc.acausal.noise", domain: .cadcMismatch, lane: 9,
      isOfChip: false,
      extent: .columns, summary: "noise of each acausal channel"),
    .init(
      row: .readoutGain, name: "cadc.readout.gain", domain: .cadcMismatch, lane: 6, isOfChip: false,
      extent: .columns, summary: "gain of each readout amplifier"),
    .init(
      row: .readoutOffset, name: "cadc.readout.offset", domain: .cadcMismatch, lane: 7,
      isOfChip: false,
      extent: .columns, summary: "offset of each readout amplifier"),
    .init(
      row: .capMemGain, name: "capmem.gain", domain: .capMemMismatch, lane: 1, isOfChip: true,
      extent: .cells, summary: "gain of each cell"),
    .init(
      row: .capMemDriftSine, name: "capmem.drift_sine", domain: .capMemMismatch, lane: 2,
      isOfChip: true,
      extent: .cells, summary: "drift of each cell, odd part"),
    .init(
      row: .capMemDriftCosine, name: "capmem.drift_cosine", domain: .capMemMismatch, lane: 3,
      isOfChip: true,
      extent: .cells, summary: "drift of each cell, even part"),
    .init(
      row: .capMemBlockGain, name: "capmem.block_gain", domain: .capMemMismatch, lane: 4,
      isOfChip: true,
      extent: .blocks, summary: "gain of each block's voltage cells"),
  ]
}
