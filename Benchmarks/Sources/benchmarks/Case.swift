import CCeilings
import CKernels
import Foundation

/// Something to measure: a piece of work that is repeated.
struct Case {
  /// Ceiling that a case is compared with.
  enum Ceiling {
    /// Fused multiply-adds of the work, on vectors of some floats; nil for the widest of the machine.
    case fused(operations: Double, width: Int? = nil)
    /// Bytes that the work must at least move.
    case copied(bytes: Double)
    case none
  }

  let name: String
  /// Unit of `amount`, such as "vectors".
  let unit: String
  /// Units of work in one run.
  let amount: Double
  var ceiling = Ceiling.none
  /// A figure that the machine's owner hopes for, in units per second.
  var goal: Double?
  let run: () throws -> Void
}

/// Result of a case, in the best of all rounds.
struct Outcome: Encodable {
  let name: String
  let unit: String
  let secondsPerRun: Double
  let perSecond: Double
  /// Processor time of all threads; other jobs on the machine do not touch it.
  let processorSecondsPerRun: Double?
  /// Share of the ceiling measured in the same run, 0…1, by processor time.
  let ceilingShare: Double?
  let goal: Double?
}

/// The machine's ceilings in the best of all rounds.
struct Ceilings: Encodable {
  /// Floats of the vectors of the column kernel that products use.
  static let kernelWidth: Int32 = bss_fastest_version() == BSS_AVX512 ? 16 : 8

  /// 10⁹ fused multiply-adds a second on one core, with the vectors of the column kernel.
  var fusedPerNanosecond = 0.0
  /// 10⁹ fused multiply-adds a second on one core, with vectors of eight floats.
  var fusedOnEightPerNanosecond = 0.0
  /// 10⁹ bytes copied a second on one core.
  var copiedPerNanosecond = 0.0

  mutating func measure() {
    fusedPerNanosecond = max(fusedPerNanosecond, ceiling_fused(Self.kernelWidth))
    fusedOnEightPerNanosecond = max(fusedOnEightPerNanosecond, ceiling_fused(8))
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
    var best = [Times](repeating: Times(), count: cases.count)
    for round in 0..<rounds {
      progress("round \(round + 1) of \(rounds)")
      ceilings.measure()
      for (index, own) in cases.enumerated() { try time(own, &best[index]) }
    }
    return zip(cases, best).map { outcome($0, $1, ceilings) }
  }

  /// The best of all runs, each by itself.
  private struct Times {
    var seconds = Double.infinity
    var processor = Double.infinity
  }

  private func time(_ own: Case, _ best: inout Times) throws {
    var runs = 0
    let begin = seconds()
    repeat {
      let (start, processor) = (seconds(), processor_seconds())
      try own.run()
      best.seconds = min(best.seconds, seconds() - start)
      best.processor = min(best.processor, processor_seconds() - processor)
      runs += 1
    } while seconds() - begin < leastSeconds && runs < 10_000
  }

  private func outcome(_ own: Case, _ best: Times, _ ceilings: Ceilings) -> Outcome {
    var share: Double?
    switch own.ceiling {
    case .fused(let operations, let width):
      let peak = width == 8 ? ceilings.fusedOnEightPerNanosecond : ceilings.fusedPerNanosecond
      share = operations / best.processor / (peak * 1e9)
    case .copied(let bytes):
      share = bytes / best.processor / (ceilings.copiedPerNanosecond * 1e9)
    case .none: break
    }
    return Outcome(
      name: own.name, unit: own.unit, secondsPerRun: best.seconds,
      perSecond: own.amount / best.seconds, processorSecondsPerRun: best.processor,
      ceilingShare: share, goal: own.goal)
  }
}

func seconds() -> Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }
