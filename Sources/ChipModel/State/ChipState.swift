internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

/// State of a chip as plain values.
struct ChipState: Sendable {
  var now = PPUCycles.zero
  var timerStart = PPUCycles.zero
  var readCount: UInt64 = 0
  var lostEvents = 0
  var macCounters: [UInt32: UInt64] = [:]
  var lastBusEvents: [PPUCycles?] = []
  var board = Board()
  /// Bytes of transfers to the board that have not ended, by the client's address.
  var spiTransfers: [UInt32: UInt32] = [:]
  var words = WordStore()
  var capMem = CapMem.State()
  var hemispheres = PerHemisphere<HemisphereState>(repeating: HemisphereState())
}

/// State of a hemisphere beyond its registers.
struct HemisphereState: Sendable {
  var areBiasesStale = true
  var biasTime = PPUCycles.zero
  var staleNeurons: [Bool] = []
  var lastConversion = CADCSampleRow(causal: [], acausal: [])
  var synapses = SynapseState()
  var lastEvents: [PPUCycles?] = []
  var synramBiases = SynramBiases()
  var cadcBiases = CADCBiases()
  var columns = ColumnSnapshot()
}

/// Weights and labels of a synapse array, row by row.
struct SynapseState: Sendable {
  var weights: [UInt8] = []
  var labels: [UInt8] = []
}

extension ChipState: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try visitor.field(&now)
    try visitor.field(&timerStart)
    try visitor.field(&readCount)
    try visitor.field(&lostEvents)
    try visitor.map(&macCounters)
    try visitor.row(&lastBusEvents, count: PADIBusOnDLS.count)
    try board.visit(&visitor)
    try words.visit(&visitor)
    try capMem.visit(&visitor)
    for hemisphere in HemisphereOnDLS.allCases { try hemispheres[hemisphere].visit(&visitor) }
    try visitor.lastMap(&spiTransfers)
  }
}

extension HemisphereState: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    try visitor.field(&areBiasesStale)
    try visitor.field(&biasTime)
    try visitor.row(&staleNeurons, count: NeuronColumnOnDLS.count)
    try lastConversion.visit(&visitor)
    try synapses.visit(&visitor)
    try visitor.row(&lastEvents, count: SynapseDriverOnSynapseDriverBlock.count)
    try synramBiases.visit(&visitor)
    try cadcBiases.visit(&visitor)
    try columns.visit(&visitor)
  }
}

extension SynapseState: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    let count = SynapseRowOnSynram.count * SynapseOnSynapseRow.count
    try visitor.row(&weights, count: count)
    try visitor.row(&labels, count: count)
    guard (weights + labels).allSatisfy({ $0 <= SynapseWeight.range.upperBound }) else {
      throw .damagedState("a synapse is out of range")
    }
  }
}
