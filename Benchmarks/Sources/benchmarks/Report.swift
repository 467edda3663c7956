import CCeilings
import Foundation

/// Everything that a run of the benchmarks has found.
struct Report: Encodable {
  struct Line: Encodable {
    let axis: String
    let points: [[Double]]
    /// Least squares: seconds = offset + slope · size.
    let offsetSeconds: Double
    let slopeSeconds: Double
    /// Share of the variance that the line explains.
    let rSquared: Double
  }

  let machine: String
  let cores: Int
  let loadBefore: Double
  let loadAfter: Double
  let ceilings: Ceilings
  /// Floats of the widest vector that the machine multiplies and adds at once.
  let vectorWidth: Int
  let outcomes: [Outcome]
  let scaling: [Line]
  let peers: [Outcome]
  /// Memory of one chip with its workspace, and growth from a batch of 100 to one of 1000, in bytes.
  let chipBytes: Int64
  let batchGrowthBytes: Int64
  let highWaterBytes: Int64

  static func line(_ axis: String, _ points: [(size: Double, seconds: Double)]) -> Line {
    let n = Double(points.count)
    let (mx, my) = (
      points.reduce(0) { $0 + $1.size } / n, points.reduce(0) { $0 + $1.seconds } / n
    )
    let sxx = points.reduce(0) { $0 + ($1.size - mx) * ($1.size - mx) }
    let sxy = points.reduce(0) { $0 + ($1.size - mx) * ($1.seconds - my) }
    let syy = points.reduce(0) { $0 + ($1.seconds - my) * ($1.seconds - my) }
    return Line(
      axis: axis, points: points.map { [$0.size, $0.seconds] },
      offsetSeconds: my - sxy / sxx * mx, slopeSeconds: sxy / sxx,
      rSquared: syy > 0 ? sxy * sxy / (sxx * syy) : 1)
  }

  var table: String {
    var text = """
      machine: \(machine), \(cores) cores; load \(fixed(loadBefore, 2)) before, \(fixed(loadAfter, 2)) after
      ceilings of a core: \(fixed(ceilings.fusedPerNanosecond, 1)) G fused operations/s on vectors of \
      \(vectorWidth) floats, \(fixed(ceilings.fusedOnEightPerNanosecond, 1)) G/s on eight, \
      \(fixed(ceilings.copiedPerNanosecond, 1)) GB/s copied
      memory: one chip \(megabytes(chipBytes)), ten times the batch \(megabytes(batchGrowthBytes)) more, \
      all benchmarks \(megabytes(highWaterBytes))

      | | core ms | of the ceiling | ms | per second | goal |
      |---|---|---|---|---|---|

      """
    for own in outcomes + peers {
      let share = own.ceilingShare.map { fixed(100 * $0, 0) + " %" } ?? ""
      let goal =
        own.goal.map { "\(short($0)) (\(own.perSecond >= $0 ? "reached" : "missed"))" } ?? ""
      text +=
        "| \(own.name) | \(own.processorSecondsPerRun.map { fixed($0 * 1e3, 3) } ?? "") "
        + "| \(share) | \(fixed(own.secondsPerRun * 1e3, 3)) "
        + "| \(short(own.perSecond)) \(own.unit) | \(goal) |\n"
    }
    if !peers.isEmpty { text += "\n" + Peers.omissions + "\n" }
    text += ratioTable
    text += "\n| time over | fit in µs | R² |\n|---|---|---|\n"
    for line in scaling {
      text +=
        "| \(line.axis) \(line.points.map { fixed($0[0], 0) }.joined(separator: ", ")) "
        + "| \(fixed(line.offsetSeconds * 1e6, 1)) + \(fixed(line.slopeSeconds * 1e6, 3)) · n "
        + "| \(fixed(line.rSquared, 4)) |\n"
    }
    return text
  }

  /// Core time of work in multiples of other work of the same run.
  private var ratioTable: String {
    let lines = Self.ratios.compactMap { own, other -> String? in
      guard let a = coreTime(own), let b = coreTime(other) else { return nil }
      return "| \(own) | \(other) | \(fixed(a / b, 2)) |\n"
    }
    guard !lines.isEmpty else { return "" }
    return "\n| core time of one unit | against | ratio |\n|---|---|---|\n" + lines.joined()
  }

  private static let ratios = [
    ("mac 128×512, batch 1", "mac 128×512, batch 1000"),
    ("mac 1024×1024, batch 1", "mac 1024×1024, batch 1000"),
    ("column kernel on 8 columns", "column kernel on 16 columns"),
  ]

  /// Processor time of one unit of work.
  private func coreTime(_ name: String) -> Double? {
    outcomes.first { $0.name == name }.flatMap { own in
      own.processorSecondsPerRun.map { $0 / (own.perSecond * own.secondsPerRun) }
    }
  }

  private func fixed(_ x: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", x) }
  private func megabytes(_ bytes: Int64) -> String { fixed(Double(bytes) / 1e6, 1) + " MB" }
  private func short(_ x: Double) -> String {
    x >= 1e6 ? fixed(x / 1e6, 2) + " M" : x >= 1e4 ? fixed(x / 1e3, 1) + " k" : fixed(x, 1)
  }
}

/// Description of the machine by its operating system.
enum Machine {
  static var name: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    func field(_ name: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(name) }?
        .split(separator: ":", maxSplits: 1).last
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let family = [field("cpu family"), field("model\t")].compactMap { $0 }
      .joined(separator: "/")
    return "\(field("model name") ?? "unknown processor") (family/model \(family))"
  }

  static var load: Double {
    var averages = [0.0]
    return getloadavg(&averages, 1) == 1 ? averages[0] : 0
  }

  /// Resident memory at present in bytes.
  static var resident: Int64 {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int64($0) } ?? 0
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
