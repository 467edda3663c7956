import Calib
import ChipModel

/// Yields and spreads of one calibration, for tables and machines.
struct ChipSummary: Encodable, Sendable {
  /// One step.
  struct Step: Encodable {
    let name: String
    let mean_before: Double?
    let spread_before: Double?
    let mean_after: Double?
    let spread_after: Double?
    let spread_ratio: Double?
    let target: Double?
    let failed: Int
  }

  let chip: String
  let seed: UInt64
  let kind: String
  let runs: Int
  let seconds: Double?
  let yields: [String: Double]
  let steps: [Step]

  init(_ result: any CalibResult, of chip: ChipIdentity, seconds: Double? = nil) {
    self.chip = chip.description
    seed = chip.seed
    kind = type(of: result).kind
    runs = result.report.runCount
    self.seconds = seconds
    yields = Dictionary(
      uniqueKeysWithValues: result.successMasks.map { name, mask in
        (
          String(name.lowercased().map { $0 == " " ? "_" : $0 }),
          Double(mask.count { $0 }) / Double(max(1, mask.count))
        )
      })
    steps = result.report.steps.map {
      Step(
        name: $0.name, mean_before: $0.before?.mean,
        spread_before: $0.before?.standardDeviation, mean_after: $0.after?.mean,
        spread_after: $0.after?.standardDeviation,
        spread_ratio: $0.spreadRatio, target: $0.target,
        failed: $0.failedIndices.count)
    }
  }
}
