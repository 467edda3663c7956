internal import Columns
internal import Containers
internal import Coordinates
internal import SimulationCore

extension StateWriter {
  /// Marks a time that has not been.
  fileprivate static let never = Int64.min

  /// Times, some of which have not been.
  mutating func put(times: [PPUCycles?]) { put(times.map { $0?.count ?? Self.never }) }
}

extension StateReader {
  mutating func time() throws(ChipError) -> PPUCycles { PPUCycles(try integer()) }

  mutating func times(count: Int) throws(ChipError) -> [PPUCycles?] {
    try integers(Int64.self, count: count).map { $0 == StateWriter.never ? nil : PPUCycles($0) }
  }
}

extension Board {
  func write(to writer: inout StateWriter) {
    writer.put(synapseDebugVolts)
    switch cadcDebugLine {
    case .disconnected: writer.put(UInt8(0))
    case .capMemCell(let cell):
      writer.put(UInt8(1))
      writer.put(Int64(cell.rawValue))
    case .externalVolts(let volts):
      writer.put(UInt8(2))
      writer.put(volts)
    }
    writer.put(dac.padVolts)
    writer.put(shiftRegister.connectDACToPad.values)
  }

  init(_ reader: inout StateReader) throws(ChipError) {
    synapseDebugVolts = try reader.double()
    switch try reader.integer(UInt8.self) {
    case 0: cadcDebugLine = .disconnected
    case 1:
      let cell = Int(try reader.integer(Int64.self))
      guard (0..<CapMem.blockCount * CapMem.cellCount).contains(cell) else {
        throw .invalidState("a CapMem cell is out of range")
      }
      cadcDebugLine = .capMemCell(CapMemCellIndex(rawValue: cell))
    case 2: cadcDebugLine = .externalVolts(try reader.double())
    default: throw .invalidState("the CADC debug line has an unknown source")
    }
    dac.padVolts = try reader.double()
    let pads = try reader.bools(count: PadOnDLS.count)
    shiftRegister.connectDACToPad = .init { pads[$0.value] }
  }
}

extension CapMem {
  /// Codes, and the cells that are still on their way.
  struct State: Sendable {
    var codes: [UInt16] = []
    var moving: [Int: Motion] = [:]

    init() {}

    func write(to writer: inout StateWriter) {
      writer.put(codes)
      let cells = moving.keys.sorted()
      writer.put(cells.map(Int64.init))
      writer.put(cells.map { moving[$0]?.start ?? 0 })
      writer.put(cells.map { moving[$0]?.since.count ?? 0 })
    }

    init(_ reader: inout StateReader) throws(ChipError) {
      codes = try reader.integers(count: CapMem.blockCount * CapMem.cellCount)
      let cells = try reader.integers(Int64.self)
      let starts = try reader.doubles(count: cells.count)
      let times = try reader.integers(Int64.self, count: cells.count)
      for (index, cell) in cells.enumerated() {
        guard codes.indices.contains(Int(cell)) else {
          throw .invalidState("a CapMem cell is out of range")
        }
        moving[Int(cell)] = Motion(start: starts[index], since: PPUCycles(times[index]))
      }
    }
  }

  /// What the memory remembers.
  var state: State {
    get {
      var state = State()
      state.codes = codes
      state.moving = moving
      return state
    }
    set {
      codes = newValue.codes
      moving = newValue.moving
      recountNeighbours()
    }
  }
}

extension ColumnValues {
  func write(to writer: inout StateWriter) {
    writer.put(time.count)
    for row in [excitatory, inhibitory, membrane, noise, pendingVariance] { writer.put(row) }
    writer.put(times: heldUntil)
    for column in biases.columns {
      writer.put(
        [
          column.leakVolts, column.resetVolts, column.leakBias, column.offsetCurrent,
          column.capacitance,
        ] + numbers(column.excitatory) + numbers(column.inhibitory))
      writer.put(switches(column.excitatory) + switches(column.inhibitory))
    }
  }

  private func numbers(_ input: ColumnBiases.Input) -> [Double] {
    [input.tauBias, input.conductanceBias, input.shiftBias]
  }

  private func switches(_ input: ColumnBiases.Input) -> [Bool] {
    [
      input.isEnabled, input.isLineConnected, input.hasSmallCapacitance, input.hasHighResistance,
    ]
  }

  init(_ reader: inout StateReader) throws(ChipError) {
    self.init()
    let count = HemisphereMachine.columnCount
    time = try reader.time()
    excitatory = try reader.floats(count: count)
    inhibitory = try reader.floats(count: count)
    membrane = try reader.floats(count: count)
    noise = try reader.floats(count: count)
    pendingVariance = try reader.floats(count: count)
    heldUntil = try reader.times(count: count).map { $0 ?? .zero }
    biases = ColumnBiases(count: count)
    for j in 0..<count {
      let values = try reader.doubles(count: 11)
      let flags = try reader.bools(count: 8)
      var column = ColumnBiases.Column()
      (column.leakVolts, column.resetVolts, column.leakBias) = (values[0], values[1], values[2])
      (column.offsetCurrent, column.capacitance) = (values[3], values[4])
      column.excitatory = Self.input(values[5...7], flags[0...3])
      column.inhibitory = Self.input(values[8...10], flags[4...7])
      biases.columns[j] = column
    }
  }

  private static func input(
    _ values: ArraySlice<Double>, _ flags: ArraySlice<Bool>
  ) -> ColumnBiases.Input {
    var input = ColumnBiases.Input()
    let (v, f) = (values.startIndex, flags.startIndex)
    input.tauBias = values[v]
    input.conductanceBias = values[v + 1]
    input.shiftBias = values[v + 2]
    input.isEnabled = flags[f]
    input.isLineConnected = flags[f + 1]
    input.hasSmallCapacitance = flags[f + 2]
    input.hasHighResistance = flags[f + 3]
    return input
  }
}
