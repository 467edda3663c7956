internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension HemisphereMachine {
  /// Converts CapMem cells to biases.
  func apply(_ update: BiasUpdate) {
    for (column, settings) in update.neurons { neurons[column] = settings }
    applySynramBiases(update)
    applyCADCBiases(update)
    applyColumnBiases(update)
  }

  private func index(_ cell: SharedCapMemCell, _ side: CapMemBlockOnHemisphere) -> Int {
    CapMem.index(of: cell.cell(on: CapMemBlockOnDLS(side, hemisphere)))
  }

  private func applySynramBiases(_ update: BiasUpdate) {
    func current(_ cell: SharedCapMemCell, _ side: CapMemBlockOnHemisphere) -> Double {
      update.capMem.current(index(cell, side), at: update.time)
    }
    func block(_ side: CapMemBlockOnHemisphere) -> SynramBiases.Block {
      var block = SynramBiases.Block()
      block.synapseDAC = current(.synIBiasDac, side)
      block.ramp = current(.stpIRamp, side)
      block.calibration = current(.stpICalib, side)
      return block
    }
    var biases = SynramBiases()
    biases.left = block(.left)
    biases.right = block(.right)
    biases.hagenDAC = update.capMem.current(
      CapMem.index(of: SingleCapMemCell.hagenIbiasDac(hemisphere).cell), at: update.time)
    synram.apply(biases)
  }

  private func applyCADCBiases(_ update: BiasUpdate) {
    func ramp(_ side: CapMemBlockOnHemisphere) -> CADCBiases.Ramp {
      var ramp = CADCBiases.Ramp()
      ramp.startVolts = update.capMem.volts(index(.cadcVRampOffset, side), at: update.time)
      ramp.slopeBias = update.capMem.current(index(.cadcIRampSlope, side), at: update.time)
      return ramp
    }
    var biases = CADCBiases()
    biases.left = ramp(.left)
    biases.right = ramp(.right)
    cadc.apply(biases)
  }

  private func applyColumnBiases(_ update: BiasUpdate) {
    var biases = ColumnBiases(count: Self.columnCount)
    for column in NeuronColumnOnDLS.allCases {
      biases.columns[column.value] = bias(column, update.capMem, update.time)
    }
    columns.apply(biases)
    passElastances()
  }

  /// Tells the array what charge does to the lines.
  func passElastances() {
    synram.setLineElastances(columns.lineElastances, largestStep: columns.largestStep)
  }

  private func bias(
    _ column: NeuronColumnOnDLS, _ cells: CapMem, _ time: PPUCycles
  ) -> ColumnBiases.Column {
    let neuron = neurons[column.value]
    let switches = switches[column.value]
    let first = CapMem.first(of: AtomicNeuronOnDLS(column, hemisphere.toNeuronRowOnDLS()))
    func current(_ row: NeuronCapMemRow) -> Double {
      cells.current(CapMem.index(row, firstOfNeuron: first), at: time)
    }
    func volts(_ row: NeuronCapMemRow) -> Double {
      cells.volts(CapMem.index(row, firstOfNeuron: first), at: time)
    }
    var bias = ColumnBiases.Column()
    bias.leakVolts = volts(.vLeak)
    bias.resetVolts = volts(.vReset)
    bias.leakBias = current(.iBiasLeak) * neuron.leakFactor
    bias.offsetCurrent = neuron.offsetSign * current(.iMemOffset)
    bias.capacitance = neuron.capacitance
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
