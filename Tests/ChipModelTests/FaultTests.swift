import CADC
import Coordinates
import SimulationCore
import Synram
import Testing
import _TestSupport

@testable import ChipModel

/// Broken parts: how many there are, that they are where the seed puts them, and that they leave
/// the rest of the chip as it is.
@Suite struct FaultTests {
  private func draw(_ seed: UInt64 = 3) -> HemisphereDraw {
    HemisphereDraw(seed: seed, hemisphere: .bottom)
  }

  /// Five standard deviations of a binomial count: a false alarm once in two million draws each.
  @Test(arguments: FaultKind.allCases, [0.001, 0.02, 0.5])
  func `as many parts are broken as the fraction says`(_ kind: FaultKind, _ fraction: Double) {
    let count = 65536
    let broken = draw().parts(kind, count: count, fraction: fraction).count { $0 }
    let expected = Double(count) * fraction
    let deviation = (expected * (1 - fraction)).squareRoot()
    #expect(abs(Double(broken) - expected) < 5 * deviation)
  }

  @Test(arguments: FaultKind.allCases)
  func `what is broken at a small fraction is so at every larger one`(_ kind: FaultKind) {
    let few = draw().parts(kind, count: 4096, fraction: 0.05)
    let many = draw().parts(kind, count: 4096, fraction: 0.15)
    #expect(zip(few, many).allSatisfy { !$0 || $1 })
    #expect(few != many)
    #expect(draw().parts(kind, count: 4096, fraction: 1).allSatisfy { $0 })
    #expect(draw().parts(kind, count: 4096, fraction: 0).isEmpty)
    #expect(draw().parts(kind, count: 4096, fraction: 0.05) == few)
    #expect(draw(4).parts(kind, count: 4096, fraction: 0.05) != few)
  }

  /// A chip whose analog biases have arrived.
  private func liveChip(_ effects: [String]) throws -> Chip {
    let chip = try nominalChip("typical", seed: 2, effects: effects)
    var builder = PlaybackProgramBuilder()
    for synram in SynramOnDLS.allCases { builder.resetNeurons(synram) }
    _ = try chip.run(builder.done())
    return chip
  }

  private func pulses(_ effects: [String]) throws -> [Float] {
    let chip = try liveChip(effects)
    return chip.hemispheres.flatMap { hemisphere in
      (0..<HemisphereMachine.driverCount).flatMap { driver in
        [1, 20].map { hemisphere.synram.rowPulses(driver: driver, code: $0).top.length }
      }
    }
  }

  @Test func `a dead driver has no pulse, the others have theirs`() throws {
    let (healthy, faulty) = (try pulses([]), try pulses(["driver.dead=10"]))
    let changed = healthy.indices.filter { healthy[$0] != faulty[$0] }
    #expect(!changed.isEmpty && changed.count < healthy.count / 2)
    #expect(changed.allSatisfy { faulty[$0] == 0 })
  }

  @Test func `a stuck driver gives its longest pulse whatever the activation`() throws {
    let (healthy, faulty) = (try pulses([]), try pulses(["driver.stuck=30"]))
    let changed = healthy.indices.filter { healthy[$0] != faulty[$0] }
    #expect(!changed.isEmpty && changed.count < healthy.count / 4)
    // Codes 1 and 20 of a driver stand side by side.
    #expect(changed.allSatisfy { $0 % 2 == 1 && faulty[$0] == healthy[$0 - 1] })
  }

  private func rates(_ effects: [String], weight: UInt8) throws -> [Float] {
    let synram = try liveChip(effects).hemispheres[0].synram
    return (0..<64).flatMap { row in
      for j in 0..<256 { synram.setWeight(weight, row: row, column: j) }
      let rates = synram.rowRates(row, line: .excitatory)
      return (0..<256).map { rates[$0] }
    }
  }

  @Test func `a dead synapse gives no current, the others give theirs`() throws {
    let (healthy, faulty) = (try rates([], weight: 40), try rates(["synapse.dead=10"], weight: 40))
    let changed = healthy.indices.filter { healthy[$0] != faulty[$0] }
    // 164 of 16384 are expected; 60 to 300 is eight standard deviations and more.
    #expect((60...300).contains(changed.count))
    #expect(changed.allSatisfy { faulty[$0] == 0 })
  }

