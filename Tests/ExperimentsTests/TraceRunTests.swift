import ChipConfiguration
import ChipModel
import Experiments
import Recording
import Testing
import _TestSupport

@Suite(.serialized) struct TraceRunTests {
  private func experiment(_ name: String, _ text: String) throws -> ExperimentConfiguration {
    let path = try ScratchFolder.path("traces") + "/\(name).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try ExperimentConfiguration.load(path)
  }

  private static let head = "title: t\nwatch: [0, 1]\nweights: [[40, -40], [30, 20]]\n"

  @Test func `a traced product has the result of the product`() throws {
    let product = "product: {inputs: [31, 10]}\nsample_period: 16 ns\n"
    let run = try TraceRun(
      experiment("product", Self.head + product), on: nominalChip("ideal", seed: 4))
    let untraced = try nominalChip("ideal", seed: 4).multiply(
      inputs: [31, 10], batch: 1,
      MatrixMultiplication(weights: [40, -40, 30, 20], rows: 2, columns: 2))
    #expect(run.results == untraced)
    #expect(run.chip.description == "ideal-4" && run.lostEvents == 0 && run.schedule != nil)
    #expect(run.times.count == run.probe.traces[0].membrane.count)
    #expect(zip(run.times, run.times.dropFirst()).allSatisfy { abs($1 - $0 - 16e-9) < 1e-12 })
    let record = run.record(of: try nominalChip("ideal", seed: 4))
    #expect(try record.doubles("probe/time") == run.times)
  }

  @Test func `events move the membranes of their columns in the direction of the weight`() throws {
    let events =
      "events: [{input: 0, activation: 31, times_us: [1, 2, 3]}]\nduration: 5 us\n"
      + "sample_period: 100 ns\nmadc: 0\n"
    let run = try TraceRun(experiment("events", Self.head + events), on: nominalChip("ideal"))
    let moves = run.probe.traces.map { ($0.membrane.last ?? 0) - $0.membrane[0] }
    #expect(moves[0] > 0.001 && moves[1] < -0.001)
    #expect(run.results.isEmpty && run.schedule == nil)
    #expect(run.meanMADC.map { (1...1022).contains($0) } == true)
  }

  @Test func `samples cost memory and disk, and too many are refused`() throws {
    let events = "events: [{input: 0, activation: 1, times_us: [1]}]\n"
    let short = TraceBudget(
      try experiment("short", Self.head + events + "duration: 10 us\nsample_period: 8 ns\n"))
    #expect(short.samples == 2 * 10_000 / 8)
    #expect(throws: Never.self) { try short.check(folder: "/tmp") }
    let long = TraceBudget(
      try experiment("long", Self.head + events + "duration: 100 ms\nsample_period: 4 ns\n"))
    #expect(throws: TraceError.self) { try long.check(folder: "/tmp") }
  }
}
