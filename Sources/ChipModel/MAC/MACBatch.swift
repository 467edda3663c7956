internal import CKernels
public import Coordinates

/// One hemisphere's share of a batch of multiply-accumulate operations.
public struct MACTile: Hashable, Sendable {
  /// Inputs 0…31 (UInt5), entry after entry, `rows` each. Input i drives synapse driver i.
  public var inputs: [UInt8]
  /// Number of inputs of an entry, 1…128.
  public var rows: Int
  /// Number of results of an entry, 1…256, from column 0.
  public var columns: Int
  /// Number of the tile within its matrix; it names the tile's noise.
  public var tile: Int

  /// A tile of a batch.
  public init(inputs: [UInt8], rows: Int, columns: Int, tile: Int = 0) {
    self.inputs = inputs
    self.rows = rows
    self.columns = columns
    self.tile = tile
  }
}

/// A batch of MACs as one instruction: the entries run one after another with the weights that are
/// in the arrays, in the schedule of ``MACSchedule``.
public struct MACBatch: Hashable, Sendable {
  /// Work of the top and the bottom hemisphere; nil where a hemisphere is not used.
  public let tiles: [MACTile?]
  /// Number of entries.
  public let entries: Int
  /// Number of times that each entry's vector is sent, 1 or more.
  public let numSends: Int
  /// FPGA cycles between two events, 1 or more.
  public let waitBetweenEvents: Int
  /// Number of the first entry in its stream of noise.
  public var firstVector: UInt64
  /// The caller's stream of noise, below 2²⁴.
  public let stream: UInt32
  /// Number of the first entry of the program run that the batch belongs to; nil for a run that begins
  /// with the batch.
  public var runStart: UInt64?
  /// The neuron that the MADC records in every entry; nothing is recorded, and the schedule is the
  /// usual one, unless a tile has its column.
  public var madcNeuron: AtomicNeuronOnDLS?
  /// Way in which the chip executes the batch; both ways give the same bytes.
  public var execution: Execution

  /// Non-zero inputs of each entry of each tile: at most 128.
  private var counts: [[UInt8]] = []

  /// The two executions of the one meaning of a batch.
  public enum Execution: Hashable, Sendable {
    /// The fast kernel on all threads, wherever the configuration allows it.
    case lowered
    /// Event by event, by the interpreter.
    case interpreted
  }

  /// A batch on one or both hemispheres.
  /// - Throws: ``ChipError`` for an empty batch, a wrong length, an input above 31, a count below 1,
  ///   more events than the FPGA can play, or a stream of 2²⁴ and above.
  public init(
    top: MACTile?, bottom: MACTile?, entries: Int, numSends: Int = 1, waitBetweenEvents: Int = 5,
    firstVector: UInt64 = 0, stream: UInt32 = 0, execution: Execution = .lowered
  ) throws(ChipError) {
    tiles = [top, bottom]
    self.entries = entries
    self.numSends = numSends
    self.waitBetweenEvents = waitBetweenEvents
    self.firstVector = firstVector
    self.stream = stream
    self.execution = execution
    try validate()
    counts = tiles.map { $0?.nonZeroInputs() ?? [] }
    try validateEvents()
  }

  /// Streams of noise: a vector's key has 24 bits for its stream and 40 for its number.
  static let streamCount: UInt32 = 1 << 24

  private func validate() throws(ChipError) {
    guard entries > 0, tiles.contains(where: { $0 != nil }) else { throw .empty(what: "vectors") }
    let counts = 1...1_000_000
    guard counts.contains(numSends) else {
      throw .outOfRange(what: "numSends", value: numSends, range: counts)
    }
    guard counts.contains(waitBetweenEvents) else {
      throw .outOfRange(what: "waitBetweenEvents", value: waitBetweenEvents, range: counts)
    }
    guard stream < Self.streamCount else {
      throw .outOfRange(
        what: "stream", value: Int(stream), range: 0...Int(Self.streamCount) - 1)
    }
    for case .some(let tile) in tiles { try validate(tile) }
  }

  private func validateEvents() throws(ChipError) {
    let events = 0...Self.largestEntry
    for entry in 0..<entries {
      let count = nonZeroInputs(entry: entry) * numSends
      guard events.contains(count) else {
        throw .outOfRange(
          what: "number of events of a vector (inputs above 0, times numSends)", value: count,
          range: events)
      }
    }
  }

