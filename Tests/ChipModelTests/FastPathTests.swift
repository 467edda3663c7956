import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Fast and slow ways of the same products over random chips, effects, shapes and programs.
@Suite struct FastPathTests {
  /// Found by random programs: a slow conversion took the baseline in the forced reset.
  @Test func `an entry is regular only if the baseline is taken before all later resets`() throws {
    let times = try preset("typical").timing
    let schedule = MACSchedule(nonZeroInputs: 1, numSends: 1, waitBetweenEvents: 5)
    var isRegular: Set<Bool> = []
    for conversion in 0..<8000 as Range<Int64> {
      let timing = MACTiming(
        hemisphere: .top, schedule: schedule, timing: times, refractory: PPUCycles(552),
        conversion: PPUCycles(conversion))
      isRegular.insert(timing.isRegular)
      let reset = min(timing.resetStart, timing.forcedResetStart)
      #expect(!timing.isRegular || timing.baselineSample <= reset, "\(conversion)")
    }
    #expect(isRegular.count == 2)
  }

  private static let count = Tier.isFull ? 60 : 6

  /// Some effects off, some as configured, some doubled.
  private func effects(_ stream: inout RandomStream) -> [String] {
    Effect.allCases.compactMap { effect in
      switch stream.uniform(below: 4) {
      case 0: "\(effect.name)=0"
      case 1: "\(effect.name)=2"
      default: nil
      }
    }.filter { !$0.hasPrefix(Effect.membraneResetMemory.name) }
  }

  private func product(
    _ stream: inout RandomStream, seed: UInt64
  ) throws -> (data: RandomProduct, product: MatrixMultiplication) {
    let rows = [1, 4, 100, 128, 140][stream.uniform(below: 5)]
    let columns = [1, 3, 8, 20, 128, 300][stream.uniform(below: 6)]
    let data = RandomProduct(
      seed: seed, rows: rows, columns: columns, batch: 1 + stream.uniform(below: 4),
      zeros: stream.uniform())
    var product = try MatrixMultiplication(weights: data.weights, rows: rows, columns: columns)
    product.numSends = 1 + stream.uniform(below: 3)
    product.waitBetweenEvents = [1, 5, 5, 25][stream.uniform(below: 4)]
    return (data, product)
  }

  /// A program that no sane user writes, and the end of what it may have begun to record.
  private func disturb(_ chips: [Chip], seed: UInt64) {
    for chip in chips {
      var fuzzer = ProgramFuzzer(seed: seed)
      _ = try? chip.run(fuzzer.program())
      var builder = PlaybackProgramBuilder()
      _ = builder.stopMADC()
      _ = builder.stopProbe()
      _ = try? chip.run(builder.done())
    }
  }

  @Test(arguments: 0..<UInt64(count))
  func `kernel and interpreter give the same results at the same time`(_ seed: UInt64) throws {
    var stream = RandomStream(seed: seed, domain: .testing, index: 3)
    let own = effects(&stream)
    let name = ["typical", "typical", "ideal", "faulty"][stream.uniform(below: 4)]
    let chips = try [1, 3].map {
      try nominalChip(name, seed: seed, runSeed: 7, threads: $0, effects: own)
    }
    for step in 0..<6 as Range<UInt64> {
      if step > 3, stream.uniform(below: 2) == 0 { disturb(chips, seed: seed << 8 | step) }
      var (data, product) = try product(&stream, seed: seed << 8 | step)
      let fast = try chips[1].multiply(inputs: data.inputs, batch: data.batch, product)
      product.execution = .interpreted
      let slow = try chips[0].multiply(inputs: data.inputs, batch: data.batch, product)
      #expect(fast == slow, "step \(step) of \(name) with \(own)")
      #expect(chips[0].chipSeconds == chips[1].chipSeconds)
    }
  }

  @Test(arguments: 0..<UInt64(count))
  func `a product configures what belongs to it, whatever was there before, and only once`(
    _ seed: UInt64
  ) throws {
    var stream = RandomStream(seed: seed, domain: .testing, index: 4)
    let chip = try nominalChip("ideal", seed: seed)
    for step in 0..<20 as Range<UInt64> { disturb([chip], seed: seed << 8 | step) }
    let tiles = try [0, 1].map { (h: UInt64) -> MACTile in
      let data = try product(&stream, seed: seed << 1 | h).data
      let (rows, columns) = (min(data.rows, 128), min(data.columns, 256))
      return MACTile(
        inputs: [UInt8](repeating: 1, count: rows), rows: rows, columns: columns, tile: Int(h))
    }
    let batch = try MACBatch(top: tiles[0], bottom: tiles[1], entries: 1)
    let weights = PerHemisphere<MACProgram.Weights?> { hemisphere in
      let tile = tiles[hemisphere.value]
      return MACProgram.Weights(
        rows: tile.rows, columns: tile.columns,
        values: [Int8](repeating: -5, count: tile.rows * tile.columns))
    }
    let first = try MACProgram.build(bus: chip.bus, weights: weights, batch: batch).program
    _ = try chip.run(first)
    for (h, tile) in tiles.enumerated() { expectConfigured(chip, tile, h) }
    let second = try MACProgram.build(bus: chip.bus, weights: weights, batch: batch).program
    #expect(throws: ChipError.wholeRowsWritten) { try first.registerWrites() }
    #expect(try first.registerWrites(omitsSynapseRows: true).isEmpty == false)
    #expect(try second.registerWrites(omitsSynapseRows: true).isEmpty)
  }

  private func expectConfigured(_ chip: Chip, _ tile: MACTile, _ h: Int) {
    for driver in 0..<128 {
      let config: SynapseDriverConfig = chip.bus.stored(
        SynapseDriverOnDLS(unchecked: h * 128 + driver))
      #expect(config.enableReceiver == (driver < tile.rows))
      #expect(config.rowAddressCompareMask.value == 31 && !config.enableAddressOut)
      #expect(config.rowModeTop == .excitatory && config.rowModeBottom == .inhibitory)
    }
    for column in 0..<256 {
      let neuron = AtomicNeuronOnDLS(unchecked: h * 256 + column)
      let switches = chip.hemispheres[h].switches[column]
      let isUsed = column < tile.columns
      #expect(switches.connectsExcitatory == isUsed && switches.connectsInhibitory == isUsed)
      let config: NeuronConfig = chip.bus.stored(neuron.toNeuronConfigOnDLS())
      #expect(!isUsed || config.enableReadoutAmplifier && config.readoutSource == .membrane)
    }
    for channel in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases where bus.value % 4 != channel.value {
        let node: CrossbarNode = chip.bus.stored(CrossbarNodeOnDLS(from: channel, to: bus))
        #expect(node == .dropAll)
      }
    }
  }

  @Test func `a product on a chip with a past is that of a chip without one`() throws {
    var stream = RandomStream(seed: 5, domain: .testing)
    let old = try nominalChip("typical", effects: silence)
    for step in 0..<8 as Range<UInt64> {
      let (data, product) = try product(&stream, seed: step)
      let new = try nominalChip("typical", effects: silence)
      try new.seekNoise(to: try old.noisePosition())
      #expect(
        try old.multiply(inputs: data.inputs, batch: data.batch, product)
          == new.multiply(inputs: data.inputs, batch: data.batch, product), "step \(step)")
    }
  }
}
