import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

/// A random product with a random way to send it.
struct RandomMAC: CustomStringConvertible {
  let seed: UInt64
  let data: RandomProduct
  let product: MatrixMultiplication

  init(seed: UInt64) throws {
    self.seed = seed
    var stream = RandomStream(seed: seed, domain: .testing, index: 1)
    func pick<T>(_ values: [T]) -> T { values[stream.uniform(below: values.count)] }
    let zeros = pick([0, 0.3, 0.9, 1])
    data = RandomProduct(
      seed: seed, rows: 1 + stream.uniform(below: pick([4, 128, 300])),
      columns: pick([1, 7, 8, 9, 255, 256, 1 + stream.uniform(below: 300)]),
      batch: 1 + stream.uniform(below: 3), zeros: zeros)
    product = try data.product(
      numSends: 1 + stream.uniform(below: 4),
      wait: pick([1, 2, 5, 25, 1 + stream.uniform(below: 60)]))
  }

  var description: String {
    "seed \(seed): \(data.rows) x \(data.columns), sends \(product.numSends), wait "
      + "\(product.waitBetweenEvents), batch \(data.batch)"
  }
}

/// The two executions of a batch, and what may come between.
@Suite struct ExecutionTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var preset: String
    var effects: [String] = []
    var codes = NominalSettings.Codes()
    var testDescription: String { "\(preset) \(effects) leak \(codes.leakBias)" }

    static var leaky: NominalSettings.Codes {
      var codes = NominalSettings.Codes()
      codes.leakBias = 300
      return codes
    }
  }

  static let kinds: [Kind] = [
    // Small offsets of the inputs, as after calibration: no column is pinned at a rail.
    Kind(preset: "typical", effects: ["ota.offset=0.02"]), Kind(preset: "ideal"),
    Kind(preset: "typical", effects: ["ota.offset=0.02"], codes: Kind.leaky),
    Kind(preset: "typical"),
    Kind(
      preset: "typical",
      effects: [
        "ota.offset=0.02", "line.compression=3", "driver.recovery=5", "ota.saturation=2",
        "synapse.mismatch=4",
      ]),
    Kind(preset: "ideal", effects: ["line.tail=1", "driver.distance=2", "membrane.noise=3"]),
  ]

  /// Both chips do the same things in the same order, so their states are compared as well.
  @Test(arguments: kinds)
  func `interpreter and lowering agree bitwise, and leave the same chip behind`(_ kind: Kind) throws
  {
    let (fast, slow) = (
      try nominalChip(kind.preset, seed: 3, threads: 2, codes: kind.codes, effects: kind.effects),
      try nominalChip(kind.preset, seed: 3, codes: kind.codes, effects: kind.effects)
    )
    for seed in 0..<UInt64(Tier.isFull ? 200 : 12) {
      let mac = try RandomMAC(seed: seed)
      var product = mac.product
      let a = try fast.multiply(inputs: mac.data.inputs, batch: mac.data.batch, product)
      product.execution = .interpreted
      let b = try slow.multiply(inputs: mac.data.inputs, batch: mac.data.batch, product)
      #expect(a == b, "\(mac)")
      #expect(fast.chipSeconds == slow.chipSeconds)
      var read = PlaybackProgramBuilder()
      let tickets = SynramOnDLS.allCases.map { read.readCADCRow($0) }
      let program = read.done()
      let (after, same) = (try fast.run(program), try slow.run(program))
      for ticket in tickets { #expect(try after.get(ticket) == same.get(ticket), "\(mac)") }
    }
  }

  @Test func `every product of the test above is lowered, so that the comparison means something`()
    throws
  {
    let chip = try nominalChip("typical")
    for seed in 0..<12 as Range<UInt64> {
      let mac = try RandomMAC(seed: seed)
      _ = try chip.multiply(inputs: mac.data.inputs, batch: mac.data.batch, mac.product)
      let rows = mac.product.tiles[mac.product.tiles.count - 1].rows.count
      // The last tile is in the arrays; its shape is what counts.
      let tile = MACTile(
        inputs: [UInt8](repeating: 3, count: rows), rows: rows,
        columns: mac.product.tiles[mac.product.tiles.count - 1].columns.count)
      let isTop = mac.product.tiles.count % 2 == 1
      let batch = try MACBatch(top: isTop ? tile : nil, bottom: isTop ? nil : tile, entries: 1)
      #expect(chip.canLower(batch), "\(mac)")
    }
  }

  @Test func `one hemisphere alone is lowered as well and takes its own noise`() throws {
    func run(_ execution: MACBatch.Execution, bottom: Bool) throws -> [[Int8]] {
      let chip = try nominalChip("typical")
      let data = RandomProduct(seed: 4, rows: 200, columns: 30, batch: 1)
      _ = try chip.multiply(inputs: data.inputs, batch: 1, data.product())
      let tile = MACTile(
        inputs: (0..<3 * 60).map { UInt8($0 % 32) }, rows: 60, columns: 30, tile: 1)
      let batch = try MACBatch(
        top: bottom ? nil : tile, bottom: bottom ? tile : nil, entries: 3, numSends: 2,
        execution: execution)
      var builder = PlaybackProgramBuilder()
      let ticket = builder.multiply(batch)
      return try chip.run(builder.done()).get(ticket).values
    }
    for bottom in [false, true] {
      let fast = try run(.lowered, bottom: bottom)
      #expect(try fast == run(.interpreted, bottom: bottom))
      #expect(fast[bottom ? 0 : 1].isEmpty && fast[bottom ? 1 : 0].count == 90)
    }
  }

  /// Each change makes the fast kernel wrong; the chip must notice.
  @Test(arguments: Deviation.all)
  func `a configuration that is not the MAC's own is executed event by event`(
    _ deviation: Deviation
  ) throws {
    let data = RandomProduct(seed: 8, rows: 200, columns: 24, batch: 1, zeros: 0.1)
    let chip = try nominalChip("typical", effects: silence + ["ota.offset=0.02"])
    _ = try chip.multiply(inputs: data.inputs, batch: 1, data.product())
    let batch = try MACBatch(
      top: MACTile(inputs: Array(data.inputs[..<128]), rows: 128, columns: 24),
      bottom: MACTile(inputs: Array(data.inputs[128...]), rows: 72, columns: 24), entries: 1)
    func run() throws -> MACResults {
      var builder = PlaybackProgramBuilder()
      let ticket = builder.multiply(batch)
      return try chip.run(builder.done()).get(ticket)
    }
    let plain = try run()
    #expect(chip.canLower(batch))
    var builder = PlaybackProgramBuilder()
    deviation.write(&builder)
    _ = try chip.run(builder.done())
    chip.prepare()
    #expect(!chip.canLower(batch))
    let deviant = try run()
    #expect(deviant.cycles == plain.cycles)
    #expect(deviant.values.map(\.count) == [24, 24])
    #expect((deviant.values != plain.values) == deviation.changesResults)
  }

  /// The membranes of the shorter hemisphere see their last event in the same slot.
  @Test(arguments: [(90, 40), (40, 70), (128, 1), (1, 72)])
  func `both hemispheres finish at the same slot`(_ counts: (Int, Int)) throws {
    let chip = try nominalChip("ideal", effects: ["line.tail=1"])
    let data = RandomProduct(seed: 1, rows: 200, columns: 8, batch: 1)
    let ones = try MatrixMultiplication(
      weights: [Int8](repeating: 20, count: 200 * 8), rows: 200, columns: 8)
    _ = try chip.multiply(inputs: data.inputs, batch: 1, ones)
    let tiles = [counts.0, counts.1].enumerated().map { h, count in
      MACTile(
        inputs: (0..<(h == 0 ? 128 : 72)).map { $0 < count ? 31 : 0 }, rows: h == 0 ? 128 : 72,
        columns: 8)
    }
    let batch = try MACBatch(top: tiles[0], bottom: tiles[1], entries: 1)
    let slots = max(counts.0, counts.1)
    for (h, count) in [counts.0, counts.1].enumerated() {
      var builder = PlaybackProgramBuilder()
      builder.startProbe(AtomicNeuronOnDLS(unchecked: 256 * h), ticksPerSample: 4)
      _ = builder.multiply(batch)
      let ticket = builder.stopProbe()
      let line = try chip.run(builder.done()).get(ticket).traces[0].excitatory
      // The line rises in the slots of events; samples lie one FPGA cycle apart.
      let rises = line.indices.dropFirst().filter { line[$0] > line[$0 - 1] }
      #expect(rises.first == 3762 + 5 * (slots - count + 1))
      #expect(rises.last == 3762 + 5 * slots)
      #expect(rises.count == count)
    }
  }

  @Test func `a probe between the actions of a program changes no byte`() throws {
    func run(isProbed: Bool, seed: UInt64) throws -> ([CADCSampleRow], MADCTrace) {
      var stream = RandomStream(seed: seed, domain: .testing)
      let chip = try nominalChip("typical", seed: seed)
      var builder = PlaybackProgramBuilder()
      var rows: [Ticket<CADCSampleRow>] = []
      builder.startMADC(3)
      for _ in 0..<30 {
        let (action, wait) = (stream.uniform(below: 4), stream.uniform(below: 900))
        if isProbed { builder.startProbe(AtomicNeuronOnDLS(unchecked: 3 + wait % 2)) }
        builder.wait(cycles: wait)
        if isProbed && action < 2 { _ = builder.stopProbe() }
        switch action {
        case 0: builder.resetNeurons(.top)
        case 1: rows.append(builder.readCADCRow(.top))
        case 2: builder.write(3, neuronWithLeak(wait % 2 == 0))
        default: builder.resetSynapseLines(.top)
        }
      }
      let trace = builder.stopMADC()
      let results = try chip.run(builder.done())
      return (try rows.map { try results.get($0) }, try results.get(trace))
    }
    for seed in 0..<5 as Range<UInt64> {
      let (plain, probed) = (
        try run(isProbed: false, seed: seed), try run(isProbed: true, seed: seed)
      )
      #expect(plain.0 == probed.0 && plain.1 == probed.1, "seed \(seed)")
      #expect(!plain.1.values.isEmpty)
    }
  }

  private func neuronWithLeak(_ isStrong: Bool) -> NeuronConfig {
    var config = NominalSettings.neuronConfig
    config.enableLeakMultiplication = isStrong
    return config
  }

  @Test func `splitting calls between two streams changes neither`() throws {
    let data = RandomProduct(seed: 12, rows: 30, columns: 20, batch: 6)
    func run(_ order: [UInt32]) throws -> [UInt32: [Int8]] {
      let chip = try nominalChip("typical")
      var results: [UInt32: [Int8]] = [:]
      var taken: [UInt32: Int] = [:]
      for stream in order {
        var product = try data.product()
        product.stream = stream
        let entry = taken[stream, default: 0]
        taken[stream] = entry + 1
        results[stream, default: []] += try chip.multiply(
          inputs: Array(data.inputs[entry * 30..<(entry + 1) * 30]), batch: 1, product)
      }
      return results
    }
    let last = MACBatch.streamCount - 1
    let one = try run([0, 0, 0, 0, last, last, last, last])
    let other = try run([last, 0, 0, last, 0, last, last, 0])
    #expect(one == other)
    #expect(one[0] != one[last])
  }

  @Test func `a wait of 20 ms costs no more steps than one of 8 ns`() throws {
    func steps(_ microseconds: Double) throws -> Int {
      let chip = try nominalChip("typical")
      var builder = PlaybackProgramBuilder()
      builder.resetNeurons(.top)
      builder.wait(microseconds: 100)
      _ = builder.readCADCRow(.top)
      builder.wait(microseconds: microseconds)
      _ = builder.readCADCRow(.top)
      let before = chip.hemispheres[0].columns.stepCount
      _ = try chip.run(builder.done())
      return chip.hemispheres[0].columns.stepCount - before
    }
    #expect(try steps(20_000) == steps(0.008))
    #expect(try steps(0.008) > 0)
  }

  @Test func `entries depend on each other only where memory between them is modelled`() throws {
    func second(after first: UInt8, memory: Bool) throws -> [Int8] {
      let chip = try nominalChip(
        "ideal", effects: memory ? ["membrane.reset_memory=1"] : [])
      var builder = PlaybackProgramBuilder()
      for neuron in AtomicNeuronOnDLS.allCases {
        // A reset of 0.3 µs leaves a rest.
        var backend = NeuronBackendConfig()
        backend.refractoryTime = 10
        backend.selectInputClock = .fast
        builder.write(neuron.toNeuronBackendConfigOnDLS(), backend)
      }
      _ = try chip.run(builder.done())
      let product = try MatrixMultiplication(
        weights: [Int8](repeating: 63, count: 128 * 16), rows: 128, columns: 16)
      let inputs =
        [UInt8](repeating: first, count: 128) + [UInt8](repeating: 0, count: 128)
      return Array(try chip.multiply(inputs: inputs, batch: 2, product)[16...])
    }
    #expect(try second(after: 31, memory: false) == second(after: 1, memory: false))
    #expect(try second(after: 31, memory: true) != second(after: 1, memory: true))
  }
}