  /// Events that fit into half of the FPGA's playback memory, a wait after each; an entry is not
  /// cut. fisch: constants.h, grenade: stateful_connection_run.cpp
  static let largestEntry = 4_194_304 / 2 / 2

  private func validate(_ tile: MACTile) throws(ChipError) {
    let rows = 1...SynapseDriverOnSynapseDriverBlock.count
    guard rows.contains(tile.rows) else {
      throw .outOfRange(what: "number of inputs of a tile", value: tile.rows, range: rows)
    }
    let columns = 1...SynapseOnSynapseRow.count
    guard columns.contains(tile.columns) else {
      throw .outOfRange(what: "number of columns of a tile", value: tile.columns, range: columns)
    }
    guard entries <= tile.inputs.count, tile.inputs.count == entries * tile.rows else {
      throw .wrongLength(
        what: "inputs", expected: entries &* tile.rows, found: tile.inputs.count)
    }
    if let bad = tile.inputs.firstAbove(bits: MACTile.inputBits) {
      throw .outOfRange(what: "input", value: Int(bad), range: MatrixMultiplication.inputRange)
    }
  }

  /// Non-zero inputs of an entry in the fuller hemisphere: the slots of one send.
  func nonZeroInputs(entry: Int) -> Int {
    counts.reduce(0) { max($0, $1.isEmpty ? 0 : Int($1[entry])) }
  }

  /// Non-zero inputs of an entry on a hemisphere that has a tile.
  func nonZeroInputs(entry: Int, on hemisphere: HemisphereOnDLS) -> Int {
    Int(counts[hemisphere.value][entry])
  }

  /// Work of a hemisphere.
  func tile(on hemisphere: HemisphereOnDLS) -> MACTile? { tiles[hemisphere.value] }

  /// The schedule of an entry.
  public func schedule(entry: Int) -> MACSchedule {
    MACSchedule(
      nonZeroInputs: nonZeroInputs(entry: entry), numSends: numSends,
      waitBetweenEvents: waitBetweenEvents, isRecorded: recordedNeuron != nil)
  }

  /// The neuron that is recorded: one outside the tiles is not. grenade: mac.cpp
  var recordedNeuron: AtomicNeuronOnDLS? {
    guard let neuron = madcNeuron, let tile = tile(on: neuron.toHemisphereOnDLS()),
      neuron.toNeuronColumnOnDLS().value < tile.columns
    else { return nil }
    return neuron
  }
}

extension MACTile {
  /// Bits of an input.
  static let inputBits = HagenActivation.count.trailingZeroBitCount

  /// Non-zero inputs of each entry.
  func nonZeroInputs() -> [UInt8] {
    (0..<inputs.count / rows).map { UInt8(rows - inputsEqual(to: 0, entry: $0)) }
  }

  /// Inputs of an entry that have a value.
  func inputsEqual(to value: UInt8, entry: Int) -> Int {
    inputs.withUnsafeBufferPointer {
      Int(bss_count_activations($0.baseAddress.map { $0 + entry * rows }, UInt32(rows), value))
    }
  }

  /// The events of one pass in their order: drivers descend, because grenade fills the train from
  /// its end.
  func labels(entry: Int, on hemisphere: HemisphereOnDLS) -> [SpikeLabel] {
    (0..<rows).reversed().compactMap { i in
      SpikeLabel(
        SynapseDriverOnDLS(SynapseDriverOnSynapseDriverBlock(unchecked: i), hemisphere),
        HagenActivation(unchecked: inputs[entry * rows + i]))
    }
  }
}

/// Results of a batch: saturating int8 differences of result and baseline.
public struct MACResults: Hashable, Sendable {
  /// Results of the top and bottom hemisphere, entry after entry, `columns` of the tile each.
  public internal(set) var values: [[Int8]]
  /// FPGA cycles that the batch took on the chip.
  public internal(set) var cycles: Int
  /// The MADC's recording of each entry, if there was one: its real-time section, `start` counted
  /// from there.
  public internal(set) var recordings: [MADCTrace] = []
}
