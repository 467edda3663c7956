import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Every way to ask for what cannot be, with the sentence that answers.
@Suite struct RefusalTests {
  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private static func tile(_ inputs: [UInt8] = [1, 2], rows: Int = 2, columns: Int = 2) -> MACTile {
    MACTile(inputs: inputs, rows: rows, columns: columns)
  }

  private static let batches: [(String, @Sendable () throws -> MACBatch)] = [
    (
      "There are no vectors; give at least one.",
      { try MACBatch(top: tile(), bottom: nil, entries: 0) }
    ),
    (
      "There are no vectors; give at least one.",
      { try MACBatch(top: nil, bottom: nil, entries: 1) }
    ),
    (
      "There are no vectors; give at least one.",
      { try MACBatch(top: tile(), bottom: nil, entries: -1) }
    ),
    (
      "number of inputs of a tile is 0; allowed is 1...128.",
      { try MACBatch(top: tile([], rows: 0), bottom: nil, entries: 1) }
    ),
    (
      "number of inputs of a tile is 129; allowed is 1...128.",
      {
        try MACBatch(
          top: tile([UInt8](repeating: 1, count: 129), rows: 129), bottom: nil, entries: 1)
      }
    ),
    (
      "number of columns of a tile is 257; allowed is 1...256.",
      { try MACBatch(top: nil, bottom: tile(columns: 257), entries: 1) }
    ),
    (
      "The number of inputs is 2; give 4.",
      { try MACBatch(top: tile(), bottom: nil, entries: 2) }
    ),
    (
      "input is 32; allowed is 0...31.",
      { try MACBatch(top: tile([1, 32]), bottom: nil, entries: 1) }
    ),
    (
      "numSends is 0; allowed is 1...1000000.",
      { try MACBatch(top: tile(), bottom: nil, entries: 1, numSends: 0) }
    ),
    (
      "waitBetweenEvents is 1000001; allowed is 1...1000000.",
      { try MACBatch(top: tile(), bottom: nil, entries: 1, waitBetweenEvents: 1_000_001) }
    ),
    (
      "stream is 16777216; allowed is 0...16777215.",
      { try MACBatch(top: tile(), bottom: nil, entries: 1, stream: 1 << 24) }
    ),
    (
      "number of events of a vector (inputs above 0, times numSends) is 2000000; allowed is 0...1048576.",
      { try MACBatch(top: tile(), bottom: nil, entries: 1, numSends: 1_000_000) }
    ),
  ]

  @Test(arguments: batches.indices)
  func `a batch that cannot run is refused`(_ index: Int) {
    let (wanted, make) = Self.batches[index]
    #expect(sentence { _ = try make() } == wanted)
  }

