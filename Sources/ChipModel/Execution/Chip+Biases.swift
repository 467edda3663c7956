internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  /// While cells settle, biases are evaluated again after this time at the latest.
  private static let settlingGrid = PPUCycles(Int64(Clocks.ppuCyclesPerMicrosecond) * 1000)

  /// Registers are about to change what the analog part sees: time up to now passes under the
  /// present biases.
  func markStale(_ hemisphere: Hemisphere) {
    guard !hemisphere.areBiasesStale else { return }
    advance(hemisphere, to: now)
    hemisphere.areBiasesStale = true
  }

  /// Converts CapMem cells to biases where something has changed.
  func refreshBiases(_ hemisphere: Hemisphere) {
    if !hemisphere.areBiasesStale {
      guard !areBiasesFrozen, haveBiasesMoved(since: hemisphere.biasTime) else { return }
      advance(hemisphere, to: now)
    }
    hemisphere.areBiasesStale = false
    hemisphere.biasTime = now
    guard hemisphere.index != idleHemisphere else { return }
    decodeNeurons(hemisphere)
    applySynramBiases(hemisphere)
    applyCADCBiases(hemisphere)
    applyColumnBiases(hemisphere)
  }

  /// Whether cells have settled or drifted since their last conversion.
  private func haveBiasesMoved(since time: PPUCycles) -> Bool {
    now - time >= Self.settlingGrid && capMem.isMoving(at: now)
      || capMem.hasDrifted(from: time, to: now)
  }

  private func shared(_ cell: SharedCapMemCell, _ h: Int, _ side: Int) -> Int {
    CapMem.index(block: 2 * h + side, column: 128, row: Int(cell.rawValue))
  }

  private func applySynramBiases(_ hemisphere: Hemisphere) {
    func block(_ side: Int) -> SynramBiases.Block {
      var block = SynramBiases.Block()
      block.synapseDAC = capMem.current(shared(.synIBiasDac, hemisphere.index, side), at: now)
      block.ramp = capMem.current(shared(.stpIRamp, hemisphere.index, side), at: now)
      block.calibration = capMem.current(shared(.stpICalib, hemisphere.index, side), at: now)
      return block
    }
    var biases = SynramBiases()
    biases.left = block(0)
    biases.right = block(1)
    // hagen_ibias_dac lies in the right block of each hemisphere.
    biases.hagenDAC = capMem.current(
      CapMem.index(block: 2 * hemisphere.index + 1, column: 128, row: 22), at: now)
    hemisphere.synram.apply(biases)
  }

  private func applyCADCBiases(_ hemisphere: Hemisphere) {
    func ramp(_ side: Int) -> CADCBiases.Ramp {
      var ramp = CADCBiases.Ramp()
      ramp.startVolts = capMem.volts(shared(.cadcVRampOffset, hemisphere.index, side), at: now)
      ramp.slopeBias = capMem.current(shared(.cadcIRampSlope, hemisphere.index, side), at: now)
      return ramp
    }
    var biases = CADCBiases()
    biases.left = ramp(0)
    biases.right = ramp(1)
    hemisphere.cadc.apply(biases)
  }

  private func applyColumnBiases(_ hemisphere: Hemisphere) {
    var biases = ColumnBiases(count: Hemisphere.columnCount)
    let cells = capMem
    for j in 0..<Hemisphere.columnCount { biases.columns[j] = columnBias(hemisphere, j, cells) }
    hemisphere.columns.apply(biases)
    let elastances = hemisphere.columns.lineElastances
    hemisphere.synram.setLineElastances(
      excitatory: elastances.excitatory, inhibitory: elastances.inhibitory,
      largestStep: hemisphere.columns.largestStep)
  }

  private func columnBias(
    _ hemisphere: Hemisphere, _ j: Int, _ cells: CapMem
  ) -> ColumnBiases.Column {
    let neuron = hemisphere.neurons[j]
    let switches = hemisphere.switches[j]
    let first = CapMem.index(block: 2 * hemisphere.index + j / 128, column: j % 128, row: 0)
    func current(_ row: NeuronCapMemRow) -> Double {
      cells.current(first + Int(row.rawValue), at: now)
    }
    var bias = ColumnBiases.Column()
    bias.leakVolts = cells.volts(first + Int(NeuronCapMemRow.vLeak.rawValue), at: now)
    bias.resetVolts = cells.volts(first + Int(NeuronCapMemRow.vReset.rawValue), at: now)
    bias.leakBias = current(.iBiasLeak) * neuron.leakFactor
    bias.offsetCurrent = neuron.offsetSign * current(.iMemOffset)
    bias.capacitance = Double(neuron.capacitorSize) / 63
    bias.excitatory.isEnabled = neuron.isExcitatoryEnabled
    bias.excitatory.isLineConnected = switches.connectsExcitatory
    bias.excitatory.hasSmallCapacitance = neuron.hasExcitatorySmallCapacitance
    bias.excitatory.hasHighResistance = neuron.hasExcitatoryHighResistance
    bias.excitatory.tauBias = current(.iBiasSyninExcTau)
    bias.excitatory.conductanceBias = current(.iBiasSyninExcGm)
    bias.excitatory.shiftBias = current(.iBiasSyninExcShift)
    bias.inhibitory.isEnabled = neuron.isInhibitoryEnabled
    bias.inhibitory.isLineConnected = switches.connectsInhibitory
    bias.inhibitory.hasSmallCapacitance = neuron.hasInhibitorySmallCapacitance
    bias.inhibitory.hasHighResistance = neuron.hasInhibitoryHighResistance
    bias.inhibitory.tauBias = current(.iBiasSyninInhTau)
    bias.inhibitory.conductanceBias = current(.iBiasSyninInhGm)
    bias.inhibitory.shiftBias = current(.iBiasSyninInhShift)
    return bias
  }
}
