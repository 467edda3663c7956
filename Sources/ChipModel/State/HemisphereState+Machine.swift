internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

/// A hemisphere of a chip: its analog part, and the digital state on which its actions depend.
struct HemisphereMemory {
  let bus: Bus
  let hemisphere: HemisphereOnDLS
  let machine: HemisphereMachine
  let status: HemisphereStatus

  init(_ bus: Bus, _ hemisphere: HemisphereOnDLS) {
    self.bus = bus
    self.hemisphere = hemisphere
    machine = bus.actions.settled(hemisphere)
    status = bus.status[hemisphere]
  }

  /// Decodes the settings of all neurons from the registers.
  fileprivate func decodeNeurons() {
    status.staleNeurons = [Bool](repeating: true, count: NeuronColumnOnDLS.count)
    for (column, settings) in bus.decodedNeurons(hemisphere) { machine.neurons[column] = settings }
  }
}

extension HemisphereState {
  /// Every field, in the order in which a hemisphere goes back to them.
  static var parts: [StatePart<HemisphereMemory, HemisphereState>] {
    [
      StatePart(\.lastConversion, \.machine.lastConversion),
      StatePart(\.lastEvents, \.machine.synram.lastEvents),
      StatePart(
        \.synapses, read: { SynapseState($0.machine.synram) },
        restore: { $1.restore(to: $0.machine.synram) }),
      StatePart(
        \.synramBiases, read: { $0.machine.synram.biases },
        restore: { $0.machine.synram.apply($1) }),
      StatePart(
        \.cadcBiases, read: { $0.machine.cadc.biases }, restore: { $0.machine.cadc.apply($1) }),
      StatePart(
        \.columns, read: { $0.machine.columns.snapshot() },
        restore: {
          $0.machine.columns.restore($1)
          $0.status.time = $1.time
        }),
      StatePart(
        \.staleNeurons, read: { $0.status.staleNeurons },
        restore: {
          $0.decodeNeurons()
          $0.status.staleNeurons = $1
        }),
      StatePart(\.areBiasesStale, \.status.areBiasesStale),
      StatePart(\.biasTime, \.status.biasTime),
    ]
  }

  /// State of a hemisphere beyond its registers.
  init(_ bus: Bus, _ hemisphere: HemisphereOnDLS) {
    self.init()
    let memory = HemisphereMemory(bus, hemisphere)
    for part in Self.parts { part.save(memory, &self) }
  }

  /// Sets a hemisphere to this state; its recordings end.
  func restore(to bus: Bus, _ hemisphere: HemisphereOnDLS) {
    let memory = HemisphereMemory(bus, hemisphere)
    memory.machine.recorders = MachineRecorders()
    memory.machine.synram.pulseLog = nil
    for part in Self.parts { part.restore(memory, self) }
    memory.machine.passElastances()
  }
}

extension SynapseState {
  /// Weights and labels of an array.
  fileprivate init(_ synram: Synram) {
    let synapses = SynapseRowOnSynram.allCases.flatMap { row in
      SynapseOnSynapseRow.allCases.map { (row.value, $0.value) }
    }
    weights = synapses.map { synram.weight(row: $0, column: $1) }
    labels = synapses.map { synram.label(row: $0, column: $1) }
  }

  /// Writes all rows of an array.
  fileprivate func restore(to synram: Synram) {
    let width = SynapseOnSynapseRow.count
    weights.withUnsafeBufferPointer { weights in
      labels.withUnsafeBufferPointer { labels in
        for row in 0..<SynapseRowOnSynram.count {
          let range = row * width..<(row + 1) * width
          synram.setRow(
            row, weights: UnsafeBufferPointer(rebasing: weights[range]),
            labels: UnsafeBufferPointer(rebasing: labels[range]))
        }
      }
    }
  }
}
