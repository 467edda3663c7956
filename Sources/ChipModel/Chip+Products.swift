public import Coordinates

extension Chip {
  /// Multiplies a batch of input vectors with a matrix.
  /// - Parameters:
  ///   - inputs: Activations 0…31, `batch` × `rows`, row-major.
  ///   - product: The matrix and how it is sent.
  /// - Returns: Results -128…127, `batch` × `columns`, row-major.
  /// - Throws: ``ChipError`` for an empty batch, a wrong length or an input out of range.
  public func multiply(
    inputs: [UInt8], batch: Int, _ product: MatrixMultiplication
  ) throws(ChipError) -> [Int8] {
    try record(inputs: inputs, batch: batch, product).results
  }

  /// Multiplies a batch and returns what the MADC recorded of ``MatrixMultiplication/madcNeuron``.
  ///
  /// The results are those of ``multiply(inputs:batch:_:)``.
  /// - Returns: Results, and one recording an entry of each chip run that uses the neuron's column.
  /// - Throws: ``ChipError`` for an empty batch, a wrong length or an input out of range.
  public func record(
    inputs: [UInt8], batch: Int, _ product: MatrixMultiplication
  ) throws(ChipError) -> (results: [Int8], recordings: [MACRecording]) {
    try exclusively { () throws(ChipError) in
      var recordings: [MACRecording] = []
      let results = try multiplyAlone(inputs: inputs, batch: batch, product, &recordings)
      return (results, recordings)
    }
  }

  private func multiplyAlone(
    inputs: [UInt8], batch: Int, _ product: MatrixMultiplication,
    _ recordings: inout [MACRecording]
  ) throws(ChipError) -> [Int8] {
    guard batch > 0 else { throw .empty(what: "vectors") }
    guard batch <= inputs.count, inputs.count == batch * product.rows else {
      throw .wrongLength(
        what: "inputs", expected: batch &* product.rows, found: inputs.count)
    }
    if let bad = inputs.firstAbove(bits: MACTile.inputBits) {
      throw .outOfRange(what: "input", value: Int(bad), range: MatrixMultiplication.inputRange)
    }
    let firstVector = macCounters[product.stream, default: 0]
    var collected = TileResults(of: product, batch: batch)
    let tiles = product.tiles
    for first in stride(from: 0, to: tiles.count, by: HemisphereOnDLS.count) {
      let pair = PerHemisphere<MatrixMultiplication.Tile?> {
        first + $0.value < tiles.count ? tiles[first + $0.value] : nil
      }
      let index = first / HemisphereOnDLS.count
      let traces = try run(index, pair, inputs, batch, product, firstVector, &collected)
      recordings += traces.enumerated().map {
        MACRecording(executionIndex: index, entry: $0.offset, trace: $0.element)
      }
    }
    macCounters[product.stream] = firstVector + UInt64(batch)
    return collected.results
  }

  private func run(
    _ index: Int, _ tiles: PerHemisphere<MatrixMultiplication.Tile?>, _ inputs: [UInt8],
    _ batch: Int, _ product: MatrixMultiplication, _ firstVector: UInt64,
    _ collected: inout TileResults
  ) throws(ChipError) -> [MADCTrace] {
    func macTile(_ tile: MatrixMultiplication.Tile?) -> MACTile? {
      guard let tile else { return nil }
      return MACTile(
        inputs: tile.inputs(of: inputs, batch: batch, width: product.rows),
        rows: tile.rows.count, columns: tile.columns.count, tile: tile.number)
    }
    var instruction = try MACBatch(
      top: macTile(tiles[.top]), bottom: macTile(tiles[.bottom]), entries: batch,
      numSends: product.numSends, waitBetweenEvents: product.waitBetweenEvents,
      firstVector: firstVector, stream: product.stream, execution: product.execution)
    instruction.madcNeuron = product.madcNeuron
    instruction.runStart = product.runStart
    let results = try multiply(instruction, index, tiles, product)
    for hemisphere in HemisphereOnDLS.allCases {
      guard let tile = tiles[hemisphere] else { continue }
      collected.add(results.values[hemisphere.value], of: tile)
    }
    return results.recordings
  }

  /// Runs one batch, with the program that is remembered for its weights where there is one.
  private func multiply(
    _ batch: MACBatch, _ index: Int, _ tiles: PerHemisphere<MatrixMultiplication.Tile?>,
    _ product: MatrixMultiplication
  ) throws(ChipError) -> MACResults {
    if batch.recordedNeuron == nil, !bus.capMem.isMoving(at: bus.now),
      let known = macMemory.program(run: index, of: product, changes: bus.words.changes)
    {
      var builder = PlaybackProgramBuilder(continuing: known)
      let ticket = builder.multiply(batch)
      return try execute(builder.done()).get(ticket)
    }
    let (program, ticket) = try MACProgram.build(
      bus: bus, weights: PerHemisphere { tiles[$0].map(product.weights) }, batch: batch)
    let results = try execute(program).get(ticket)
    if batch.recordedNeuron == nil {
      macMemory.remember(program, run: index, of: product, changes: bus.words.changes)
    }
    return results
  }

