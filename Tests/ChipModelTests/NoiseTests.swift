import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

/// Temporal noise by its statistics. Seeds are fixed: a test that passes goes on passing; the bounds
/// are six standard errors, a false-alarm rate below 1e-8 for a new seed.
@Suite struct NoiseTests {
  private struct Statistics {
    let mean: Double
    let variance: Double
    let count: Int

    init(_ values: [Int8]) {
      count = values.count
      let total = values.reduce(0.0) { $0 + Double($1) }
      mean = total / Double(count)
      let mean = mean
      variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(count)
    }

    /// Six standard errors of the variance of normal numbers.
    var bound: Double { 6 * variance * (2 / Double(count)).squareRoot() }
  }

  /// Results of one column after another with zero weights and `inputs` events.
  private func results(
    _ effects: [String], inputs: Int, sends: Int = 1, wait: Int = 5, batch: Int = 200,
    runSeed: UInt64 = 0, columns: Int = 128
  ) throws -> [Int8] {
    let chip = try nominalChip("ideal", runSeed: runSeed, effects: effects)
    var product = try MatrixMultiplication(
      weights: [Int8](repeating: 0, count: 128 * columns), rows: 128, columns: columns)
    product.numSends = sends
    product.waitBetweenEvents = wait
    let vector = (0..<128).map { UInt8($0 < inputs ? 1 : 0) }
    return try chip.multiply(
      inputs: (0..<batch).flatMap { _ in vector }, batch: batch, product)
  }

  private func column(_ effects: [String]) throws -> ColumnConstants.Column {
    let chip = try nominalChip("ideal", effects: effects)
    chip.prepare()
    return chip.hemispheres[0].columns.constants.columns[0]
  }

  private let lsb = 2.1e6 * 399 / 1022 * 4e-9

  @Test func `without events the difference of two reads has twice a read's variance`() throws {
    let parameters = try preset("ideal").cadc
    let noise = 2 * parameters.comparatorNoise / lsb
    let statistics = Statistics(try results(["cadc.noise=2"], inputs: 0))
    // Rounding adds a twelfth for each read; at 0.5 LSB noise that holds to a few per cent.
    let wanted = 2 * (noise * noise + 1.0 / 12)
    #expect(abs(statistics.variance - wanted) < statistics.bound + 0.05 * wanted)
    #expect(
      abs(statistics.mean) < 6 * (statistics.variance / Double(statistics.count)).squareRoot())
  }

  @Test func `membrane noise grows linearly with the time of integration`() throws {
    func variance(_ sends: Int) throws -> Statistics {
      Statistics(try results(["membrane.noise=8"], inputs: 128, sends: sends, wait: 10))
    }
    let column = try column(["membrane.noise=8"])
    // 128 events of 80 ns a send.
    let each = column.noiseVariancePerSecond * 128 * 80e-9 / (lsb * lsb)
    let base = try variance(1)
    for sends in [2, 4, 8] {
      let more = try variance(sends)
      let wanted = each * Double(sends - 1)
      #expect(abs(more.variance - base.variance - wanted) < more.bound + base.bound)
    }
    #expect(each > 0.5)
  }

  @Test func `event noise grows linearly with the number of events`() throws {
    let each = try column(["membrane.event_noise=1"]).noiseVariancePerEvent / (lsb * lsb)
    for (inputs, sends) in [(32, 1), (128, 1), (128, 4)] {
      let found = Statistics(try results(["membrane.event_noise=1"], inputs: inputs, sends: sends))
      let wanted = each * Double(inputs * sends) + 1.0 / 12
      #expect(abs(found.variance - wanted) < found.bound + 1.0 / 12, "\(inputs) x \(sends)")
    }
  }

  /// The mean over the 128 columns of a ramp keeps the noise that they share.
  @Test func `averaging columns removes a channel's noise and keeps the ramp's`() throws {
    func variance(_ effect: String) throws -> Double {
      let values = try results([effect], inputs: 0, batch: 400)
      let means = (0..<400).map { entry in
        values[entry * 128..<(entry + 1) * 128].reduce(0.0) { $0 + Double($1) } / 128
      }
      return means.reduce(0) { $0 + $1 * $1 } / 400
    }
    let parameters = try preset("ideal").cadc
    let own = parameters.comparatorNoise / lsb
    let shared = 4 * parameters.commonNoise / lsb
    #expect(try variance("cadc.noise=1") < 2 * (2 * (own * own + 1.0 / 12)) / 128)
    #expect(try variance("cadc.common_noise=4") > 2 * shared * shared * 0.6)
  }

  @Test func `run seeds change the noise and nothing else`() throws {
    let data = RandomProduct(seed: 2, rows: 60, columns: 40, batch: 2)
    func run(_ runSeed: UInt64, _ effects: [String]) throws -> [Int8] {
      try nominalChip("typical", runSeed: runSeed, effects: effects)
        .multiply(inputs: data.inputs, batch: 2, data.product())
    }
    #expect(try run(1, silence) == run(2, silence))
    let (a, b) = (try run(1, aligned), try run(2, aligned))
    #expect(a != b)
    let distance = zip(a, b).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) } / 80
    #expect(distance > 0.2 && distance < 4)
  }

  @Test func `vectors, columns, tiles and observations have noise of their own`() throws {
    let values = try results(["cadc.noise=4"], inputs: 0, batch: 4, columns: 256)
    let rows = (0..<4).map { Array(values[$0 * 256..<($0 + 1) * 256]) }
    for i in 0..<4 { for j in 0..<i { #expect(rows[i] != rows[j]) } }
    #expect(Set(rows[0]).count > 5)
    #expect(Array(rows[0][..<128]) != Array(rows[0][128...]))
    let chip = try nominalChip("ideal", effects: ["cadc.noise=4"])
    let wide = try MatrixMultiplication(
      weights: [Int8](repeating: 0, count: 512), rows: 1, columns: 512)
    let tiles = try chip.multiply(inputs: [0], batch: 1, wide)
    #expect(Array(tiles[..<256]) != Array(tiles[256...]))
    // Baseline and result of one entry differ too, or all differences were 0.
    #expect(tiles.contains { $0 != 0 })
  }

  /// Correlation of 2^15 pairs: standard error 1/181; six of them.
  @Test func `successive reads by the host share the membrane's noise and not the comparator's`()
    throws
  {
    func rows(_ effects: [String]) throws -> [CADCSampleRow] {
      let chip = try nominalChip("ideal", effects: effects)
      var builder = PlaybackProgramBuilder()
      builder.resetNeurons(.top)
      builder.wait(microseconds: 200)
      let tickets = (0..<64).map { _ in builder.readCADCRow(.top) }
      let results = try chip.run(builder.done())
      return try tickets.map { try results.get($0) }
    }
    func correlation(_ rows: [CADCSampleRow]) -> Double {
      let pairs = rows.flatMap { row in
        zip(row.causal, row.acausal).map { (Double($0), Double($1)) }
      }
      let n = Double(pairs.count)
      let (x, y) = (pairs.reduce(0) { $0 + $1.0 } / n, pairs.reduce(0) { $0 + $1.1 } / n)
      let xy = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
      let xx = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
      let yy = pairs.reduce(0) { $0 + ($1.1 - y) * ($1.1 - y) }
      return xy / (xx * yy).squareRoot()
    }
    #expect(abs(correlation(try rows(["cadc.noise=2"]))) < 6.0 / 128)
    #expect(correlation(try rows(["membrane.noise=20"])) > 0.95)
  }
}
