internal import Containers
internal import Coordinates
internal import Glibc
internal import SimulationCore

/// The analog parameter memory: 10-bit cells that become voltages and currents.
///
/// Each cell has its own gain and offset, drawn by the chip's seed, and follows a write with a
/// first-order lag. Values are read as analog codes (LSB) and converted by their users.
struct CapMem {
  static let blockCount = CapMemBlockOnDLS.count
  static let columnCount = CapMemColumnOnCapMemBlock.count
  static let rowCount = CapMemRowOnCapMemBlock.count
  static let cellCount = columnCount * rowCount
  /// Indices of all cells.
  static let indices = 0..<blockCount * cellCount
  /// Written instead of a value: the cell is no longer refreshed.
  static let refreshDisabled = Int(CapMemCell.AnalogValue.disableRefreshCode)
  /// Largest value of a cell.
  static let fullScale = Double(CapMemCell.Value.max.rawValue)

  let parameters: CapMemParameters
  let effects: EffectScales
  private let gains: [Float]
  private let blockGains: [Double]
  var codes: [UInt16]
  private var crosstalk: CapMemCrosstalk?
  private let drift: CapMemDrift?
  /// Cells still on their way.
  var moving = CellMotions()

  /// After this many time constants a cell has arrived (2e-9 of its step left).
  private static let arrival = 20.0

  init(parameters: CapMemParameters, effects: EffectScales, draw: PatternDraw) {
    self.parameters = parameters
    self.effects = effects
    let count = Self.blockCount * Self.cellCount
    gains = draw.normals(.capMemGain, count: count)
    let block = Spread(parameters.blockGainSpread, scale: effects[.quadrantDifference])
    blockGains = draw.normals(.capMemBlockGain, count: Self.blockCount).map { block.factor($0) }
    codes = [UInt16](repeating: 0, count: count)
    crosstalk = CapMemCrosstalk(parameters: parameters, effects: effects)
    drift = CapMemDrift(parameters: parameters, effects: effects, draw: draw)
  }

  /// Index of a cell: block by block, column by column.
  static func index(of cell: CapMemCellOnDLS) -> Int {
    (cell.block.value * columnCount + cell.x.value) * rowCount + cell.y.value
  }

  /// Index of the cell that holds a parameter of a neuron.
  @inline(__always)
  static func index(_ row: NeuronCapMemRow, firstOfNeuron first: Int) -> Int {
    first + Int(row.rawValue)
  }

  /// Index of a neuron's first cell.
  static func first(of neuron: AtomicNeuronOnDLS) -> Int {
    (neuron.toCapMemBlockOnDLS().value * columnCount + neuron.toCapMemColumnOnCapMemBlock().value)
      * rowCount
  }

  /// The digital value of a cell.
  func code(_ index: Int) -> Int { Int(codes[index]) }

  /// Writes a cell; its analog value starts to move.
  mutating func write(_ index: Int, code: Int, at time: PPUCycles) {
    guard codes[index] != UInt16(code) else { return }
    if effects.isOn(.capMemSettling) {
      moving.begin(index, .init(start: settledCode(index, at: time), since: time))
    }
    crosstalk?.move(index, from: codes[index], to: UInt16(code))
    codes[index] = UInt16(code)
  }

  /// Counts equal cells anew, after codes have been restored.
  mutating func recountNeighbours() {
    crosstalk?.recount(codes)
  }

  /// Returns whether the slow drift has gone on between two times.
  func hasDrifted(from start: PPUCycles, to end: PPUCycles) -> Bool {
    drift != nil && CapMemDrift.epoch(start) != CapMemDrift.epoch(end)
  }

  /// Returns whether any cell is still on its way at a time; forgets those that have arrived.
  mutating func isMoving(at time: PPUCycles) -> Bool {
    guard !moving.isEmpty else { return false }
    let lag = parameters.settlingConstant * effects[.capMemSettling] * Self.arrival
    moving.keep { (time - $0).seconds < lag }
    return !moving.isEmpty
  }

  /// Value of a cell in LSB, with the influence of its neighbours and of time. An empty cell has
  /// nothing to lose.
  private func analogCode(_ index: Int, at time: PPUCycles) -> Double {
    let own = settledCode(index, at: time)
    guard crosstalk != nil || drift != nil, codes[index] > 0 else { return own }
    let fall = crosstalk?.fall(index, code: codes[index]) ?? 0
    return max(0, own - fall + (drift?.shift(index, at: time) ?? 0))
  }

  private func settledCode(_ index: Int, at time: PPUCycles) -> Double {
    let target = min(Double(codes[index]), Self.fullScale)
    guard let motion = moving[index] else { return target }
    let lag = parameters.settlingConstant * effects[.capMemSettling]
    return target + (motion.start - target) * exp(-(time - motion.since).seconds / lag)
  }

  /// The voltage of a voltage cell at a time.
  func volts(_ index: Int, at time: PPUCycles) -> Double {
    let scale = effects[.capMemMismatch]
    let ideal =
      parameters.voltageStep * analogCode(index, at: time) * gain(index, scale)
      * blockGains[index / Self.cellCount]
    return max(0, ideal + parameters.voltageOffset)
  }

  /// The current of a current cell at a time, as a fraction of full scale.
  func current(_ index: Int, at time: PPUCycles) -> Double {
    analogCode(index, at: time) / Self.fullScale * gain(index, effects[.capMemMismatch])
  }

  private func gain(_ index: Int, _ scale: Double) -> Double {
    max(0.1, 1 + parameters.gainSpread * scale * Double(gains[index]))
  }
}
