import Calib
import Foundation

/// Yields and spreads of one calibration, for tables and machines.
struct ChipSummary: Codable {
  /// One step.
  struct Step: Codable {
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

  init(_ made: CalibratedChip, seconds: Double? = nil) {
    let result = made.result
    chip = made.chip.identity.description
    seed = made.chip.identity.seed
    kind = type(of: result).kind
    runs = result.report.runCount
    self.seconds = seconds
    yields = Dictionary(
      uniqueKeysWithValues: result.successMasks.map { name, mask in
        (
          name.lowercased().replacingOccurrences(of: " ", with: "_"),
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

  /// One line of JSON.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
