internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  /// The chip's whole state: registers, analog state, counters, time and board.
  /// - Throws: ``ChipError/busy``; ``ChipError/invalidState(_:)`` while the MADC or a probe runs.
  public func snapshot() throws(ChipError) -> ChipSnapshot {
    try exclusively { () throws(ChipError) in
      guard !isWatched else {
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
    state.now = now
    state.timerStart = timerStart
    state.readCount = readCount
    state.droppedEvents = droppedEvents
    state.macCounters = macCounters
    state.lastBusEvent = lastBusEvent
    state.board = board
    state.pages = registers.sortedPages
    state.capMem = capMem.state
    state.hemispheres = hemispheres.map(\.state)
    return state
  }

  /// Goes to a state that this chip, or its twin, once had.
  func assign(_ state: ChipState) {
    madc = nil
    madcRun = nil
    madcSamples = []
    probe = nil
    registers = WordStore(pages: state.pages)
    redecode()
    now = state.now
    timerStart = state.timerStart
    readCount = state.readCount
    droppedEvents = state.droppedEvents
    macCounters = state.macCounters
    lastBusEvent = state.lastBusEvent
    board = state.board
    decodeDebugLines()
    capMem.state = state.capMem
    for (hemisphere, own) in zip(hemispheres, state.hemispheres) {
      hemisphere.assign(own)
      hemisphere.staleNeurons = [Bool](repeating: true, count: Hemisphere.columnCount)
      decodeNeurons(hemisphere)
      hemisphere.staleNeurons = own.staleNeurons
    }
  }
}

extension Hemisphere {
  /// What the hemisphere remembers and registers do not.
  fileprivate var state: HemisphereState {
    var state = HemisphereState()
    state.areBiasesStale = areBiasesStale
    state.biasTime = biasTime
    state.staleNeurons = staleNeurons
    state.causal = lastConversion.causal
    state.acausal = lastConversion.acausal
    let rows = 0..<2 * Self.driverCount
    state.weights = rows.flatMap { row in
      (0..<Self.columnCount).map { synram.weight(row: row, column: $0) }
    }
    state.labels = rows.flatMap { row in
      (0..<Self.columnCount).map { synram.label(row: row, column: $0) }
    }
    state.lastEvents = synram.lastEvents
    state.synramBiases = synram.biases
    state.cadcBiases = cadc.biases
    state.columns = columns.values
    return state
  }

  fileprivate func assign(_ state: HemisphereState) {
    areBiasesStale = state.areBiasesStale
    biasTime = state.biasTime
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
    let elastances = columns.lineElastances
    synram.setLineElastances(
      excitatory: elastances.excitatory, inhibitory: elastances.inhibitory,
      largestStep: columns.largestStep)
  }
}
