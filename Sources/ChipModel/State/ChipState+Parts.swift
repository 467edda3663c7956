internal import CADC
internal import Columns
internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Board: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try visitor.field(&synapseDebugVolts)
    try cadcDebugLine.visit(&visitor)
    try visitor.field(&padVolts)
    var pads = padsOfDAC.values
    try visitor.row(&pads, count: PadOnDLS.count)
    padsOfDAC = .init { pads[$0.value] }
  }
}

extension CADCDebugSource: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    var kind: UInt8
    var (cell, volts): (Int64, Double) = (0, 0)
    switch self {
    case .disconnected: kind = 0
    case .capMemCell(let index): (kind, cell) = (1, Int64(index.rawValue))
    case .externalVolts(let own): (kind, volts) = (2, own)
    }
    try visitor.field(&kind)
    switch kind {
    case 0: self = .disconnected
    case 1:
      try visitor.field(&cell)
      guard CapMem.indices.contains(Int(cell)) else { throw CapMem.State.outOfRange }
      self = .capMemCell(CapMemCellIndex(rawValue: Int(cell)))
    case 2:
      try visitor.field(&volts)
      self = .externalVolts(volts)
    default: throw .damagedState("the CADC debug line has an unknown source")
    }
  }
}

extension WordStore: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    var pages = sortedPages
    var count = UInt32(pages.count)
    try visitor.field(&count)
    pages += [Page](
      repeating: (0, []), count: min(Int(count), Int(Self.pageCount)) - pages.count)
    for index in pages.indices {
      try visitor.field(&pages[index].number)
      guard pages[index].number < Self.pageCount else {
        throw .damagedState(
          "page \(pages[index].number) of the registers lies outside the register bus")
      }
      try visitor.row(&pages[index].words, count: Self.pageLength)
    }
    self = WordStore(pages: pages)
  }
}

extension CapMem {
  /// Codes, and the cells that are still on their way.
  struct State: StateValue, Sendable {
    var codes: [UInt16] = []
    var moving: [Int: CellMotions.Motion] = [:]

    static let outOfRange = ChipError.damagedState("a CapMem cell is out of range")

    mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
      try visitor.row(&codes, count: CapMem.indices.count)
      var cells = moving.keys.sorted().map(Int64.init)
      var starts = cells.map { moving[Int($0)]?.start ?? 0 }
      var times = cells.map { moving[Int($0)]?.since.count ?? 0 }
      try visitor.row(&cells, count: nil)
      try visitor.row(&starts, count: cells.count)
      try visitor.row(&times, count: cells.count)
      for (index, cell) in cells.enumerated() {
        guard codes.indices.contains(Int(cell)) else { throw Self.outOfRange }
        moving[Int(cell)] = .init(start: starts[index], since: PPUCycles(times[index]))
      }
    }
  }

  /// State of the memory.
  var state: State {
    get { State(codes: codes, moving: moving.all) }
    set {
      codes = newValue.codes
      moving = CellMotions(newValue.moving)
      recountNeighbours()
    }
  }
}

extension CADCSampleRow: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    var (causal, acausal) = (causal, acausal)
    try visitor.row(&causal, count: CADCChannelColumnOnSynram.count)
    try visitor.row(&acausal, count: CADCChannelColumnOnSynram.count)
    self = CADCSampleRow(causal: causal, acausal: acausal)
  }
}

extension SynramBiases: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try left.visit(&visitor)
    try right.visit(&visitor)
    try visitor.field(&hagenDAC)
  }
}

extension SynramBiases.Block: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try visitor.field(&synapseDAC)
    try visitor.field(&ramp)
    try visitor.field(&calibration)
  }
}

extension CADCBiases: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try left.visit(&visitor)
    try right.visit(&visitor)
  }
}

extension CADCBiases.Ramp: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try visitor.field(&startVolts)
    try visitor.field(&slopeBias)
  }
}

extension ColumnSnapshot: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    let count = NeuronColumnOnDLS.count
    try visitor.field(&time)
    try visitor.row(&excitatory, count: count)
    try visitor.row(&inhibitory, count: count)
    try visitor.row(&membrane, count: count)
    try visitor.row(&noise, count: count)
    try visitor.row(&pendingVariance, count: count)
    try visitor.row(&heldUntil, count: count)
    if biases.columns.isEmpty { biases = ColumnBiases(count: count) }
    for j in biases.columns.indices { try biases.columns[j].visit(&visitor) }
  }
}

extension ColumnBiases.Column: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    var numbers =
      [leakVolts, resetVolts, leakBias, offsetCurrent, capacitance] + excitatory.numbers
      + inhibitory.numbers
    var switches = excitatory.switches + inhibitory.switches
    try visitor.row(&numbers, count: 11)
    try visitor.row(&switches, count: 8)
    (leakVolts, resetVolts, leakBias) = (numbers[0], numbers[1], numbers[2])
    (offsetCurrent, capacitance) = (numbers[3], numbers[4])
    excitatory = ColumnBiases.Input(numbers[5...7], switches[0...3])
    inhibitory = ColumnBiases.Input(numbers[8...10], switches[4...7])
  }
}

extension ColumnBiases.Input {
  fileprivate var numbers: [Double] { [tauBias, conductanceBias, shiftBias] }

  fileprivate var switches: [Bool] {
    [isEnabled, isLineConnected, hasSmallCapacitance, hasHighResistance]
  }

  fileprivate init(_ numbers: ArraySlice<Double>, _ switches: ArraySlice<Bool>) {
    self.init()
    let (n, s) = (Array(numbers), Array(switches))
    (tauBias, conductanceBias, shiftBias) = (n[0], n[1], n[2])
    (isEnabled, isLineConnected) = (s[0], s[1])
    (hasSmallCapacitance, hasHighResistance) = (s[2], s[3])
  }
}
