public import Coordinates
internal import Glibc

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
  /// Number of the first vector of the program run that the batch belongs to; nil for a run that begins
  /// with the batch.
  ///
  /// A run is one execution of the host's program: all vectors of one call on one pair of tiles, as one
  /// execution instance of grenade. Drift differs from run to run. A caller that splits one run into
  /// several calls states here where it began, and gets the results of a single call.
  public var runStart: UInt64?
  /// The neuron (0…511) that the MADC records in every chip run that uses its column; this shifts
  /// the schedule of these runs by 1254 FPGA cycles.
  public var madcNeuron: AtomicNeuronOnDLS?
  /// Way in which the chip executes the batch.
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
    let range = Self.weightRange
    if let bad = weights.first(outside: Int8(range.lowerBound)...Int8(range.upperBound)) {
      throw .outOfRange(what: "weight", value: Int(bad), range: range)
    }
    self.weights = weights
    self.rows = rows
    self.columns = columns
  }

  /// Returns whether another product has the same matrix.
  func hasWeights(of other: MatrixMultiplication) -> Bool {
    guard rows == other.rows, columns == other.columns else { return false }
    return weights.withUnsafeBufferPointer { own in
      other.weights.withUnsafeBufferPointer { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return false }
        return own == other || memcmp(own, other, weights.count) == 0
      }
    }
  }

  /// One tile of the matrix.
  struct Tile {
    let number: Int
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// Error of a product of several tiles where only one is allowed.
  static func oneTile(of what: String, found: Int) -> ChipError {
    .wrongLength(
      what:
        "tiles (a matrix of at most \(tileRows) inputs and \(tileColumns) outputs takes one) of "
        + what,
      expected: 1, found: found)
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

/// Recording by the MADC of one entry of one chip run of a multiplication.
public struct MACRecording: Hashable, Sendable {
  /// Number of the chip run within the multiplication.
  public let executionIndex: Int
  /// Number of the vector in the batch.
  public let entry: Int
  /// The samples; `start` counts from the start of the real-time section.
  public let trace: MADCTrace
}
