import ArgumentParser
import CalibrationStore
import Cocolist

/// Compares the settings of two calibrations, whatever their forms.
struct DiffCalibrations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare the settings of two calibration files.",
    discussion: "The exit status is 0 when they configure a chip alike and 1 when they do not.")

  @Argument(help: "Calibration file: .h5, .pbin, .json.gz or .json.")
  var first: String

  @Argument(help: "Calibration file to compare with.")
  var second: String

  func run() throws {
    let differences = CocolistDifferences(
      try StoredCalibration(first).cocolist, try StoredCalibration(second).cocolist)
    if differences.isEmpty {
      print("the same settings")
    } else {
      for line in Self.lines(differences) { print(line) }
      throw ExitCode.failure
    }
  }

  /// One line a field that differs, and one a type that a file lacks.
  private static func lines(_ differences: CocolistDifferences) -> [String] {
    differences.fields.map { field in
      "\(field.name): \(field.places.count) containers differ (\(numbers(field.places))), on average "
        + "by \(short(field.mean)) LSB, at most by \(field.largest) LSB"
    } + differences.onlyFirst.map { "only in the first: \($0.name): \($0.count)" }
      + differences.onlySecond.map { "only in the second: \($0.name): \($0.count)" }
  }
}
