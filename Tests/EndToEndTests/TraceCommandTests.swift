import ChipConfiguration
import Foundation
import Recording
import Testing

/// `bss2 trace` and the two experiments that come with the program.
@Suite(.serialized) struct TraceCommandTests {
  private static let experiments =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/configs/experiments/"

  private struct Figures: Decodable {
    let mean_membrane_volts: [Double]
    let mean_madc_lsb: Double?
    let results: [Int]
    let lost_events: Int
  }

  private func trace(
    _ tool: Tool, _ experiment: String, _ out: String, _ more: [String] = []
  ) throws -> (record: Record, figures: Figures) {
    let outcome = try tool.run(["trace", experiment, "--out", out, "--json"] + more)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (
      try HDF5File.read(tool.folder + "/\(out)/trace.h5"),
      try JSONDecoder().decode(Figures.self, from: Data(outcome.output.utf8))
    )
  }

  /// The tutorial's text: steps up and down while inputs arrive, slow drift after.
  @Test func `the integrator neuron steps while inputs arrive and drifts slowly after`() throws {
    let tool = try Tool("trace-integrator")
    let (record, figures) = try trace(
      tool, Self.experiments + "integrator_neuron.yaml", "a")
    let times = try record.doubles("probe/time")
    let all = try record.floats("probe/membrane")
    let membrane = stride(from: 2, to: all.count, by: 3).map { Double(all[$0]) }
    func at(_ microseconds: Double) -> Double {
      membrane[times.firstIndex { $0 >= microseconds * 1e-6 } ?? 0]
    }
    // A step takes less than 1 us; each input moves the membrane its way by several millivolts.
    for time in [1, 3, 4, 5, 7, 8, 9, 10, 15, 17, 18, 19] as [Double] {
      #expect(at(time + 0.99) - at(time) > 0.003, "excitatory input at \(time) us")
    }
    for time in [2, 6, 16] as [Double] {
      #expect(at(time + 0.99) - at(time) < -0.003, "inhibitory input at \(time) us")
    }
    // Neurons without inputs, and this one after its inputs, make no steps.
    let idle = stride(from: 0, to: all.count, by: 3).map { Double(all[$0]) }
    for potentials in [idle, Array(membrane.suffix(membrane.count / 2))] {
      let moves = zip(potentials, potentials.dropFirst(25)).map { abs($1 - $0) }
      #expect((moves.max() ?? 1) < 0.003)
    }
    // The MADC sees the same: its mean step follows the membrane.
    let madc = try record.uint16s("madc/value").map(Double.init)
    let madcTimes = try record.doubles("madc/time")
    #expect(abs(Double(madc.count) - 50e-6 / 34e-9) < 2)
    func mean(_ range: ClosedRange<Double>) -> Double {
      let chosen = madc.indices.filter { range.contains(madcTimes[$0] * 1e6) }
      return chosen.map { madc[$0] }.reduce(0, +) / Double(chosen.count)
    }
    #expect(mean(20...49) - mean(0...0.9) > 10)
    // calix's tests want nine neurons of ten to drift by less than 1 MADC LSB/us.
    #expect(abs(mean(45...49) - mean(22...26)) / 23 < 1)
    #expect(figures.lost_events == 0 && figures.results.isEmpty)
    #expect(figures.mean_madc_lsb.map { (1...1022).contains($0) } ?? false)
    #expect(
      tool.contents("a/trace.png")?.prefix(4) == Data([0x89, 0x50, 0x4e, 0x47]))
  }

  @Test func `a single product shows pulse, line, membrane and code`() throws {
    let tool = try Tool("trace-product")
    let (record, figures) = try trace(tool, Self.experiments + "single_product.yaml", "a")
    #expect(try record.uint16s("pulses/driver") == [7, 6, 5, 4, 3, 2, 1, 0])
    let lengths = try record.doubles("pulses/top_row")
    #expect(lengths.allSatisfy { (0...10e-9).contains($0) })
    let codes = try record.uint8s("conversions/code")
    #expect(codes.count == 2)
    #expect(Int(codes[1]) - Int(codes[0]) == figures.results[0])
    #expect((8...22).contains(figures.results[0]))
    let lines = try record.floats("probe/excitatory_line")
    #expect((lines.max() ?? 0) > 1e-3)
    let again = try trace(tool, Self.experiments + "single_product.yaml", "b")
    #expect(again.figures.results == figures.results)
    #expect(tool.contents("a/trace.h5") == tool.contents("b/trace.h5"))
    let other = try trace(
      tool, Self.experiments + "single_product.yaml", "c", ["--run-seed", "7"])
    #expect(tool.contents("c/trace.h5") != tool.contents("a/trace.h5"))
    #expect(abs(other.figures.results[0] - figures.results[0]) <= 6)
  }

  private static let good = """
    title: t
    weights: [[1, 2]]
    product: {inputs: [3]}
    watch: [0]
    sample_period: 8 ns

    """

  @Test(arguments: [
    ("watch: [0]", "wotch: [0]", "x.yaml:4: 'wotch' is not a known key; did you mean 'watch'"),
    ("watch: [0]", "watch: [2]", "x.yaml:4: watch is 2; allowed is 0 to 1"),
    ("watch: [0]", "watch: [0, 0]", "once"), ("[[1, 2]]", "[[1, 64]]", "allowed is -63 to 63"),
    ("[[1, 2]]", "[[1, 2], [3]]", "equally long"), ("[3]}", "[3, 4]}", "must have one number"),
    ("[3]}", "[32]}", "x.yaml:3: product.inputs is 32; allowed is 0 to 31"),
    ("{inputs: [3]}", "{input: [3]}", "x.yaml:3: 'product.input' is not a known key"),
    ("8 ns", "8", "sample_period"), ("8 ns", "2 ns", "allowed is 4 ns"),
    ("8 ns", "3 ns", "multiple of 2 ns"), ("8 ns", "5 ns", "multiple of 2 ns"),
    ("8 ns", "8 mV", "is not in s"), ("title: t\n", "", "'title' is missing"),
    ("product: {inputs: [3]}\n", "", "'events' and 'product' are missing"),
    ("watch", "duration: 5 us\nwatch", "duration"), ("title: t", "title: [t]", "must be a text"),
    ("[3]}", "[3}", "is not a YAML mapping"),
  ])
  func `a wrong experiment is refused with file, line and key`(
    found: String, replaced: String, hint: String
  ) throws {
    let tool = try Tool("bad-trace")
    try tool.write(Self.good.replacingOccurrences(of: found, with: replaced), to: "x.yaml")
    let outcome = try tool.run("trace", "x.yaml", "--out", "o")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(tool.contents("o/trace.h5") == nil)
  }

  @Test func `a trace that does not fit on the disk is refused before the chip runs`() throws {
    let tool = try Tool("large-trace")
    let columns = (0..<256).map(String.init).joined(separator: ", ")
    try tool.write(
      """
      title: t
      weights: [[\((0..<256).map { _ in "1" }.joined(separator: ", "))]]
      events: [{input: 0, activation: 1, times_us: [1]}]
      duration: 1 s
      watch: [\(columns)]
      sample_period: 4 ns
      madc: 0
      """, to: "x.yaml")
    let outcome = try tool.run("trace", "x.yaml", "--out", "o")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("MB free"), "\(outcome.errors)")
    #expect(tool.contents("o/trace.h5") == nil)
  }

  @Test func `every experiment that is shipped can be read`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.experiments)
    #expect(names.count >= 2)
    for name in names { _ = try ExperimentConfiguration.load(Self.experiments + name) }
  }
}
