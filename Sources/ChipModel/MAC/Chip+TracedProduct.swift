public import Coordinates

/// One product with everything that a probe saw of it.
public struct TracedProduct: Sendable {
  /// The results, one a column.
  public let results: [Int8]
  /// What the probe saw, in the time of the program.
  public let probe: ProbeRecording
  /// What the MADC recorded, if it was asked to; counted from the start of the real-time section.
  public let madc: MADCTrace?
  /// The schedule of the entry.
  public let schedule: MACSchedule
  /// FPGA cycle of the program at which the entry begins.
  public let start: Int
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
      throw .wrongLength(what: "tiles of a probed product", expected: 1, found: tiles.count)
    }
    let firstVector = macCounters[product.stream, default: 0]
    var batch = try MACBatch(
      top: MACTile(inputs: inputs, rows: product.rows, columns: product.columns), bottom: nil,
      entries: 1, numSends: product.numSends, waitBetweenEvents: product.waitBetweenEvents,
      firstVector: firstVector, stream: product.stream)
    batch.madcNeuron = product.madcNeuron
    let (program, ticket, probe) = try MACProgram.buildProbed(
      chip: self, weights: [product.weights(of: tiles[0]), nil], batch: batch,
      neurons: columns.map { AtomicNeuronOnDLS(unchecked: $0.value) }, ticks: ticksPerSample)
    let results = try execute(program)
    macCounters[product.stream] = firstVector + 1
    let products = try results.get(ticket)
    let recording = try results.recording(probe)
    return TracedProduct(
      results: products.values[0], probe: recording, madc: products.recordings.first,
      schedule: batch.schedule(entry: 0), start: recording.traces.first?.start ?? 0)
  }
}
