public import Coordinates

/// A matrix product on the chip, cut into tiles of one hemisphere each.
///
/// Tiles of 128 inputs and 256 outputs are dealt alternately to the two hemispheres, inputs first;
/// the whole batch runs on one pair of tiles before the next pair is loaded. Partial results of one
/// output are added as wide integers and saturated once. grenade: build_topology, range_split
public struct MatrixMultiplication: Sendable {
  /// Number of inputs (rows of the matrix).
  public let rows: Int
  /// Number of outputs (columns of the matrix).
  public let columns: Int
  /// Repetitions of each vector.
  public var numSends = 1
  /// FPGA cycles between two events.
  public var waitBetweenEvents = 5
  /// The caller's stream of noise, below 2²⁴; calls on different streams do not touch each other.
  public var stream: UInt32 = 0
  /// The neuron (0…511) that the MADC records in every chip run that uses its column; this shifts
  /// the schedule of these runs by 1254 FPGA cycles.
  public var madcNeuron: AtomicNeuronOnDLS?
  /// How the chip executes the batch.
  public var execution = MACBatch.Execution.lowered
  private let weights: [Int8]

  /// Inputs of a tile: half the rows of an array, for a signed weight takes two.
  public static let tileRows = SynapseDriverOnSynapseDriverBlock.count
  /// Outputs of a tile.
  public static let tileColumns = SynapseOnSynapseRow.count
  /// Weights: a synapse of each sign has six bits.
  public static let weightRange = -SynapseWeight.max.value...SynapseWeight.max.value
  /// Inputs: activations of hagen mode.
  public static let inputRange = HagenActivation.min.value...HagenActivation.max.value

  /// A product with a matrix of signed weights -63…63, row-major, `rows` × `columns`.
  /// - Throws: ``ChipError`` when the matrix is empty, has the wrong size or a weight out of range.
  public init(weights: [Int8], rows: Int, columns: Int) throws(ChipError) {
    guard rows > 0, columns > 0 else { throw .empty(what: "weights") }
    guard rows <= weights.count, columns <= weights.count, weights.count == rows &* columns else {
      throw .wrongLength(what: "weights", expected: rows &* columns, found: weights.count)
    }
    if let bad = weights.first(where: { $0 < -63 || $0 > 63 }) {
      throw .outOfRange(what: "weight", value: Int(bad), range: -63...63)
    }
    self.weights = weights
    self.rows = rows
    self.columns = columns
  }

  /// One tile of the matrix.
  struct Tile {
    let number: Int
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// Tiles in the order in which they are dealt: column tiles outside, row tiles inside.
  var tiles: [Tile] {
    let columnRanges = Self.split(columns, by: Self.tileColumns)
    let rowRanges = Self.split(rows, by: Self.tileRows)
    return columnRanges.enumerated().flatMap { c, columns in
      rowRanges.enumerated().map { r, rows in
        Tile(number: c * rowRanges.count + r, rows: rows, columns: columns)
      }
    }
  }

  /// Ranges of at most `size`, full ones first.
  static func split(_ count: Int, by size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  func weights(of tile: Tile) -> MACProgram.Weights {
    MACProgram.Weights(
      rows: tile.rows.count, columns: tile.columns.count,
      values: tile.rows.flatMap { i in
        weights[i * columns + tile.columns.lowerBound..<i * columns + tile.columns.upperBound]
      })
  }
}

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
    if let bad = inputs.firstAbove(bits: 5) {
      throw .outOfRange(what: "input", value: Int(bad), range: 0...31)
    }
    let firstVector = macCounters[product.stream, default: 0]
    var sums = [Int32](repeating: 0, count: batch * product.columns)
    let tiles = product.tiles
    for first in stride(from: 0, to: tiles.count, by: HemisphereOnDLS.count) {
      let pair = (first..<first + 2).map { $0 < tiles.count ? tiles[$0] : nil }
      let traces = try run(pair, inputs, batch, product, firstVector, &sums)
      recordings += traces.enumerated().map {
        MACRecording(
          executionIndex: first / HemisphereOnDLS.count, entry: $0.offset, trace: $0.element)
      }
    }
    macCounters[product.stream] = firstVector + UInt64(batch)
    return Self.saturated(sums)
  }

  private static func saturated(_ sums: [Int32]) -> [Int8] {
    [Int8](unsafeUninitializedCapacity: sums.count) { out, initialised in
      sums.withUnsafeBufferPointer { sums in
        for i in 0..<sums.count {
          out[i] = Int8(truncatingIfNeeded: min(max(sums[i], -128), 127))
        }
      }
      initialised = sums.count
    }
  }

  private func run(
    _ tiles: [MatrixMultiplication.Tile?], _ inputs: [UInt8], _ batch: Int,
    _ product: MatrixMultiplication, _ firstVector: UInt64, _ sums: inout [Int32]
  ) throws(ChipError) -> [MADCTrace] {
    func macTile(_ tile: MatrixMultiplication.Tile?) -> MACTile? {
      guard let tile else { return nil }
      return MACTile(
        inputs: slice(inputs, batch, product.rows, tile.rows), rows: tile.rows.count,
        columns: tile.columns.count, tile: tile.number)
    }
    var instruction = try MACBatch(
      top: macTile(tiles[0]), bottom: macTile(tiles[1]), entries: batch,
      numSends: product.numSends, waitBetweenEvents: product.waitBetweenEvents,
      firstVector: firstVector, stream: product.stream, execution: product.execution)
    instruction.madcNeuron = product.madcNeuron
    let (program, ticket) = try MACProgram.build(
      chip: self, weights: tiles.map { $0.map(product.weights) }, batch: instruction)
    let results = try execute(program).get(ticket)
    for (h, tile) in tiles.enumerated() {
      guard let tile else { continue }
      accumulate(results.values[h], tile, batch, product.columns, &sums)
    }
    return results.recordings
  }

  private func slice(_ inputs: [UInt8], _ batch: Int, _ width: Int, _ rows: Range<Int>) -> [UInt8] {
    if rows.count == width { return inputs }
    return [UInt8](unsafeUninitializedCapacity: batch * rows.count) { out, initialised in
      inputs.withUnsafeBufferPointer { inputs in
        for entry in 0..<batch {
          let from = inputs[entry * width + rows.lowerBound..<entry * width + rows.upperBound]
          _ = out[entry * rows.count..<(entry + 1) * rows.count].initialize(fromContentsOf: from)
        }
      }
      initialised = batch * rows.count
    }
  }

  private func accumulate(
    _ values: [Int8], _ tile: MatrixMultiplication.Tile, _ batch: Int, _ width: Int,
    _ sums: inout [Int32]
  ) {
    let columns = tile.columns.count
    sums.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        for entry in 0..<batch {
          let (to, from) = (entry * width + tile.columns.lowerBound, entry * columns)
          for j in 0..<columns { sums[to + j] &+= Int32(values[from + j]) }
        }
      }
    }
  }
}

/// What the MADC recorded of one entry of one chip run of a multiplication.
public struct MACRecording: Hashable, Sendable {
  /// Number of the chip run within the multiplication.
  public let executionIndex: Int
  /// Number of the vector in the batch.
  public let entry: Int
  /// The samples; `start` counts from the start of the real-time section.
  public let trace: MADCTrace
}