  @Test func `counts that overflow are refused, not multiplied`() throws {
    let chip = try nominalChip("ideal")
    let product = try MatrixMultiplication(weights: [1, 1], rows: 2, columns: 1)
    #expect(
      sentence { _ = try chip.multiply(inputs: [1, 1], batch: .max, product) }
        .hasPrefix("The number of inputs is 2;"))
    #expect(
      sentence { _ = try MatrixMultiplication(weights: [1], rows: .max, columns: 2) }
        .hasPrefix("The number of weights is 1;"))
    #expect(
      sentence { _ = try MACBatch(top: Self.tile(), bottom: nil, entries: .max) }
        .hasPrefix("The number of inputs is 2;"))
  }

  @Test func `rows of synapses must fit the array`() {
    func write(_ weights: [UInt8], _ labels: [UInt8], _ row: SynapseRowOnSynram = 0) -> String {
      sentence {
        var builder = PlaybackProgramBuilder()
        try builder.writeSynapses(.top, firstRow: row, weights: weights, labels: labels)
      }
    }
    let row = [UInt8](repeating: 0, count: 256)
    #expect(write(row, row) == "no error")
    #expect(write(row, [0]) == "The number of labels is 1; give 256.")
    #expect(
      write([0], [0])
        == "number of weights, a multiple of 256 (whole rows), is 1; allowed is 256...65536.")
    #expect(
      write([], [])
        == "number of weights, a multiple of 256 (whole rows), is 0; allowed is 256...65536.")
    #expect(
      write(row + row, row + row, 255)
        == "number of weights, a multiple of 256 (whole rows), is 512; allowed is 256...256.")
    var bad = row
    bad[7] = 64
    #expect(write(bad, row) == "weight is 64; allowed is 0...63.")
    #expect(write(row, bad) == "label is 64; allowed is 0...63.")
  }

  private static let programs: [(String, @Sendable (inout PlaybackProgramBuilder) -> Void)] = [
    (
      """
      No modelled container lies at address 0x05000000; remove this read or write from the \
      program.
      """,
      { $0.write(address: 0x0500_0000, word: 1) }
    ),
    (
      """
      No modelled container lies at address 0x00000000; remove this read or write from the \
      program.
      """,
      { $0.write(address: 0, word: 1) }
    ),
    (
      "Address 0x02c80000 is read-only; remove the write from the program.",
      { $0.write(CADCSampleQuadOnDLS.min, CADCSampleQuad()) }
    ),
    (
      "Address 0x00110000 is write-only; remove the read from the program.",
      { _ = $0.read(PADIEventOnDLS.min, as: PADIEvent.self) }
    ),
    (
      "Address 0x00122000 is write-only; remove the read from the program.",
      { _ = $0.read(NeuronResetOnDLS.min, as: NeuronReset.self) }
    ),
    (
      "Cycle 4 has passed, the program is at cycle 5; sort events and waits by time.",
      { $0.send([SpikeEvent(SpikeLabel(), at: 5), SpikeEvent(SpikeLabel(), at: 4)]) }
    ),
    (
      "Cycle -1 has passed, the program is at cycle 0; sort events and waits by time.",
      { $0.send([SpikeEvent(SpikeLabel(), at: -1)]) }
    ),
    (
      "cycles to wait is nan; allowed is 0.0...8796093022208.0 (numbers with a unit are in SI units).",
      { $0.wait(microseconds: .nan) }
    ),
    (
      "cycles to wait is inf; allowed is 0.0...8796093022208.0 (numbers with a unit are in SI units).",
      { $0.wait(microseconds: .infinity) }
    ),
    (
      "cycles to wait is 9.223372036854776e+18; allowed is 0.0...8796093022208.0 (numbers with a unit are in SI units).",
      { $0.wait(cycles: .max) }
    ),
    (
      "cycle to wait for is 9.223372036854776e+18; allowed is 0.0...8796093022208.0 (numbers with a unit are in SI units).",
      { $0.blockUntil(cycle: .max) }
    ),
    (
      "synapse debug voltage is nan; allowed is 0.0...2.5 (numbers with a unit are in SI units).",
      { $0.setSynapseDebugVoltage(volts: .nan) }
    ),
    (
      "synapse debug voltage is -0.1; allowed is 0.0...2.5 (numbers with a unit are in SI units).",
      { $0.setSynapseDebugVoltage(volts: -0.1) }
    ),
    (
      "CADC debug voltage is 3.0; allowed is 0.0...2.5 (numbers with a unit are in SI units).",
      { $0.setCADCDebugLine(.externalVolts(3)) }
    ),
    (
      "CapMem cell is 12480; allowed is 0...12479.",
      { $0.setCADCDebugLine(.capMemCell(CapMemCellIndex(rawValue: 12480))) }
    ),
  ]

  @Test(arguments: programs.indices)
  func `a program that asks for the impossible is refused, and the chip is as before`(
    _ index: Int
  ) throws {
    let (wanted, write) = Self.programs[index]
    let chip = try nominalChip("ideal")
    var builder = PlaybackProgramBuilder()
    builder.wait(cycles: 100)
    write(&builder)
    builder.wait(cycles: 1_000_000)
    let before = try chip.snapshot()
    #expect(sentence { _ = try chip.run(builder.done()) } == wanted)
    #expect(try chip.snapshot() == before)
    var next = PlaybackProgramBuilder()
    let ticket = next.readCADCRow(.top)
    #expect(try chip.run(next.done()).get(ticket).causal.count == 256)
  }

  @Test func `negative and small waits do nothing`() throws {
    let chip = try nominalChip("ideal")
    var builder = PlaybackProgramBuilder()
    builder.wait(cycles: -5)
    builder.wait(microseconds: -5)
    builder.wait(microseconds: 0.001)
    builder.blockUntil(cycle: -7)
    #expect(try chip.run(builder.done()).cycles == 0)
  }

  @Test func `a ticket is worth nothing at another program's results`() throws {
    let chip = try nominalChip("ideal")
    var own = PlaybackProgramBuilder()
    let row = own.readCADCRow(.top)
    let word = own.read(CADCConfigOnDLS.min, as: CADCConfig.self)
    own.startMADC(0)
    let trace = own.stopMADC()
    let probe = own.stopProbe()
    let results = try chip.run(own.done())
    #expect(try results.get(row).causal.count == 256)
    #expect(try results.get(word).enable)
    #expect(try results.get(probe).traces.isEmpty)
    _ = try results.get(trace)
    _ = try results.time(of: row)
    var other = PlaybackProgramBuilder()
    for _ in 0..<8 { _ = other.readCADCRow(.top) }
    let foreign = try chip.run(other.done())
    for access in [
      { _ = try foreign.get(row) }, { _ = try foreign.get(word) }, { _ = try foreign.get(trace) },
      { _ = try foreign.get(probe) }, { _ = try foreign.time(of: row) },
    ] as [() throws -> Void] {
      #expect(throws: ChipError.foreignTicket) { try access() }
    }
  }

  @Test func `a chip that runs a program refuses another`() throws {
    let chip = try nominalChip("ideal")
    let product = try MatrixMultiplication(weights: [1], rows: 1, columns: 1)
    let wanted = "The chip is running a program; wait until it has ended."
    try chip.exclusively { () throws(ChipError) in
      #expect(sentence { _ = try chip.run(PlaybackProgramBuilder().done()) } == wanted)
      #expect(sentence { _ = try chip.multiply(inputs: [1], batch: 1, product) } == wanted)
      #expect(
        sentence { _ = try chip.probeProduct(inputs: [1], product, column: 0) } == wanted)
    }
    #expect(try chip.multiply(inputs: [1], batch: 1, product).count == 1)
  }

  @Test func `a probed product fits one tile`() throws {
    let chip = try nominalChip("ideal")
    let wide = try MatrixMultiplication(
      weights: [Int8](repeating: 1, count: 300), rows: 1, columns: 300)
    #expect(
      sentence { _ = try chip.probeProduct(inputs: [1], wide, column: 0) }
        == "The number of tiles (a matrix of at most 128 inputs and 256 outputs takes one) of a probed product is 2; give 1."
    )
  }

  @Test func `parameters and effects out of range make no chip`() throws {
    let good = try preset("ideal")
    func refusal(_ change: (inout ChipParameters) -> Void) -> String {
      var parameters = good
      change(&parameters)
      return sentence { _ = try Chip(parameters: parameters, seed: 0) }
    }
    #expect(refusal { _ in } == "no error")
    #expect(
      refusal { $0.columns.lineIdlePotential = 11 }
        == "columns.line.idle_potential is 11.0; allowed is 0.1...3.0 (numbers with a unit are in SI units)."
    )
    #expect(
      refusal { $0.columns.lineIdlePotential = .nan }
        == "columns.line.idle_potential is nan; allowed is 0.1...3.0 (numbers with a unit are in SI units)."
    )
    #expect(
      refusal { $0.effects[.cadcNoise] = -1 }
        == "effects.cadc.noise is -1.0; allowed is 0.0...100.0 (numbers with a unit are in SI units)."
    )
    #expect(
      refusal { $0.effects[.cadcNoise] = .nan }
        == "effects.cadc.noise is nan; allowed is 0.0...100.0 (numbers with a unit are in SI units)."
    )
    for row in ChipParameters.table {
      #expect(refusal { row.set(row.range.upperBound * 2 + 1, in: &$0) }.hasPrefix(row.key))
    }
  }
}