  @Test func `a stuck bit is read from the synapse's memory and stays what it is`() throws {
    let chip = try nominalChip("typical", seed: 2, effects: ["synapse.stuck=20"])
    let synram = chip.hemispheres[1].synram
    var stuck: [Int: UInt8] = [:]
    for weight in [UInt8(0), 63, 21, 42] {
      for index in 0..<65536 {
        let (row, column) = (index / 256, index % 256)
        synram.setWeight(weight, row: row, column: column)
        let difference = synram.weight(row: row, column: column) ^ weight
        guard difference != 0 else { continue }
        #expect(difference.nonzeroBitCount == 1)
        if let known = stuck[index] { #expect(known == difference) }
        stuck[index] = difference
      }
    }
    // 655 of 65536 are expected; five standard deviations are 128.
    #expect((527...783).contains(stuck.count))
    #expect(Set(stuck.values).count == 6)
  }

  private func products(_ chip: Chip, _ weight: Int8) throws -> [Int8] {
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: weight, count: 20 * 256), rows: 20, columns: 256)
    return try chip.multiply(inputs: [UInt8](repeating: 20, count: 20), batch: 1, product)
  }

  @Test(arguments: ["column.dead=20", "membrane.stuck_in_reset=20"])
  func `a dead column or a stuck neuron gives nothing, the others what they gave`(
    _ fault: String
  ) throws {
    let effects = silence + ["ota.offset=0", "cadc.nonlinearity=0"]
    let healthy = try nominalChip("typical", seed: 1, effects: effects)
    let faulty = try nominalChip("typical", seed: 1, effects: effects + [fault])
    let (before, after) = (try products(healthy, 20), try products(faulty, 20))
    let changed = before.indices.filter { before[$0] != after[$0] }
    // 20 of 256 are expected.
    #expect((3...60).contains(changed.count))
    // Pseudo-leakage may move a dead column's membrane a little.
    let odd = changed.filter { abs(Int(after[$0])) > 1 }
    #expect(odd.isEmpty, "\(odd.map { (before[$0], after[$0]) })")
    // The chip is not calibrated: single healthy columns give little.
    #expect(changed.count { before[$0] > 5 } * 10 >= changed.count * 8)
  }

  @Test func `dead channels read their end, stuck ones their start, whatever the input`() throws {
    let parameters = try preset(
      "typical", effects: silence + ["cadc.dead_channel=50", "cadc.stuck_channel=50"])
    let cadc = CADC(
      parameters: parameters.cadc, effects: parameters.effects,
      draw: HemisphereDraw(seed: 1, hemisphere: .top), count: 256)
    var biases = CADCBiases()
    for ramp in [\CADCBiases.left, \.right] {
      biases[keyPath: ramp].startVolts = 0.25
      biases[keyPath: ramp].slopeBias = 0.4
    }
    cadc.apply(biases)
    func reads(_ volts: Float) -> [UInt8] {
      CADCChannelKind.allCases.flatMap { kind in
        (0..<256).map { cadc.sample(volts, column: $0, kind: kind) }
      }
    }
    let (low, high) = (reads(0.5), reads(0.8))
    let unmoved = low.indices.filter { low[$0] == high[$0] }
    let first = UInt8(parameters.cadc.comparatorDelay)
    #expect(Set(unmoved.map { low[$0] }) == [first, .max])
    // About 10 and 9 per cent of 512 channels.
    for value in [first, .max] {
      #expect((20...90).contains(unmoved.count { low[$0] == value }))
    }
  }

  @Test func `a dead quadrant reads its end everywhere, the others as before`() throws {
    let seed = try #require(
      (0..<100).first {
        HemisphereDraw(seed: $0, hemisphere: .top).parts(.deadQuadrant, count: 2, fraction: 0.05)[0]
      })
    func reads(_ effects: [String]) throws -> [UInt8] {
      let chip = try nominalChip("typical", seed: UInt64(seed), effects: silence + effects)
      var builder = PlaybackProgramBuilder()
      builder.resetNeurons(.top)
      builder.wait(cycles: 230)
      let ticket = builder.readCADCRow(.top)
      return try chip.run(builder.done()).get(ticket).causal
    }
    let (healthy, faulty) = (try reads([]), try reads(["cadc.dead_quadrant=1"]))
    #expect(faulty[..<128].allSatisfy { $0 == 255 })
    #expect(faulty[128...] == healthy[128...])
  }

  @Test func `the two executions agree on faulty chips`() throws {
    let data = RandomProduct(seed: 4, rows: 256, columns: 256, batch: 3)
    let results = try [MACBatch.Execution.lowered, .interpreted].map { execution in
      var product = try data.product(numSends: 2, wait: 3)
      product.execution = execution
      return try nominalChip(
        "faulty", seed: 3, effects: ["column.dead=5", "membrane.stuck_in_reset=5"]
      ).multiply(inputs: data.inputs, batch: 3, product)
    }
    #expect(results[0] == results[1])
  }
}
