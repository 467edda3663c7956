import CCeilings
import Foundation

/// Something to measure: a piece of work that is repeated.
struct Case {
  /// What a case is held against.
  enum Ceiling {
    /// Fused multiply-adds of the work, on so many threads.
    case fused(operations: Double, threads: Int)
    /// Bytes that the work must at least move.
    case copied(bytes: Double)
    case none
  }

  let name: String
  /// What `amount` counts, such as "vectors".
  let unit: String
  /// Units of work in one run.
  let amount: Double
  var ceiling = Ceiling.none
  /// A figure that the machine's owner hopes for, in units per second.
  var goal: Double?
  let run: () throws -> Void
}

/// What came out, in the best of all rounds.
struct Outcome: Encodable {
  let name: String
  let unit: String
  let secondsPerRun: Double
  let perSecond: Double
  /// Share of the ceiling measured in the same run, 0…1.
  let ceilingShare: Double?
  let goal: Double?
}

/// The machine's ceilings in the best of all rounds.
struct Ceilings: Encodable {
  /// 10⁹ fused multiply-adds a second on one core.
  var fusedPerNanosecond = 0.0
  /// 10⁹ bytes copied a second on one core.
  var copiedPerNanosecond = 0.0

  mutating func measure() {
    fusedPerNanosecond = max(fusedPerNanosecond, ceiling_fused())
    for _ in 0..<3 { copiedPerNanosecond = max(copiedPerNanosecond, ceiling_copy()) }
  }
}

/// Runs all cases in turn, several rounds, and keeps the best of each.
struct Bench {
  var rounds = 5
  /// Least time of one measurement; shorter work is repeated.
  var leastSeconds = 0.05

  func measure(
    _ cases: [Case], _ ceilings: inout Ceilings, progress: (String) -> Void
  ) throws -> [Outcome] {
    var best = [Double](repeating: .infinity, count: cases.count)
    for round in 0..<rounds {
      progress("round \(round + 1) of \(rounds)")
      ceilings.measure()
      for (index, own) in cases.enumerated() { best[index] = min(best[index], try time(own)) }
    }
    return zip(cases, best).map { outcome($0, $1, ceilings) }
  }

  private func time(_ own: Case) throws -> Double {
    var (runs, best) = (0, Double.infinity)
    let begin = seconds()
    repeat {
      let start = seconds()
      try own.run()
      best = min(best, seconds() - start)
      runs += 1
    } while seconds() - begin < leastSeconds && runs < 10_000
    return best
  }

  private func outcome(_ own: Case, _ seconds: Double, _ ceilings: Ceilings) -> Outcome {
    var share: Double?
    switch own.ceiling {
    case .fused(let operations, let threads):
      share = operations / seconds / (ceilings.fusedPerNanosecond * 1e9 * Double(threads))
    case .copied(let bytes):
      share = bytes / seconds / (ceilings.copiedPerNanosecond * 1e9)
    case .none: break
    }
    return Outcome(
      name: own.name, unit: own.unit, secondsPerRun: seconds, perSecond: own.amount / seconds,
      ceilingShare: share, goal: own.goal)
  }
}

func seconds() -> Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }
