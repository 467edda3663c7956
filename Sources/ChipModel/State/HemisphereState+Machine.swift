internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Bus {
  /// Restores a state of a hemisphere.
  func assign(_ state: HemisphereState, to hemisphere: HemisphereOnDLS) {
    let machine = actions.settled(hemisphere)
    machine.assign(state)
    let status = status[hemisphere]
    status.staleNeurons = [Bool](repeating: true, count: NeuronColumnOnDLS.count)
    for (column, settings) in decodedNeurons(hemisphere) { machine.neurons[column] = settings }
    status.staleNeurons = state.staleNeurons
    status.areBiasesStale = state.areBiasesStale
    status.biasTime = state.biasTime
    status.time = state.columns.time
  }
}

extension HemisphereState {
  /// State of a hemisphere beyond its registers.
  init(machine: HemisphereMachine, status: HemisphereStatus) {
    areBiasesStale = status.areBiasesStale
    biasTime = status.biasTime
    staleNeurons = status.staleNeurons
    lastConversion = machine.lastConversion
    let synapses = SynapseRowOnSynram.allCases.flatMap { row in
      SynapseOnSynapseRow.allCases.map { (row.value, $0.value) }
    }
    weights = synapses.map { machine.synram.weight(row: $0, column: $1) }
    labels = synapses.map { machine.synram.label(row: $0, column: $1) }
    lastEvents = machine.synram.lastEvents
    synramBiases = machine.synram.biases
    cadcBiases = machine.cadc.biases
    columns = machine.columns.snapshot()
  }
}

extension HemisphereMachine {
  fileprivate func assign(_ state: HemisphereState) {
    recorders = MachineRecorders()
    lastConversion = state.lastConversion
    synram.pulseLog = nil
    synram.lastEvents = state.lastEvents
    let width = Self.columnCount
    state.weights.withUnsafeBufferPointer { weights in
      state.labels.withUnsafeBufferPointer { labels in
        for row in 0..<2 * Self.driverCount {
          let range = row * width..<(row + 1) * width
          synram.setRow(
            row, weights: UnsafeBufferPointer(rebasing: weights[range]),
            labels: UnsafeBufferPointer(rebasing: labels[range]))
        }
      }
    }
    synram.apply(state.synramBiases)
    cadc.apply(state.cadcBiases)
    columns.restore(state.columns)
    passElastances()
  }
}
