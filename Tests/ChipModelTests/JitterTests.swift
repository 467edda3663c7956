import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Jitter of pulses, bad runs and events that are lost.
@Suite struct JitterTests {
  private let data = RandomProduct(seed: 6, rows: 200, columns: 120, batch: 6)

  private func multiply(
    _ effects: [String], execution: MACBatch.Execution = .lowered, threads: Int = 1,
    batches: [Range<Int>] = [0..<6], runSeed: UInt64 = 0
  ) throws -> [Int8] {
    var product = try data.product(numSends: 3, wait: 3)
    product.execution = execution
    product.runStart = 0
    let chip = try nominalChip(
      "typical", seed: 1, runSeed: runSeed, threads: threads, effects: effects)
    return try batches.flatMap {
      try chip.multiply(
        inputs: Array(data.inputs[$0.lowerBound * 200..<$0.upperBound * 200]), batch: $0.count,
        product)
    }
  }

  @Test(arguments: [["driver.jitter=5"], ["run.jitter=100"], ["run.noise=100", "driver.jitter=2"]])
  func `jitter depends on seeds alone, whichever way a batch is executed`(
    _ effects: [String]
  ) throws {
    let reference = try multiply(effects)
    #expect(try multiply(effects, threads: 3) == reference)
    #expect(try multiply(effects, execution: .interpreted) == reference)
    #expect(try multiply(effects, batches: [0..<1, 1..<4, 4..<6]) == reference)
    #expect(try multiply(effects, runSeed: 1) != reference)
    #expect(try multiply([]) != reference)
  }

  /// Ten pulses with 1 ns of jitter each: 400 results, whose standard deviation is known to 3.6 per
  /// cent; 20 per cent are more than five standard deviations of it.
  @Test func `jitter moves a result by its share of the pulses' lengths`() throws {
    let scale = 50.0
    let chip = try nominalChip("ideal", effects: ["driver.jitter=\(scale)"])
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: 63, count: 10 * 8), rows: 10, columns: 8)
    let count = 400
    let results = try chip.multiply(
      inputs: [UInt8](repeating: 31, count: 10 * count), batch: count, product)
    let values = (0..<count).map { Double(results[$0 * 8]) }
    // All columns see the same pulses.
    #expect((0..<count).allSatisfy { abs(Int(results[$0 * 8]) - Int(results[$0 * 8 + 7])) <= 1 })
    let mean = values.reduce(0, +) / Double(count)
    let deviation =
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
    // Activation 31; the ideal drivers are alike.
    let pulse = Double(chip.hemispheres[0].synram.rowPulses(driver: 0, code: 1).top.length)
    let expected = mean / 10.0.squareRoot() * scale * chip.parameters.synram.jitter / pulse
    #expect(mean > 20 && abs(deviation / expected - 1) < 0.2, "\(mean) \(deviation) \(expected)")
  }

  @Test func `events outside of MACs jitter by chip time`() throws {
    func read(_ wait: Int) throws -> [UInt8] {
      let chip = try nominalChip("ideal", effects: ["driver.jitter=20"])
      let product = try MatrixMultiplication(
        weights: [Int8](repeating: 63, count: 256), rows: 1, columns: 256)
      _ = try chip.multiply(inputs: [0], batch: 1, product)
      let label = SpikeLabel.strongest
      var builder = PlaybackProgramBuilder()
      builder.wait(cycles: wait)
      builder.resetNeurons(.top)
      builder.wait(cycles: 400)
      builder.send((0..<8).map { SpikeEvent(label, at: 5 * $0) })
      builder.wait(cycles: 500)
      let ticket = builder.readCADCRow(.top)
      return try chip.run(builder.done()).get(ticket).causal
    }
    #expect(try read(10) == read(10))
    // A result may agree with another by chance, ten of them never.
    #expect(try Set((10..<20).map(read)).count > 3)
  }

  /// 2000 runs, of which 20 are bad on average; 0 to 45 is 4.5 standard deviations and more.
  @Test func `runs are bad as rarely as the configuration says`() throws {
    let parameters = try preset("faulty")
    let conditions = (0..<2000).map {
      RunCondition(parameters: parameters, runSeed: 5, start: PPUCycles(Int64($0) * 12345))
    }
    let (jittery, noisy) = (
      conditions.filter { $0.jitterSeconds != 0 }, conditions.filter { $0.noiseFactor != 1 }
    )
    #expect((1...45).contains(jittery.count) && (1...45).contains(noisy.count))
    #expect(jittery.allSatisfy { $0.jitterSeconds == 0.4e-9 })
    #expect(noisy.allSatisfy { $0.noiseFactor == Float(parameters.run.noiseFactor) })
    let typical = try preset("typical")
    #expect(
      (0..<100).allSatisfy {
        RunCondition(parameters: typical, runSeed: 5, start: PPUCycles($0)) == RunCondition()
      })
  }

  @Test func `a program's results count the events that it has lost`() throws {
    let label = SpikeLabel.strongest
    func lost(_ effects: [String]) throws -> [Int] {
      let chip = try nominalChip("typical", effects: effects)
      let product = try MatrixMultiplication(weights: [1], rows: 1, columns: 1)
      _ = try chip.multiply(inputs: [0], batch: 1, product)
      return try [[0, 1, 2], [0, 0, 0, 1], [4, 4]].map { cycles in
        var builder = PlaybackProgramBuilder()
        builder.send(cycles.map { SpikeEvent(label, at: $0) })
        return try chip.run(builder.done()).lostEvents
      }
    }
    #expect(try lost([]) == [0, 2, 1])
    #expect(try lost(["bus.event_loss=0"]) == [0, 0, 0])
  }
}
