import CCeilings
import Calib
import ChipConfiguration
import ChipModel
import Foundation

/// Measures everything, prints a table and, with `--json FILE`, writes the figures.
///
/// `--peers` adds installed peers, `--filter TEXT` keeps cases whose name has the text, `--rounds N`
/// says how often all cases run in turn (5).
@main
struct Benchmarks {
  var json: String?
  var filter: String?
  var hasPeers = false
  var bench = Bench()

  static func main() {
    do {
      var own = try Benchmarks(CommandLine.arguments.dropFirst())
      try own.run()
    } catch {
      FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
      exit(1)
    }
  }

  struct Usage: Error, CustomStringConvertible {
    let description: String
  }

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)
    while !rest.isEmpty {
      let name = rest.removeFirst()
      func value() throws -> String {
        guard !rest.isEmpty else { throw Usage(description: "\(name) needs a value") }
        return rest.removeFirst()
      }
      switch name {
      case "--json": json = try value()
      case "--filter": filter = try value()
      case "--peers": hasPeers = true
      case "--rounds":
        guard let rounds = Int(try value()), rounds >= 1 else {
          throw Usage(description: "--rounds needs a number of 1 or more")
        }
        bench.rounds = rounds
      default:
        throw Usage(
          description:
            "unknown option \(name); known are --json FILE, --filter TEXT, --rounds N, --peers")
      }
    }
  }

  mutating func run() throws {
    let loadBefore = Machine.load
    let parameters = try ChipConfiguration.load("typical").parameters
    say("calibrating a chip")
    let empty = Machine.resident
    let chip = try Chip(parameters: parameters, seed: 1, threads: 2)
    _ = try HagenCalibration.calibrate(chip, seed: 1)
    try MACWork(batch: 100).make(on: chip).run()
    let chipBytes = Machine.resident - empty
    try MACWork(batch: 1000).make(on: chip).run()
    let growth = Machine.resident - empty - chipBytes

    var ceilings = Ceilings()
    let outcomes = try bench.measure(cases(chip, parameters), &ceilings, progress: say)
    let scaling = try filter == nil ? self.scaling(chip, &ceilings) : []
    let report = Report(
      machine: Machine.name, cores: ProcessInfo.processInfo.activeProcessorCount,
      loadBefore: loadBefore, loadAfter: Machine.load, ceilings: ceilings,
      vectorWidth: Int(Ceilings.kernelWidth), outcomes: outcomes,
      scaling: scaling, peers: hasPeers ? Peers.measure(rounds: bench.rounds) : [],
      chipBytes: chipBytes, batchGrowthBytes: growth, highWaterBytes: memory_high_water())
    print(report.table, terminator: "")
    if let json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try encoder.encode(report).write(to: URL(fileURLWithPath: json), options: .atomic)
    }
  }

  private func cases(_ chip: Chip, _ parameters: ChipParameters) throws -> [Case] {
    var all = try MACWork.all.filter { isWanted($0.name) }.map { try $0.make(on: chip) }
    all += KernelCases.all
    all += [
      try OtherCases.mock(rows: 256, columns: 256, batch: 1000, goal: 420_000),
      try OtherCases.mock(rows: 128, columns: 512, batch: 1000),
      try OtherCases.training(on: nil, goal: 1000),
      try OtherCases.training(on: chip, goal: 1 / 0.012),
      try OtherCases.trace(on: chip),
      OtherCases.calibration(parameters),
      OtherCases.start(parameters),
    ]
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardizedFileURL.path
    let bss2 = root + "/.build/release/bss2"
    all += [
      OtherCases.command(bss2, ["--help"], goal: 1 / 0.05),
      OtherCases.command(
        bss2, ["yin-yang", "--out", NSTemporaryDirectory() + "bss2-benchmark"], goal: 1 / 3.0),
      OtherCases.calibrations(bss2, chips: 8),
    ].compactMap { $0 }
    return all.filter { isWanted($0.name) }
  }

  /// A filter that is the whole name of a case selects this case alone.
  private func isWanted(_ name: String) -> Bool {
    guard let filter else { return true }
    return MACWork.all.contains { $0.name == filter } ? name == filter : name.contains(filter)
  }

  private func scaling(_ chip: Chip, _ ceilings: inout Ceilings) throws -> [Report.Line] {
    try MACWork.scaling.map { axis, works in
      let cases = try works.map { try $0.1.make(on: chip) }
      let outcomes = try bench.measure(cases, &ceilings) { say("\(axis), \($0)") }
      return Report.line(
        axis, zip(works, outcomes).map { (Double($0.0), $1.secondsPerRun) })
    }
  }

  private func say(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