/// A change to the MAC's own configuration.
struct Deviation: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var changesResults = true
  let write: @Sendable (inout PlaybackProgramBuilder) -> Void

  static let all: [Deviation] = [
    Deviation(testDescription: "events reach the other hemisphere") { builder in
      for channel in SPL1Address.allCases {
        for bus in PADIBusOnDLS.allCases where bus.value % 4 == channel.value {
          builder.write(CrossbarNodeOnDLS(from: channel, to: bus), CrossbarNode())
        }
      }
    },
    Deviation(testDescription: "a driver answers to two row selects") { builder in
      var config = driver()
      config.rowAddressCompareMask = 30
      builder.write(4, config)
    },
    Deviation(testDescription: "a driver is deaf") { builder in
      var config = driver()
      config.enableReceiver = false
      builder.write(9, config)
    },
    Deviation(testDescription: "a row has another mode") { builder in
      var config = driver()
      config.rowModeBottom = .excitatory
      builder.write(9, config)
    },
    Deviation(testDescription: "a driver forwards its address") { builder in
      var config = driver()
      config.enableAddressOut = true
      builder.write(9, config)
    },
    Deviation(testDescription: "a synapse has another label") { builder in
      var quad = SynapseLabelQuad()
      for entry in EntryOnQuad.allCases { quad.values[entry] = 32 }
      for row in 0..<40 { builder.write(SynapseLabelQuadOnDLS(unchecked: row * 64), quad) }
    },
    Deviation(testDescription: "a bus does not listen") { builder in
      builder.write(CommonPADIBusConfigOnDLS.min, CommonPADIBusConfig())
    },
    // A single membrane that goes on from its last result may well give the same difference.
    Deviation(testDescription: "neurons may not fire") { builder in
      var config = NominalSettings.neuronConfig
      config.enableFire = false
      for neuron in NeuronConfigOnDLS.allCases { builder.write(neuron, config) }
    },
    Deviation(testDescription: "a neuron is reset for longer") { builder in
      var backend = NeuronBackendConfig()
      backend.refractoryTime = 200
      backend.selectInputClock = .fast
      builder.write(AtomicNeuronOnDLS(unchecked: 5).toNeuronBackendConfigOnDLS(), backend)
    },
    Deviation(testDescription: "all neurons are reset beyond the entry") { builder in
      for neuron in AtomicNeuronOnDLS.allCases {
        var backend = NeuronBackendConfig()
        backend.refractoryTime = 255
        backend.selectInputClock = .slow
        builder.write(neuron.toNeuronBackendConfigOnDLS(), backend)
      }
    },
    Deviation(testDescription: "a readout sees a line") { builder in
      var config = NominalSettings.neuronConfig
      config.readoutSource = .excSynin
      builder.write(5, config)
    },
    Deviation(testDescription: "channels are not connected") { builder in
      builder.write(ColumnCorrelationQuadOnDLS.min, ColumnCorrelationQuad())
    },
    Deviation(testDescription: "samples are taken late") { builder in
      var config = CommonCorrelationConfig()
      config.senseDelay = 4095
      builder.write(CommonCorrelationConfigOnDLS.min, config)
      builder.write(CommonCorrelationConfigOnDLS.max, config)
    },
  ]

  private static func driver() -> SynapseDriverConfig {
    var config = SynapseDriverConfig()
    config.enableReceiver = true
    config.enableSTP = true
    config.enableHagenDAC = true
    config.enableHagenModulation = true
    config.enableAddressOut = false
    config.offset = 7
    config.hagenDACOffset = 25
    config.rowModeTop = .excitatory
    config.rowModeBottom = .inhibitory
    return config
  }
}
