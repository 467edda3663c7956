import ChipModel
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

/// A configuration and a random product on it.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  var preset = "typical"
  var seed: UInt64
  var rows: Int
  var columns: Int
  var numSends = 1
  var wait = 5
  var leakBias: UInt16 = 0
  var tau: UInt16 = 640
  /// Small offsets of the inputs, as after calibration: columns stay away from their rails.
  var effects = ["ota.offset=0.02"]

  var testDescription: String {
    "\(preset)-\(seed), \(rows) x \(columns), sends \(numSends), wait \(wait), leak \(leakBias), "
      + "tau \(tau) \(effects)"
  }

  static let all: [ReferenceCase] = [
    .init(seed: 0, rows: 20, columns: 24),
    .init(seed: 0, rows: 100, columns: 24, effects: []),
    .init(seed: 1, rows: 128, columns: 256),
    .init(seed: 2, rows: 200, columns: 40, numSends: 2, wait: 3),
    .init(seed: 3, rows: 256, columns: 24, numSends: 3, wait: 1),
    .init(seed: 4, rows: 60, columns: 40, numSends: 2, wait: 40),
    .init(seed: 5, rows: 150, columns: 80, wait: 25),
    .init(seed: 6, rows: 150, columns: 32, numSends: 3, wait: 8, leakBias: 200),
    .init(seed: 7, rows: 90, columns: 80, wait: 5, leakBias: 1000),
    .init(seed: 8, rows: 90, columns: 80, wait: 5, tau: 100),
    .init(seed: 9, rows: 90, columns: 80, wait: 5, tau: 0),
    .init(
      seed: 12, rows: 150, columns: 40, wait: 8,
      effects: ["ota.offset=0.02", "ota.asymmetry=2", "temperature=1", "quadrant.difference=1"]),
    .init(preset: "ideal", seed: 10, rows: 180, columns: 80, wait: 5),
    .init(
      preset: "ideal", seed: 11, rows: 60, columns: 80, wait: 5,
      effects: ["line.tail=1", "ota.saturation=3", "line.compression=4"]),
  ]
}

@Suite struct ReferenceTests {
  /// 1 LSB of the CADC in hagen range is 3.3 mV; a tenth of it is allowed.
  private static let tolerance = 0.33e-3
  private static let lsb = 3.3e-3

  @Test(arguments: ReferenceCase.all)
  func `membranes follow the differential equations within a tenth of an LSB`(
    _ own: ReferenceCase
  ) throws {
    let setup = try Setup(own)
    let integrator = try Integrator()
    var worst = 0.0
    for hemisphere in HemisphereOnDLS.allCases {
      guard let tile = setup.batch.tile(on: hemisphere) else { continue }
      let h = hemisphere.value
      let lowering = MACLowering(
        engine: setup.chip.engine, batch: setup.batch, tile: tile, hemisphere: hemisphere)
      for entry in 0..<setup.batch.entries {
        let found = lowering.potentials(entry: entry)
        let reference = setup.reference(h, tile, entry)
        for j in 0..<tile.columns {
          let wanted = reference.potentials(column: j, integrator: integrator)
          let error = max(
            abs(Double(found.baseline[j]) - wanted.baseline),
            abs(Double(found.result[j]) - wanted.result))
          #expect(error < Self.tolerance, "hemisphere \(h), entry \(entry), column \(j)")
          worst = max(worst, error)
        }
      }
    }
    print("reference: \(own.testDescription): largest error \(worst / Self.lsb) LSB")
  }

  @Test(arguments: [0, 2, 4, 6])
  func `a probe of the interpreter sees the same trace as the differential equations`(
    _ index: Int
  ) throws {
    let own = ReferenceCase.all[index]
    let setup = try Setup(own, batch: 1)
    let integrator = try Integrator()
    for (h, j) in [(0, 0), (0, 23), (1, 7)] {
      guard let tile = setup.batch.tiles[h] else { continue }
      let trace = try setup.probe(h, column: j)
      let wanted = setup.reference(h, tile, 0).potentials(column: j, integrator: integrator)
      let slots = setup.batch.schedule(entry: 0).slots
      for (index, value) in wanted.events.enumerated() {
        let slot = 3762 + (slots - wanted.events.count + 1 + index) * own.wait
        // Samples lie 4 ns apart, so that an event's slot is a sample.
        let error = abs(trace.membrane[2 * slot] - value)
        #expect(error < Self.tolerance, "hemisphere \(h), column \(j), event \(index)")
      }
    }
  }
}

/// A configured chip with the weights of a random product in its arrays.
private struct Setup {
  let chip: Chip
  let product: MatrixMultiplication
  let batch: MACBatch
  private let data: RandomProduct
  private let own: ReferenceCase

  init(_ own: ReferenceCase, batch entries: Int = 2) throws {
    self.own = own
    var codes = NominalSettings.Codes()
    codes.leakBias = own.leakBias
    codes.tau = own.tau
    chip = try nominalChip(
      own.preset, seed: own.seed, codes: codes, effects: silence + own.effects)
    data = RandomProduct(
      seed: own.seed, rows: own.rows, columns: own.columns, batch: entries, zeros: 0.2)
    product = try data.product(numSends: own.numSends, wait: own.wait)
    _ = try chip.multiply(inputs: data.inputs, batch: entries, product)
    let (rows, inputs, sends, wait) = (own.rows, data.inputs, own.numSends, own.wait)
    let tiles = product.tiles.map { tile in
      MACTile(
        inputs: (0..<entries).flatMap { e in tile.rows.map { inputs[e * rows + $0] } },
        rows: tile.rows.count, columns: tile.columns.count, tile: tile.number)
    }
    batch = try MACBatch(
      top: tiles[0], bottom: tiles.count > 1 ? tiles[1] : nil, entries: entries, numSends: sends,
      waitBetweenEvents: wait)
  }

  func reference(_ h: Int, _ tile: MACTile, _ entry: Int) -> ReferenceMAC {
    let rows = product.tiles[h].rows
    let (weights, width) = (data.weights, data.columns)
    return ReferenceMAC(
      hemisphere: chip.bus.actions.settled(HemisphereOnDLS(unchecked: h)),
      inputs: Array(tile.inputs[entry * tile.rows..<(entry + 1) * tile.rows]),
      weights: { weights[(rows.lowerBound + $0) * width + $1] },
      slots: batch.schedule(entry: entry).slots, numSends: own.numSends, wait: own.wait,
      // 70 counts of 32 ns less a hold-off of one.
      refractoryNanoseconds: 69 * 32, timing: chip.parameters.timing)
  }

  /// The membrane at every PPU cycle of the first entry.
  func probe(_ h: Int, column: Int) throws -> ProbeTrace {
    var builder = PlaybackProgramBuilder()
    builder.startProbe(AtomicNeuronOnDLS(unchecked: h * 256 + column), ticksPerSample: 2)
    _ = builder.multiply(batch)
    let ticket = builder.stopProbe()
    return try chip.run(builder.done()).get(ticket).traces[0]
  }
}
