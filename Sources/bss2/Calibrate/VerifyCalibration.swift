import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Foundation

/// Applies a calibration to a chip and measures whether it holds.
struct VerifyCalibration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Apply a calibration to a chip and run the acceptance protocol.",
    discussion: "The exit status is 0 when all limits are kept and 1 when one is not.")

  @OptionGroup var chipOptions: ChipOptions

  @Argument(help: "Calibration file: .h5, .pbin, .json.gz or .json.")
  var file: String

  @Flag(help: "Also apply a native file that was made for another chip.")
  var force = false

  @Flag(help: "Print the checks as JSON and nothing else.")
  var json = false

  func run() throws {
    let chip = try chipOptions.freshChip()
    let stored = try StoredCalibration(file, for: force ? nil : chip)
    for warning in try stored.apply(to: chip) { warn("\(file): \(warning)") }
    let checks = try stored.verify(on: chip)
    let failed = checks.count { !$0.holds }
    if json {
      print(try jsonText(checks.map(JSON.init)))
    } else {
      for check in checks { print(Self.line(check)) }
      print(
        failed == 0
          ? "the calibration keeps all limits"
          : "the calibration does not keep \(failed) of \(checks.count) limits")
    }
    if failed > 0 { throw ExitCode.failure }
  }

  private static func line(_ check: AcceptanceCheck) -> String {
    let sign = check.isUpperLimit ? "<" : ">"
    let farthest = check.holds || check.instances.isEmpty ? "" : ": \(numbers(check.instances))"
    return String(
      format: "%@  %8.3f %@ %g  %@%@", check.holds ? "ok  " : "FAIL", check.value, sign,
      check.limit, check.name, farthest)
  }

  private struct JSON: Encodable {
    let name: String
    let value: Double
    let limit: Double
    let upper: Bool
    let holds: Bool
    let instances: [Int]

    init(_ check: AcceptanceCheck) {
      (name, value, limit) = (check.name, check.value, check.limit)
      (upper, holds, instances) = (check.isUpperLimit, check.holds, check.instances)
    }
  }
}
