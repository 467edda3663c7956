internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

/// What a chip remembers, as plain values.
struct ChipState: Sendable {
  var now = PPUCycles.zero
  var timerStart = PPUCycles.zero
  var readCount: UInt64 = 0
  var lostEvents = 0
  var macCounters: [UInt32: UInt64] = [:]
  var lastBusEvents: [PPUCycles?] = []
  var board = Board()
  var pages: [(number: UInt32, words: [UInt32])] = []
  var capMem = CapMem.State()
  var hemispheres: [HemisphereState] = []
}

/// What a hemisphere remembers.
struct HemisphereState: Sendable {
  var areBiasesStale = true
  var biasTime = PPUCycles.zero
  var staleNeurons: [Bool] = []
  var causal: [UInt8] = []
  var acausal: [UInt8] = []
  var weights: [UInt8] = []
  var labels: [UInt8] = []
  var lastEvents: [PPUCycles?] = []
  var synramBiases = SynramBiases()
  var cadcBiases = CADCBiases()
  var columns = ColumnValues()
}

extension ChipState {
  func write(to writer: inout StateWriter) {
    writer.put(now.count)
    writer.put(timerStart.count)
    writer.put(readCount)
    writer.put(Int64(lostEvents))
    writer.put(macCounters.keys.sorted())
    writer.put(macCounters.keys.sorted().map { macCounters[$0] ?? 0 })
    writer.put(times: lastBusEvents)
    board.write(to: &writer)
    writer.put(UInt32(pages.count))
    for page in pages {
      writer.put(page.number)
      writer.put(page.words)
    }
    capMem.write(to: &writer)
    for hemisphere in hemispheres { hemisphere.write(to: &writer) }
  }

  init(_ reader: inout StateReader) throws(ChipError) {
    now = try reader.time()
    timerStart = try reader.time()
    readCount = try reader.integer()
    lostEvents = Int(try reader.integer(Int64.self))
    let streams = try reader.integers(UInt32.self)
    let counts = try reader.integers(UInt64.self, count: streams.count)
    macCounters = Dictionary(zip(streams, counts)) { $1 }
    lastBusEvents = try reader.times(count: PADIBusOnDLS.count)
    board = try Board(&reader)
    for _ in 0..<(try reader.integer(UInt32.self)) {
      let number = try reader.integer(UInt32.self)
      guard number < WordStore.pageCount else {
        throw .invalidState("page \(number) of the registers lies outside the register bus")
      }
      pages.append((number, try reader.integers(count: WordStore.pageLength)))
    }
    capMem = try CapMem.State(&reader)
    for _ in HemisphereOnDLS.allCases { hemispheres.append(try HemisphereState(&reader)) }
  }
}

extension HemisphereState {
  private static var rowCount: Int { 2 * HemisphereMachine.driverCount }

  func write(to writer: inout StateWriter) {
    writer.put(areBiasesStale)
    writer.put(biasTime.count)
    writer.put(staleNeurons)
    for values in [causal, acausal, weights, labels] { writer.put(values) }
    writer.put(times: lastEvents)
    for block in [synramBiases.left, synramBiases.right] {
      for value in [block.synapseDAC, block.ramp, block.calibration] { writer.put(value) }
    }
    writer.put(synramBiases.hagenDAC)
    for ramp in [cadcBiases.left, cadcBiases.right] {
      writer.put(ramp.startVolts)
      writer.put(ramp.slopeBias)
    }
    columns.write(to: &writer)
  }

  init(_ reader: inout StateReader) throws(ChipError) {
    let count = HemisphereMachine.columnCount
    areBiasesStale = try reader.bool()
    biasTime = try reader.time()
    staleNeurons = try reader.bools(count: count)
    causal = try reader.integers(count: count)
    acausal = try reader.integers(count: count)
    weights = try reader.integers(count: Self.rowCount * count)
    labels = try reader.integers(count: Self.rowCount * count)
    guard (weights + labels).allSatisfy({ $0 <= SynapseWeight.range.upperBound }) else {
      throw .invalidState("a synapse is out of range")
    }
    lastEvents = try reader.times(count: HemisphereMachine.driverCount)
    synramBiases.left = try Self.block(&reader)
    synramBiases.right = try Self.block(&reader)
    synramBiases.hagenDAC = try reader.double()
    cadcBiases.left = try Self.ramp(&reader)
    cadcBiases.right = try Self.ramp(&reader)
    columns = try ColumnValues(&reader)
  }

  private static func block(_ reader: inout StateReader) throws(ChipError) -> SynramBiases.Block {
    var block = SynramBiases.Block()
    block.synapseDAC = try reader.double()
    block.ramp = try reader.double()
    block.calibration = try reader.double()
    return block
  }

  private static func ramp(_ reader: inout StateReader) throws(ChipError) -> CADCBiases.Ramp {
    var ramp = CADCBiases.Ramp()
    ramp.startVolts = try reader.double()
    ramp.slopeBias = try reader.double()
    return ramp
  }
}
