internal import SimulationCore

/// Contents of the synapses of one hemisphere, and the tables that follow from them.
final class SynapseMemory {
  @exclusivity(unchecked) var weights: [UInt8]
  @exclusivity(unchecked) var labels: [UInt8]
  /// Label of all synapses of a row; ``mixedLabels`` for a row with several.
  @exclusivity(unchecked) var uniformLabels: [Int16]
  /// Steps per second of the top row's pulse on each line, row-major; made on demand.
  let rates: Pair<ColumnLine, FloatBuffer>
  @exclusivity(unchecked) var areRatesValid: Pair<ColumnLine, [Bool]>
  /// Distance factors of each driver's columns, with the load of its synapses; made on demand.
  let distances: FloatBuffer
  @exclusivity(unchecked) var areDistancesValid: [Bool]
  /// Number of changes of the contents.
  @exclusivity(unchecked) var revision = 0
  /// The settings that the rates belong to: ``SynapseArray`` counts them.
  var settings = 0

  static let mixedLabels: Int16 = -1

  /// A memory of rows, `stride` floats of rates apart.
  init(weights: [UInt8], rows: Int, stride: Int) {
    self.weights = weights
    labels = [UInt8](repeating: 0, count: weights.count)
    uniformLabels = [Int16](repeating: 0, count: rows)
    rates = Pair { _ in FloatBuffer(count: rows * stride) }
    areRatesValid = Pair { _ in [Bool](repeating: false, count: rows) }
    distances = FloatBuffer(count: rows / 2 * stride)
    areDistancesValid = [Bool](repeating: false, count: rows / 2)
  }

  /// A memory with the contents of another one, without its tables.
  convenience init(copying other: SynapseMemory, stride: Int) {
    self.init(weights: other.weights, rows: other.uniformLabels.count, stride: stride)
    labels = other.labels
    uniformLabels = other.uniformLabels
  }

  func forgetRates() {
    for line in ColumnLine.allCases {
      for row in areRatesValid[line].indices { areRatesValid[line][row] = false }
    }
  }

  /// Discards the tables of a row.
  func invalidate(_ row: Int) {
    areDistancesValid[row / 2] = false
    areRatesValid[.excitatory][row] = false
    areRatesValid[.inhibitory][row] = false
  }
}

/// Contents of a hemisphere's synapses that can return at once, with all tables that follow from them.
public struct KeptSynapses {
  let memory: SynapseMemory
  let revision: Int

  /// The memory that holds them.
  public var identity: ObjectIdentifier { ObjectIdentifier(memory) }

  /// Tells whether nobody has changed them since.
  var isUnchanged: Bool { memory.revision == revision }
}
