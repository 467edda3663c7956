internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  /// The chip's whole state: registers, analog state, counters, time and board.
  /// - Throws: ``ChipError/busy``; ``ChipError/invalidState(_:)`` while the MADC or a probe runs.
  public func snapshot() throws(ChipError) -> ChipSnapshot {
    try exclusively { () throws(ChipError) in
      guard !bus.isWatched else {
        throw .invalidState("a recording is running; stop the MADC and the probe first")
      }
      return ChipSnapshot(
        state, identity: identity, fingerprint: parameters.fingerprint)
    }
  }

  /// Goes back, or on, to a snapshot of this chip; what follows is the same as after the snapshot.
  /// - Throws: ``ChipError/busy``; ``ChipError/invalidState(_:)`` for the snapshot of another chip,
  ///   other parameters or another run seed. The chip is then as before.
  public func restore(_ snapshot: ChipSnapshot) throws(ChipError) {
    try exclusively { () throws(ChipError) in
      guard snapshot.identity == identity else {
        throw .invalidState(
          "it belongs to \(describe(snapshot.identity)), this is \(describe(identity))")
      }
      guard snapshot.fingerprint == parameters.fingerprint else {
        throw .invalidState("parameters or effects differ from those of this chip")
      }
      assign(snapshot.state)
    }
  }

  private func describe(_ identity: ChipIdentity) -> String {
    "chip \(identity) with run seed \(identity.runSeed)"
  }

  /// Everything that the chip remembers.
  var state: ChipState {
    var state = ChipState()
    state.now = bus.now
    state.timerStart = bus.timerStart
    state.readCount = bus.readCount
    state.lostEvents = bus.router.lostEvents
    state.macCounters = macCounters
    state.lastBusEvents = bus.router.lastEvents
    state.board = bus.board
    state.pages = bus.words.sortedPages
    state.capMem = bus.capMem.state
    state.hemispheres = HemisphereOnDLS.allCases.map {
      HemisphereState(machine: bus.actions.settled($0), status: bus.status[$0])
    }
    return state
  }

  /// Goes to a state that this chip once had.
  func assign(_ state: ChipState) {
    bus.madc = MADCState()
    bus.probe = nil
    bus.board = state.board
    bus.restore(WordStore(pages: state.pages))
    bus.now = state.now
    bus.timerStart = state.timerStart
    bus.readCount = state.readCount
    bus.router.lostEvents = state.lostEvents
    bus.router.lastEvents = state.lastBusEvents
    macCounters = state.macCounters
    bus.capMem.state = state.capMem
    for hemisphere in HemisphereOnDLS.allCases {
      bus.assign(state.hemispheres[hemisphere.value], to: hemisphere)
    }
  }
}

extension Bus {
  fileprivate func assign(_ state: HemisphereState, to hemisphere: HemisphereOnDLS) {
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
  /// What a hemisphere remembers and registers do not.
  fileprivate init(machine: HemisphereMachine, status: HemisphereStatus) {
    areBiasesStale = status.areBiasesStale
    biasTime = status.biasTime
    staleNeurons = status.staleNeurons
    causal = machine.lastConversion.causal
    acausal = machine.lastConversion.acausal
    let synapses = SynapseRowOnSynram.allCases.flatMap { row in
      SynapseOnSynapseRow.allCases.map { (row.value, $0.value) }
    }
    weights = synapses.map { machine.synram.weight(row: $0, column: $1) }
    labels = synapses.map { machine.synram.label(row: $0, column: $1) }
    lastEvents = machine.synram.lastEvents
    synramBiases = machine.synram.biases
    cadcBiases = machine.cadc.biases
    columns = machine.columns.values
  }
}

extension HemisphereMachine {
  fileprivate func assign(_ state: HemisphereState) {
    recorders = MachineRecorders()
    lastConversion = CADCSampleRow(causal: state.causal, acausal: state.acausal)
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
    columns.assign(state.columns)
    passElastances()
  }
}