  /// The number of the next vector in a stream of noise of MACs.
  /// - Throws: ``ChipError/busy`` when another caller has the chip.
  public func noisePosition(stream: UInt32 = 0) throws(ChipError) -> UInt64 {
    try exclusively { () throws(ChipError) in macCounters[stream, default: 0] }
  }

  /// Goes to a vector in a stream of noise of MACs, so that earlier products can be repeated bit by
  /// bit.
  /// - Throws: ``ChipError`` for a stream of 2²⁴ and above or a busy chip.
  public func seekNoise(stream: UInt32 = 0, to vector: UInt64) throws(ChipError) {
    guard stream < MACBatch.streamCount else {
      throw .outOfRange(
        what: "stream", value: Int(stream), range: 0...Int(MACBatch.streamCount) - 1)
    }
    try exclusively { () throws(ChipError) in macCounters[stream] = vector }
  }
}

extension Chip {
  /// Multiplies one vector with a matrix of one tile and watches a column meanwhile.
  ///
  /// The result is the one that ``multiply(inputs:batch:_:)`` would give, bit by bit.
  /// - Parameters:
  ///   - inputs: Activations 0…31 of one vector, at most 128.
  ///   - product: A matrix of at most 128 × 256.
  ///   - column: Which column to watch.
  ///   - ticksPerSample: Distance of samples in ticks of 2 ns.
  /// - Throws: ``ChipError`` for operands that do not fit one tile.
  public func probeProduct(
    inputs: [UInt8], _ product: MatrixMultiplication, column: NeuronColumnOnDLS,
    ticksPerSample: Int = 4
  ) throws(ChipError) -> (results: [Int8], trace: ProbeTrace) {
    let traced = try traceProduct(
      inputs: inputs, product, columns: [column], ticksPerSample: ticksPerSample)
    return (traced.results, traced.probe.traces[0])
  }

  /// Multiplies one vector with a matrix of one tile on the top hemisphere and watches columns,
  /// pulses and conversions meanwhile.
  ///
  /// The result is the one that ``multiply(inputs:batch:_:)`` would give, bit by bit.
  /// - Parameters:
  ///   - inputs: Activations 0…31 of one vector, at most 128.
  ///   - product: A matrix of at most 128 × 256; its `madcNeuron` is recorded.
  ///   - columns: Which columns to watch, at least one.
  ///   - ticksPerSample: Distance of samples in ticks of 2 ns.
  /// - Throws: ``ChipError`` for operands that do not fit one tile.
  public func traceProduct(
    inputs: [UInt8], _ product: MatrixMultiplication, columns: [NeuronColumnOnDLS],
    ticksPerSample: Int = 4
  ) throws(ChipError) -> TracedProduct {
    guard !columns.isEmpty else { throw .empty(what: "watched columns") }
    return try exclusively { () throws(ChipError) in
      try traceAlone(inputs, product, columns, ticksPerSample)
    }
  }

  private func traceAlone(
    _ inputs: [UInt8], _ product: MatrixMultiplication, _ columns: [NeuronColumnOnDLS],
    _ ticksPerSample: Int
  ) throws(ChipError) -> TracedProduct {
    let tiles = product.tiles
    guard tiles.count == 1 else {
      throw MatrixMultiplication.oneTile(of: "a probed product", found: tiles.count)
    }
    let firstVector = macCounters[product.stream, default: 0]
    var batch = try MACBatch(
      top: MACTile(inputs: inputs, rows: product.rows, columns: product.columns), bottom: nil,
      entries: 1, numSends: product.numSends, waitBetweenEvents: product.waitBetweenEvents,
      firstVector: firstVector, stream: product.stream)
    batch.madcNeuron = product.madcNeuron
    batch.runStart = product.runStart
    let (program, ticket, probe) = try MACProgram.buildProbed(
      bus: bus, weights: [product.weights(of: tiles[0]), nil], batch: batch,
      neurons: columns.map { AtomicNeuronOnDLS($0, .top) }, ticks: ticksPerSample)
    let results = try execute(program)
    macCounters[product.stream] = firstVector + 1
    let products = try results.get(ticket)
    let recording = try results.get(probe)
    return TracedProduct(
      results: products.values[0], probe: recording, madc: products.recordings.first,
      schedule: batch.schedule(entry: 0), start: recording.traces.first?.start ?? 0)
  }
}
